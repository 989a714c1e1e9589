using System.Globalization;
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

    private static readonly string[] Written = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy"];

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
        return DateOnly.TryParseExact(typed.Trim(), Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(new DateValue(date), Typed: typed)
            : new(null, "This date could not be read. Write it as year-month-day, for example 2026-05-31.", typed);
    }

    protected override IValidator<DateValue> Rules(Step step, DateOptions options, DateValue? stored, DateOnly today) => new YearRule(today);

    private sealed class YearRule : AbstractValidator<DateValue>
    {
        public YearRule(DateOnly today) =>
            RuleFor(v => v.Date).InclusiveBetween(today.AddYears(-MaxYearsAgo), today.AddYears(MaxYearsAhead))
                .WithMessage($"Please look at the year: it can be from {today.Year - MaxYearsAgo} to {today.Year + MaxYearsAhead}.");
    }
}
