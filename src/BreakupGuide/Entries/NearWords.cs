using System.Globalization;

namespace BreakupGuide.Entries;

/// <summary>A word that stands there, for one that was looked for and does not.</summary>
/// <param name="Asked">As it is compared.</param>
/// <param name="Word">As the person wrote it.</param>
public sealed record NearWord(string Asked, string Word)
{
    public override string ToString() => "[near word]";
}

/// <summary>Gathers words that are a slip of the fingers away from what was looked for. Lives as long as one search.</summary>
internal sealed class NearWords
{
    private const int Shortest = 4;
    private const int Long = 7;
    private const int Offered = 3;
    private const int MostLookedAt = 200_000;
    private const int LongestWord = 60;

    private readonly List<string> missing;
    private readonly List<(string Asked, string Word, int Distance)> near = [];
    private readonly HashSet<string> seen = [];

    /// <remarks>Of a phrase or a number nothing is near.</remarks>
    public NearWords(SearchTerms terms) =>
        missing = [.. terms.All.Where(t => t.Length is >= Shortest and <= LongestWord && !t.Any(c => c == ' ' || char.IsDigit(c)))];

    public bool IsWorthIt => missing.Count > 0;

    /// <summary>The nearest first; of a word that stands there as it was typed, none.</summary>
    public IReadOnlyList<NearWord> Best =>
    [
        .. near.Where(n => missing.Contains(n.Asked)).OrderBy(n => n.Distance).DistinctBy(n => TextFold.Of(n.Word)).Take(Offered)
            .Select(n => new NearWord(n.Asked, n.Word)),
    ];

    public void Look(ReadOnlySpan<char> text)
    {
        var known = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < text.Length; start++)
        {
            if (!IsPart(text[start])) continue;
            var end = start + 1;
            while (end < text.Length && (IsPart(text[end]) || IsInside(text, end))) end++;
            var word = text[start..end];
            if (word.Length <= LongestWord && seen.Count < MostLookedAt && known.Add(word)) Compare(word.ToString());
            start = end;
        }
    }

    public override string ToString() => "[near words]";

    private void Compare(string word)
    {
        var folded = TextFold.Of(word);
        missing.RemoveAll(asked => folded.Contains(asked, StringComparison.Ordinal));
        foreach (var asked in missing)
        {
            var most = asked.Length < Long ? 1 : 2;
            if (Math.Abs(folded.Length - asked.Length) <= most && Distance(asked, folded) is var distance && distance <= most)
                near.Add((asked, word, distance));
        }
    }

    private static bool IsPart(char letter) =>
        char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // An apostrophe between letters belongs to its word.
    private static bool IsInside(ReadOnlySpan<char> text, int place) => text[place] is '\'' or '’' && place + 1 < text.Length && char.IsLetter(text[place + 1]);

    /// <summary>How many letters were left out, added, typed wrongly or swapped with their neighbour.</summary>
    private static int Distance(string one, string other)
    {
        var (before, last, now) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++) last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                now[j] = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            (before, last, now) = (last, now, before);
        }

        return last[other.Length];
    }
}
