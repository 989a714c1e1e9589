using System.Text;
using System.Text.RegularExpressions;

namespace BreakupGuide.Entries;

/// <summary>What somebody typed to look for: words, and “phrases in quotes”, all of which have to be there.</summary>
public sealed partial class SearchTerms
{
    /// <summary>Beyond these nothing is asked.</summary>
    private const int Most = 8;

    private SearchTerms(IReadOnlyList<string> all) => All = all;

    /// <summary>As they are compared; see <see cref="TextFold"/>.</summary>
    internal IReadOnlyList<string> All { get; }

    public bool IsEmpty => All.Count == 0;

    public static SearchTerms Of(string typed) => new(
    [
        .. Term().Matches(TextFold.Of(typed)).Select(m => (m.Groups["phrase"].Success ? m.Groups["phrase"].Value : m.Value).Trim(' ', '"'))
            .Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Take(Most),
    ]);

    /// <summary>Where they stand in a text, in order and without overlaps.</summary>
    public IReadOnlyList<(int Start, int Length)> In(string text)
    {
        var folded = TextFold.Of(text, out var from);
        var places = new List<(int Start, int Length)>();
        foreach (var term in All)
        {
            for (var at = folded.IndexOf(term, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(term, at + term.Length, StringComparison.Ordinal))
            {
                var end = at + term.Length < from.Count ? from[at + term.Length] : text.Length;
                places.Add((from[at], Math.Max(end, from[at] + 1) - from[at]));
            }
        }

        var apart = new List<(int Start, int Length)>();
        foreach (var place in places.OrderBy(p => p.Start).ThenByDescending(p => p.Length))
            if (apart.Count == 0 || place.Start >= apart[^1].Start + apart[^1].Length) apart.Add(place);
        return apart;
    }

    /// <summary>The same to be looked for, with another word in place of one of them.</summary>
    public string With(NearWord near) =>
        string.Join(' ', All.Select(t => t == near.Asked ? near.Word : t.Contains(' ', StringComparison.Ordinal) ? $"\"{t}\"" : t));

    public override string ToString() => "[search]";

    /// <summary>Whether each of them stands in one of the texts.</summary>
    internal bool AllIn(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        using var room = new FoldRoom();
        var seen = 0;
        foreach (var text in texts)
        {
            cancel.ThrowIfCancellationRequested();
            seen = Seen(text, seen, room);
        }

        return seen == AllSeen;
    }

    /// <summary>What <see cref="Seen"/> gives once each of them was seen.</summary>
    internal int AllSeen => (1 << All.Count) - 1;

    /// <summary>Which of them stand in a text or were seen before: a bit for each.</summary>
    internal int Seen(ReadOnlySpan<char> text, int before, FoldRoom room)
    {
        // Folded once, and only what has to be: most words of most people are looked through as they stand.
        var isPlain = Ascii.IsValid(text);
        var isFolded = false;
        ReadOnlySpan<char> folded = [];
        var seen = before;
        for (var i = 0; i < All.Count; i++)
        {
            var (term, bit) = (All[i], 1 << i);
            if ((seen & bit) != 0) continue;
            if (isPlain && !term.Contains(' ', StringComparison.Ordinal))
            {
                if (text.Contains(term, StringComparison.OrdinalIgnoreCase)) seen |= bit;
                continue;
            }

            if (!isFolded) folded = room.Fold(text);
            isFolded = true;
            if (folded.Contains(term, StringComparison.Ordinal)) seen |= bit;
        }

        return seen;
    }

    // Quotes that are not closed are none: somebody is still typing.
    [GeneratedRegex("\"(?<phrase>[^\"]+)\"|[^ \"]+")]
    private static partial Regex Term();
}
