using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal;

/// <summary>Finds what somebody looks for page by page, and what stands beside an entry in it.</summary>
internal sealed class JournalFinder(EntrySearch search, EntryFields fields)
{
    public async Task<PageOfFound> PageAsync(UnlockedSpace space, KeptSearch kept, Guid? after, CancellationToken cancel)
    {
        var page = await search.FindAsync(space, kept.Search.Query(fields) with { After = after, Size = JournalSearch.PageSize }, cancel);
        kept.Take(after, page.Found.Select(f => f.Entry.Id), page.Last);
        return page;
    }

    /// <summary>Words to be looked for instead, where nothing was found.</summary>
    public Task<IReadOnlyList<NearWord>> NearAsync(UnlockedSpace space, KeptSearch kept, CancellationToken cancel) =>
        search.NearAsync(space, kept.Search.Query(fields), cancel);

    /// <summary>The entries before and after this one in what was found; null at its ends.</summary>
    public async Task<(Guid? Previous, Guid? Next)> BesideAsync(UnlockedSpace space, KeptSearch kept, Guid entry, CancellationToken cancel)
    {
        var beside = kept.Beside(entry);
        if (beside is { LookAfter: { } last })
        {
            await PageAsync(space, kept, last, cancel);
            beside = kept.Beside(entry);
        }

        return (beside.Previous, beside.Next);
    }
}

/// <summary>One row of the journal.</summary>
/// <param name="Excerpt">The words around what was looked for; null where no words were.</param>
public sealed record Line(Entry Entry, string? Excerpt = null)
{
    /// <summary>What it was found by; null in the whole journal.</summary>
    public KeptSearch? Kept { get; init; }

    public override string ToString() => $"[line of {Entry.Id}]";
}
