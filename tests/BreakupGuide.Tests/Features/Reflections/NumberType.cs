using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using FluentValidation;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>A type of question that the program does not have, made of what its own types are made of.</summary>
internal sealed class NumberType : AnswerType<NumberOptions, NumberValue>
{
    public const string InputName = "amount";

    public override string Name => "number";

    public override string StoredName => "number";

    public override Type Control => typeof(NumberControl);

    internal override IReadOnlyList<string> Keys => ["most", "unit"];

    internal override QuestionOptions Read(OptionReader reader) => new NumberOptions(reader.Map.Number("most"), reader.Map.Phrase("unit"));

    private protected override void Check(NumberOptions options, Origins origins) => origins.Check(options, new OptionsValidator());

    protected override SentAnswer Read(AnswerForm form, NumberOptions options, NumberValue? stored)
    {
        var typed = form.First(InputName);
        if (typed.Length == 0) return new(null);
        return int.TryParse(typed, out var number) ? new(new NumberValue(number, form.Say(options.Unit))) : new(null, "This is no number.", typed);
    }

    protected override IValidator<NumberValue> Rules(Step step, NumberOptions options, NumberValue? stored, DateOnly today) => new Most(options.Most);

    private sealed class OptionsValidator : AbstractValidator<NumberOptions>
    {
        public OptionsValidator() => RuleFor(o => o.Most).GreaterThan(0).WithMessage("“most” must be 1 or more");
    }

    private sealed class Most : AbstractValidator<NumberValue>
    {
        public Most(int most) => RuleFor(v => v.Number).LessThanOrEqualTo(most).WithMessage($"{most} is the most.");
    }
}

public sealed record NumberOptions(int Most, Phrase Unit) : QuestionOptions
{
    public override IReadOnlyList<Test> Tests => [.. base.Tests, Test.Number];

    public override (int Low, int High)? Range => (0, Most);
}

public sealed record NumberValue(int Number, string Unit) : AnswerValue
{
    public override bool IsEmpty => false;

    public override IReadOnlyList<string> Lines => [$"{Number} {Unit}"];

    public override IReadOnlyList<AnswerPart> Parts => [new($"In {Unit}", [$"{Number}"], AnswerPartKind.Words)];

    public override int? GivenNumber => Number;
}
