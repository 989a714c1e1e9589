using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Text;

public sealed record TextValue(string Text) : AnswerValue
{
    public override bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    public override IReadOnlyList<string> Lines => IsEmpty ? [] : [Text];

    public override bool IsOwnWords => true;
}
