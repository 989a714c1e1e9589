using System.Text.RegularExpressions;

namespace BreakupGuide.Features.Journal;

/// <summary>A stretch of words that stands in both texts, only in the earlier one, or only in the later one.</summary>
public sealed record Stretch(StretchKind Kind, string Text)
{
    public override string ToString() => $"[{Kind}]";
}

public enum StretchKind
{
    Same,
    Gone,
    Added,
}

/// <summary>Two texts set against each other, word by word.</summary>
internal static partial class WordComparison
{
    /// <summary>Pairs of words that are looked at for one page; about two thousand changed words against two thousand others.</summary>
    private const int MostPairs = 4_000_000;

    /// <summary>
    /// The longest common row of words. Words that are missing in between come before those that were added.
    /// Where too much has changed to look at every pair, the whole changed part counts as gone and as added.
    /// </summary>
    public static IReadOnlyList<Stretch> Between(string earlier, string later)
    {
        var then = Words(earlier);
        var now = Words(later);
        var start = 0;
        while (start < then.Count && start < now.Count && IsSame(then[start], now[start])) start++;
        var end = 0;
        while (end < then.Count - start && end < now.Count - start && IsSame(then[^(end + 1)], now[^(end + 1)])) end++;

        var stretches = new List<Stretch>();
        Add(stretches, StretchKind.Same, now[..start]);
        Compare(stretches, then[start..^end], now[start..^end]);
        Add(stretches, StretchKind.Same, now[^end..]);
        return stretches;
    }

    private static void Compare(List<Stretch> stretches, List<string> then, List<string> now)
    {
        var lengths = (long)then.Count * now.Count <= MostPairs ? CommonLengths(then, now) : null;
        var (gone, added) = (new List<string>(), new List<string>());
        var (i, j) = (0, 0);
        while (lengths is not null && i < then.Count && j < now.Count)
        {
            if (IsSame(then[i], now[j]))
            {
                Flush();
                Add(stretches, StretchKind.Same, [now[j]]);
                (i, j) = (i + 1, j + 1);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                gone.Add(then[i++]);
            }
            else
            {
                added.Add(now[j++]);
            }
        }

        gone.AddRange(then[i..]);
        added.AddRange(now[j..]);
        Flush();

        void Flush()
        {
            Add(stretches, StretchKind.Gone, gone);
            Add(stretches, StretchKind.Added, added);
            gone.Clear();
            added.Clear();
        }
    }

    // Length of the longest common row from each pair of places on. The shorter side has at most two thousand words, so that its length fits.
    private static ushort[,] CommonLengths(List<string> then, List<string> now)
    {
        var lengths = new ushort[then.Count + 1, now.Count + 1];
        for (var i = then.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
                lengths[i, j] = IsSame(then[i], now[j]) ? (ushort)(lengths[i + 1, j + 1] + 1) : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    private static void Add(List<Stretch> stretches, StretchKind kind, List<string> words)
    {
        if (words.Count == 0) return;
        var text = string.Concat(words);
        if (stretches.Count > 0 && stretches[^1].Kind == kind) stretches[^1] = new Stretch(kind, stretches[^1].Text + text);
        else stretches.Add(new Stretch(kind, text));
    }

    // A word at the end of a line is the word it was in the middle.
    private static bool IsSame(string one, string other) => one.AsSpan().TrimEnd(' ').SequenceEqual(other.AsSpan().TrimEnd(' '));

    private static List<string> Words(string text) => [.. Word().Matches(text.ReplaceLineEndings("\n")).Select(m => m.Value)];

    // A word with the room behind it, or one line end.
    [GeneratedRegex(@"\n|[^\S\n]*\S+[^\S\n]*|[^\S\n]+")]
    private static partial Regex Word();
}
