using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Text;

/// <param name="Max">Greatest number of characters.</param>
public sealed record TextOptions(int Max) : QuestionOptions;

/// <summary>A text of any length.</summary>
public class TextType : AnswerType<TextOptions, TextValue>
{
    private const int LongestText = 200_000;

    public override string Name => "text";

    public override string StoredName => "text";

    public override bool FitsInEach => true;

    public override bool AsksForOwnWords => true;

    public override bool IsTyped => true;

    public override Type Control => typeof(TextControl);

    /// <summary>What holds where the author names no number.</summary>
    public virtual int Max => AnswerRules.MaxTextLength;

    internal sealed override IReadOnlyList<string> Keys => ["max"];

    internal sealed override QuestionOptions Read(OptionReader reader) => new TextOptions(reader.Map.OptionalNumber("max") ?? Max);

    private protected override void Check(TextOptions options, Origins origins) =>
        origins.Check(options, new MaxValidator(LongestText, $"“max” must be between 1 and {LongestText}"));

    protected override SentAnswer Read(AnswerForm form, TextOptions options, TextValue? stored) =>
        new(new TextValue(AnswerForm.Lines(form.First(AnswerForm.Text))));

    protected sealed override IValidator<TextValue> Rules(Step step, TextOptions options, TextValue? stored, DateOnly today) => new LengthRule(options.Max);

    private protected sealed class MaxValidator : AbstractValidator<TextOptions>
    {
        public MaxValidator(int longest, string message) => RuleFor(o => o.Max).InclusiveBetween(1, longest).WithMessage(message);
    }

    private sealed class LengthRule : AbstractValidator<TextValue>
    {
        public LengthRule(int most) => RuleFor(v => v.Text).MaximumLength(most).WithMessage(v => AnswerRules.TooLong(most, v.Text.Length));
    }
}

/// <summary>A text of one line.</summary>
public sealed class LineType : TextType
{
    private const int LongestLine = 1_000;

    public override string Name => "line";

    public override bool AsksForOwnWords => false;

    public override Type Control => typeof(LineControl);

    public override int Max => 300;

    private protected override void Check(TextOptions options, Origins origins) =>
        origins.Check(options, new MaxValidator(LongestLine, $"“max” of a line must be between 1 and {LongestLine}"));

    protected override SentAnswer Read(AnswerForm form, TextOptions options, TextValue? stored) =>
        new(new TextValue(AnswerForm.OneLine(form.First(AnswerForm.Text))));
}
