using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Scale;

public sealed record ScaleValue(int Number, int Low, int High, string LowLabel, string HighLabel) : AnswerValue
{
    public override bool IsEmpty => false;

    public override IReadOnlyList<string> Lines =>
    [
        Number == Low ? $"{Low} ({LowLabel})" : Number == High ? $"{High} ({HighLabel})" : $"{Number}, from {Low} ({LowLabel}) to {High} ({HighLabel})",
    ];

    public override int? GivenNumber => Number;

    public override bool AgreesWith(AnswerValue other) => other is ScaleValue scale && (scale.Number, scale.Low, scale.High) == (Number, Low, High);
}
