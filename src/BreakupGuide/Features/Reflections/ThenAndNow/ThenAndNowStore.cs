using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.ThenAndNow;

/// <summary>Reads two runs to set them beside each other.</summary>
public sealed class ThenAndNowStore(LookingBack back, EntryReader entries, Threads threads, ContentLibrary library, TimeProvider clock)
{
    /// <summary>The two runs; null where they are not two that can be read.</summary>
    public async Task<(OpenRun One, OpenRun Other)?> FindAsync(UnlockedSpace space, Guid one, Guid other, CancellationToken cancel) =>
        await back.FindRunsAsync(space, [one, other], cancel) is [{ Entry.IsUnreadable: false } first, { Entry.IsUnreadable: false } second]
            ? (first, second)
            : null;

    /// <summary>Pairs of runs, each of one reflection, set beside each other. What they draw on is read once for all of them.</summary>
    public async Task<IReadOnlyList<ComparedRuns>> CompareAsync(
        UnlockedSpace space, IReadOnlyList<(OpenRun One, OpenRun Other)> pairs, Pronoun pronoun, CancellationToken cancel)
    {
        var reader = new RunContextReader(entries, threads, library, space, clock.GetUtcNow().UtcDateTime);
        var walks = await reader.WalksAsync([.. pairs.SelectMany(p => new[] { p.One, p.Other })], cancel);
        return [.. pairs.Select(p => IsFirst(p.One.Entry, p.Other.Entry) ? Compare(p.One, p.Other) : Compare(p.Other, p.One))];

        ComparedRuns Compare(OpenRun then, OpenRun now) => ComparedRuns.Of(Side(then, isEarlier: true), Side(now, isEarlier: false), space);

        ComparedRun Side(OpenRun run, bool isEarlier) => new(run, walks.GetValueOrDefault(run.Entry.Id), isEarlier, pronoun);
    }

    // An entry of a practice may be written for an earlier day.
    private static bool IsFirst(Entry one, Entry other) =>
        one.Kind == EntryKind.Log && one.Date != other.Date ? one.Date < other.Date : one.Created < other.Created;
}
