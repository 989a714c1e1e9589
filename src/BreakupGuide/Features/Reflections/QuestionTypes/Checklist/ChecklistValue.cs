using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Checklist;

/// <param name="Picked">Values chosen as the best of <paramref name="Chosen"/>.</param>
public sealed record ChecklistValue(IReadOnlyList<ChosenOption> Chosen, IReadOnlyList<string> Picked) : AnswerValue
{
    public override bool IsEmpty => Chosen.Count == 0;

    public override IReadOnlyList<string> Lines => [.. Chosen.Select(c => c.Label)];

    /// <remarks>Where all are picked there is nothing to tell apart.</remarks>
    public override IReadOnlyList<string> MarkedLines =>
        Picked.Count < Chosen.Count ? [.. Chosen.Select(c => IsPicked(c) ? $"{c.Label} (fits best)" : c.Label)] : Lines;

    public override IReadOnlyList<string> Remarks =>
        Picked.Count == 0 ? [] : ["Most of all: " + string.Join(" · ", Chosen.Where(IsPicked).Select(c => c.Label))];

    public override IReadOnlyList<AnswerPart> Parts =>
        [new(null, Lines, AnswerPartKind.Items), .. Remarks.Select(remark => new AnswerPart(remark, [], AnswerPartKind.Words))];

    public override IReadOnlyList<AnswerItem> GivenItems => [.. Chosen.Select(c => new AnswerItem(c.Value, c.Label, IsPicked: IsPicked(c)))];

    public override IReadOnlyList<string> GivenValues => [.. Chosen.Select(c => c.Value)];

    public override AnswerValue WithItems(Func<AnswerItem, string?> textOf)
    {
        List<ChosenOption> kept =
            [.. GivenItems.Select(i => (i.Id, Text: textOf(i))).Where(i => i.Text is not null).Select(i => new ChosenOption(i.Id, i.Text!))];
        return new ChecklistValue(kept, [.. Picked.Where(p => kept.Exists(c => c.Value == p))]);
    }

    public override bool AgreesWith(AnswerValue other) =>
        other is ChecklistValue list && list.GivenValues.ToHashSet().SetEquals(GivenValues) && list.Picked.ToHashSet().SetEquals(Picked);

    private bool IsPicked(ChosenOption option) => Picked.Contains(option.Value);
}

public sealed record ChosenOption(string Value, string Label)
{
    public override string ToString() => "[option]";
}
