using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;

namespace BreakupGuide.Features.Reflections.Understanding;

/// <summary>The page as somebody else may see it: without what is only for oneself, with names shortened, and leading nowhere.</summary>
internal static class ForSomebodyElse
{
    public static IReadOnlyList<UnderstoodPart> Of(IReadOnlyList<UnderstoodPart> parts, Withheld withheld)
    {
        var marked = withheld.Items.ToHashSet();
        // The same words may stand in another part under another id.
        var words = parts.SelectMany(p => p.Items).Where(i => i.Ids.Any(marked.Contains)).Select(i => i.Thing?.Text.Trim()).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = new ShortenedNames(withheld.Names);
        return [.. parts.Select(p => p with { Items = [.. p.Items.Where(IsForAll).Select(i => Shown(i, names)).OfType<UnderstoodItem>()] })];

        bool IsForAll(UnderstoodItem item) => !item.Ids.Any(marked.Contains) && !words.Contains(item.Name.Trim());

        UnderstoodItem? Shown(UnderstoodItem item, ShortenedNames names) => item switch
        {
            { Thing: { } thing } => item with { Thing = new(names.In(thing.Text), [.. thing.Details.Select(d => In(names, d))]) },
            { Answer: { } answer } when answer.Lines.Where(l => !words.Contains(l.Trim())).ToList() is { Count: > 0 } lines =>
                item with { Answer = In(names, answer with { Lines = lines }) },
            _ => null,
        };
    }

    // Without the ways back to where it was answered.
    private static Quoted In(ShortenedNames names, Quoted quoted) =>
        new(names.In(quoted.Wording), [.. quoted.Lines.Select(names.In)], quoted.Instead) { Label = quoted.Label };
}
