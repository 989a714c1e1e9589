using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Fields;

public sealed record FieldsValue(IReadOnlyList<FieldText> Fields) : AnswerValue
{
    public override bool IsEmpty => !Filled.Any();

    public override IReadOnlyList<string> Lines => [.. Filled.Select(f => Line(f.Label, f.Text))];

    public override IReadOnlyList<AnswerPart> Parts => [.. Filled.Select(f => new AnswerPart(f.Label, [f.Text], AnswerPartKind.Words))];

    public override bool AgreesWith(AnswerValue other) =>
        other is FieldsValue fields && fields.Filled.Select(f => (f.Id, f.Text)).SequenceEqual(Filled.Select(f => (f.Id, f.Text)));

    private IEnumerable<FieldText> Filled => Fields.Where(f => !string.IsNullOrWhiteSpace(f.Text));
}

public sealed record FieldText(string Id, string Label, string Text)
{
    public override string ToString() => "[field]";
}
