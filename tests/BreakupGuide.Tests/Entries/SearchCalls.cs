using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Entries;

/// <summary>A search by words alone, all of it at once.</summary>
internal static class SearchCalls
{
    public static async Task<IReadOnlyList<Found>> FindAsync(
        this EntrySearch search, UnlockedSpace space, string words, IReadOnlyCollection<string> fields, CancellationToken cancel) =>
        (await search.FindAsync(space, new SearchQuery(SearchTerms.Of(words), fields), cancel)).Found;
}
