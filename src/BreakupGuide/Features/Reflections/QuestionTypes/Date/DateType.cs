using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Date;

public sealed record DateOptions : QuestionOptions;

/// <summary>A day.</summary>
public sealed class DateType : AnswerType<DateOptions, DateValue>
{
    public const string InputName = "date";

    private const int MaxYearsAgo = 100;
    private const int MaxYearsAhead = 10;

    public override string Name => "date";

    public override string StoredName => "date";

    public override Type Control => typeof(DateControl);

    internal override IReadOnlyList<string> Keys => [];

    internal override QuestionOptions Read(OptionReader reader) => new DateOptions();

    protected override SentAnswer Read(AnswerForm form, DateOptions options, DateValue? stored)
    {
        var typed = form.First(InputName);
        if (string.IsNullOrWhiteSpace(typed))
            return new(null);
        return TypedDay.Read(typed) is { } date ? new(new DateValue(date), Typed: typed) : new(null, TypedDay.Unreadable, typed);
    }

    protected override IValidator<DateValue> Rules(Step step, DateOptions options, DateValue? stored, DateOnly today) => new YearRule(today);

    private sealed class YearRule : AbstractValidator<DateValue>
    {
        public YearRule(DateOnly today) =>
            RuleFor(v => v.Date).InclusiveBetween(today.AddYears(-MaxYearsAgo), today.AddYears(MaxYearsAhead))
                .WithMessage($"Please look at the year: it can be from {today.Year - MaxYearsAgo} to {today.Year + MaxYearsAhead}.");
    }
}
