using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Sort;

public sealed record SortValue(IReadOnlyList<SortedItem> Items) : AnswerValue
{
    public override bool IsEmpty => Items.Count == 0;

    public override IReadOnlyList<string> Lines => [.. Items.Select(i => Line(i.Text, i.Label))];

    public override IReadOnlyList<AnswerPart> Parts =>
        [.. Items.GroupBy(i => i.Label).Select(group => new AnswerPart(group.Key, [.. group.Select(i => i.Text)], AnswerPartKind.Items))];

    public override IReadOnlyList<AnswerItem> GivenItems => [.. Items.Select(i => new AnswerItem(i.Item, i.Text, i.Value, i.Label))];

    public override bool AgreesWith(AnswerValue other) =>
        other is SortValue sort && sort.Items.Select(i => (i.Item, i.Value)).ToHashSet().SetEquals(Items.Select(i => (i.Item, i.Value)));

    public override AnswerValue WithItems(Func<AnswerItem, string?> textOf) => new SortValue(
        [.. Items.Zip(GivenItems.Select(textOf)).Where(i => i.Second is not null).Select(i => i.First with { Text = i.Second! })]);
}

/// <param name="Item">The item's value, or its thread's id.</param>
public sealed record SortedItem(string Item, string Text, string Value, string Label)
{
    public override string ToString() => "[sorted]";
}
