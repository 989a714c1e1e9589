using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace BreakupGuide.UI;

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
    public const int MostPairs = 4_000_000;

    private static readonly CustomFunctionChunker ByWord = new(text => [.. Words(text).Select(Comparable)]);

    /// <summary>
    /// Words that are missing in between come before those that were added.
    /// Where too much has changed to look at every pair, the whole changed part counts as gone and as added.
    /// </summary>
    /// <param name="mostPairs">Less on a page that compares many texts.</param>
    public static IReadOnlyList<Stretch> Between(string earlier, string later, int mostPairs = MostPairs)
    {
        var then = Words(earlier);
        var now = Words(later);
        var changed = ChangedPart(then, now);
        var isComparable = (long)changed.DeleteCountA * changed.InsertCountB <= mostPairs;
        var blocks = isComparable ? Differ.Instance.CreateDiffs(earlier, later, ignoreWhiteSpace: false, ignoreCase: false, ByWord).DiffBlocks : [changed];

        var stretches = new List<Stretch>();
        var start = 0;
        foreach (var block in blocks)
        {
            Add(StretchKind.Same, now[start..block.InsertStartB]);
            Add(StretchKind.Gone, then.GetRange(block.DeleteStartA, block.DeleteCountA));
            Add(StretchKind.Added, now.GetRange(block.InsertStartB, block.InsertCountB));
            start = block.InsertStartB + block.InsertCountB;
        }

        Add(StretchKind.Same, now[start..]);
        return stretches;

        void Add(StretchKind kind, List<string> words)
        {
            if (words.Count > 0) stretches.Add(new Stretch(kind, string.Concat(words)));
        }
    }

    private static DiffBlock ChangedPart(List<string> then, List<string> now)
    {
        var start = 0;
        while (start < then.Count && start < now.Count && IsSame(then[start], now[start])) start++;
        var end = 0;
        while (end < then.Count - start && end < now.Count - start && IsSame(then[^(end + 1)], now[^(end + 1)])) end++;
        return new DiffBlock(start, then.Count - start - end, start, now.Count - start - end);
    }

    private static bool IsSame(string one, string other) => Comparable(one) == Comparable(other);

    // A word at the end of a line is the word it was in the middle.
    private static string Comparable(string word) => word.TrimEnd(' ');

    private static List<string> Words(string text) => [.. Word().Matches(text.ReplaceLineEndings("\n")).Select(m => m.Value)];

    // A word with the room behind it, or one line end.
    [GeneratedRegex(@"\n|[^\S\n]*\S+[^\S\n]*|[^\S\n]+")]
    private static partial Regex Word();
}
