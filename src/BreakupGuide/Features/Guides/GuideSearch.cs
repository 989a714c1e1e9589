using BreakupGuide.Content;

namespace BreakupGuide.Features.Guides;

/// <summary>Finds words in titles, summaries, headings and text. The guides are few, so each search reads them all.</summary>
internal sealed class GuideSearch(ContentLibrary library)
{
    public const int LongestQuery = 100;
    private const int PassagesShown = 3;
    private const int PassageLength = 180;

    /// <param name="Passages">Places in the guide, the best ones; none when only the title or summary matched.</param>
    internal sealed record Found(Guide Guide, IReadOnlyList<Passage> Passages);

    /// <param name="Id">Anchor of the section.</param>
    /// <param name="Text">The words round the match, cut into matched and other parts.</param>
    internal sealed record Passage(string? Id, string? Heading, IReadOnlyList<Part> Text);

    internal sealed record Part(string Text, bool Matched);

    /// <summary>Guides in which every word stands, those with a matching title first, then in reading order.</summary>
    public IReadOnlyList<Found> Find(string query, Pronoun pronoun)
    {
        var words = Words(query);
        if (words.Count == 0) return [];
        return
        [
            .. from guide in library.Guides
               let found = Look(guide, words, pronoun)
               where found is not null
               orderby HasAll(guide.Title.For(pronoun), words) descending, guide.Order
               select found,
        ];
    }

    private static Found? Look(Guide guide, IReadOnlyList<string> words, Pronoun pronoun)
    {
        var sections = GuideText.Sections(guide.For(pronoun)).ToList();
        var head = $"{guide.Title.For(pronoun)} {guide.Summary.For(pronoun)}";
        var everything = sections.SelectMany(s => s.Paragraphs.Append(s.Heading ?? "")).Append(head);
        if (!words.All(word => everything.Any(text => Has(text, word)))) return null;

        var passages =
            from section in sections
            let best = section.Paragraphs.Append(section.Heading ?? "").MaxBy(text => words.Count(word => Has(text, word)))
            let score = words.Count(word => Has(best, word) || Has(section.Heading ?? "", word))
            where score > 0
            orderby score descending
            select new Passage(
                section.Id, section.Heading, best == section.Heading ? Cut(section.Paragraphs is [var opening, ..] ? opening : "", words) : Cut(best, words));
        return new(guide, [.. passages.Take(PassagesShown)]);
    }

    private static IReadOnlyList<string> Words(string query) =>
        [.. query[..Math.Min(query.Length, LongestQuery)].Split([' ', '\t', '"', '“', '”', ',', '.', '?'], StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool HasAll(string text, IReadOnlyList<string> words) => words.All(word => Has(text, word));

    /// <summary>A piece of the text round the first match, from one gap between words to another.</summary>
    private static List<Part> Cut(string text, IReadOnlyList<string> words)
    {
        var first = words.Select(w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(0).Min();
        var start = first <= PassageLength / 3 ? 0 : text.IndexOf(' ', first - PassageLength / 3) + 1;
        if (start > first) start = first;
        var end = start + PassageLength >= text.Length ? text.Length : text.LastIndexOf(' ', start + PassageLength);
        if (end <= first) end = Math.Min(text.Length, start + PassageLength);

        List<Part> parts = [];
        if (start > 0) parts.Add(new("… ", false));
        for (var position = start; position < end;)
        {
            var (at, length) = Next(text, words, position, end);
            if (at > position) parts.Add(new(text[position..at], false));
            if (length > 0) parts.Add(new(text.Substring(at, length), true));
            position = at + length;
        }

        if (end < text.Length) parts.Add(new(" …", false));
        return parts;
    }

    private static (int At, int Length) Next(string text, IReadOnlyList<string> words, int from, int end) =>
        words.Select(w => (At: text.IndexOf(w, from, end - from, StringComparison.OrdinalIgnoreCase), w.Length))
            .Where(m => m.At >= 0)
            .OrderBy(m => m.At).ThenByDescending(m => m.Length)
            .DefaultIfEmpty((end, 0))
            .First();
}
