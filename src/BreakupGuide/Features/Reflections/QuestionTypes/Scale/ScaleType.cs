using System.Globalization;
using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Scale;

public sealed record ScaleOptions(int Low, int High, Phrase LowLabel, Phrase HighLabel) : QuestionOptions
{
    public override IReadOnlyList<Test> Tests => [.. base.Tests, Test.Number];

    public override (int Low, int High)? Range => (Low, High);

    public override (Phrase Low, Phrase High)? Ends => (LowLabel, HighLabel);
}

/// <summary>A number between two ends that have names.</summary>
public sealed class ScaleType : AnswerType<ScaleOptions, ScaleValue>
{
    public const string InputName = "number";

    public override string Name => "scale";

    public override string StoredName => "scale";

    public override Type Control => typeof(ScaleControl);

    internal override IReadOnlyList<string> Keys => ["low", "high", "low-label", "high-label"];

    internal override QuestionOptions Read(OptionReader reader) => new ScaleOptions(
        reader.Map.Number("low"), reader.Map.Number("high"), reader.Map.Phrase("low-label"), reader.Map.Phrase("high-label"));

    private protected override void Check(ScaleOptions options, Origins origins) => origins.Check(options, new OptionsValidator());

    protected override SentAnswer Read(AnswerForm form, ScaleOptions options, ScaleValue? stored)
    {
        var typed = form.First(InputName);
        if (typed.Length == 0)
            return new(null);
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new ScaleValue(number, options.Low, options.High, options.LowLabel.For(form.Pronoun), options.HighLabel.For(form.Pronoun)))
            : new(null, OutOfRange(options.Low, options.High));
    }

    protected override IValidator<ScaleValue> Rules(Step step, ScaleOptions options, ScaleValue? stored, DateOnly today) => new RangeRule();

    private static string OutOfRange(int low, int high) => $"Choose one of the numbers from {low} to {high}.";

    private sealed class OptionsValidator : AbstractValidator<ScaleOptions>
    {
        public OptionsValidator() =>
            RuleFor(o => o.High).Must((o, high) => high > o.Low && high - o.Low <= 10).WithMessage("“high” must be above “low”, by ten at most");
    }

    private sealed class RangeRule : AbstractValidator<ScaleValue>
    {
        public RangeRule() => RuleFor(v => v).Must(v => v.Number >= v.Low && v.Number <= v.High).WithMessage(v => OutOfRange(v.Low, v.High));
    }
}
