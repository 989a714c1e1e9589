using System.Globalization;

namespace BreakupGuide.Features.Journal;

/// <summary>
/// What was looked for lately while the space is open in this browser; decision 0031. An address names one by its number, which tells nothing.
/// </summary>
public sealed class Searches
{
    private const int Most = 8;

    private readonly Lock gate = new();
    private readonly List<KeptSearch> kept = [];
    private int newest;

    /// <param name="number">The one that this takes the place of, as an address or a form named it.</param>
    public KeptSearch Keep(JournalSearch search, string? number)
    {
        lock (gate)
        {
            var place = kept.FindIndex(k => Name(k) == number);
            if (place >= 0) return kept[place] = new KeptSearch(kept[place].Number, search);
            if (kept.Count == Most) kept.RemoveAt(0);
            kept.Add(new KeptSearch(++newest, search));
            return kept[^1];
        }
    }

    /// <returns>Null where it is not known here any more.</returns>
    public KeptSearch? Find(string? number)
    {
        lock (gate) return kept.Find(k => Name(k) == number);
    }

    public override string ToString() => "[searches]";

    private static string Name(KeptSearch search) => search.Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of them, and what it has found so far.</summary>
public sealed class KeptSearch(int number, JournalSearch search)
{
    private readonly Lock gate = new();
    private readonly List<Guid> found = [];
    private Guid? last;

    public int Number { get; } = number;

    public JournalSearch Search { get; } = search;

    /// <summary>Takes up a page of what was found.</summary>
    /// <param name="after">The entry that it begins behind; null for the first page.</param>
    /// <param name="next">The entry that the next page begins behind; null where this was the last one.</param>
    public void Take(Guid? after, IEnumerable<Guid> page, Guid? next)
    {
        lock (gate)
        {
            if (after is null) found.Clear();
            else if (after != last) return;
            found.AddRange(page);
            last = next;
        }
    }

    /// <summary>What stands beside an entry, and behind which entry to look on where that is not known yet.</summary>
    public (bool IsKnown, Guid? Previous, Guid? Next, Guid? LookAfter) Beside(Guid entry)
    {
        lock (gate)
        {
            var place = found.IndexOf(entry);
            if (place < 0) return default;
            var isLast = place == found.Count - 1;
            return (true, place == 0 ? null : found[place - 1], isLast ? null : found[place + 1], isLast ? last : null);
        }
    }

    public override string ToString() => "[search]";
}
