using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.List;

public sealed record ListValue(IReadOnlyList<ListItem> Items) : AnswerValue
{
    public override bool IsEmpty => Items.Count == 0;

    public override IReadOnlyList<string> Lines => [.. Items.Select(i => i.Text)];

    public override IReadOnlyList<AnswerPart> Parts => [new(null, Lines, AnswerPartKind.Items)];

    public override bool IsOwnWords => true;

    public override IReadOnlyList<ThreadItem> Threads => [.. Items.Select(i => new ThreadItem(i.Id, i.Text))];

    public override IReadOnlyList<AnswerItem> GivenItems => [.. Items.Select(i => new AnswerItem(Item.IdOf(i.Id), i.Text))];
}

/// <param name="Key">Name of the item's row in the form: <c>n0</c>, <c>n1</c>… for items typed here, a thread's id for items taken along.</param>
/// <param name="Id">The thread's id; the same each time the same row is saved.</param>
public sealed record ListItem(string Key, Guid Id, string Text)
{
    public override string ToString() => "[item]";
}
