using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Choice;

public sealed record ChoiceValue(string Value, string Label, string? Note = null) : AnswerValue
{
    public override bool IsEmpty => Value.Length == 0 && !HasNote;

    public override IReadOnlyList<string> Lines => [.. new[] { Label, Note }.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l!)];

    public override IReadOnlyList<AnswerPart> Parts =>
        [new(null, [Label], AnswerPartKind.Chosen), .. HasNote ? [new AnswerPart(null, [Note!], AnswerPartKind.Words)] : Array.Empty<AnswerPart>()];

    public override IReadOnlyList<string> GivenValues => [Value];

    public override bool AgreesWith(AnswerValue other) =>
        other is ChoiceValue choice && choice.Value == Value && (choice.HasNote ? choice.Note == Note : !HasNote);

    private bool HasNote => !string.IsNullOrWhiteSpace(Note);
}
