using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Scale;

public sealed record ScaleValue(int Number, int Low, int High, string LowLabel, string HighLabel) : AnswerValue
{
    public override bool IsEmpty => false;

    public override IReadOnlyList<string> Lines => [$"{Number} of {Low} ({LowLabel}) to {High} ({HighLabel})"];

    public override int? GivenNumber => Number;
}
