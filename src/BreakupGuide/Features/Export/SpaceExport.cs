using System.Runtime.CompilerServices;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Export;

/// <summary>Everything in a space, opened, oldest first, to be taken along. Read one by one: a space may be larger than what the program can hold.</summary>
internal sealed class SpaceExport(EntryReader store, IReadOnlyList<JournalField> fields, UnlockedSpace space)
{
    /// <summary>Entries and answers that could not be opened so far; they stay in the space.</summary>
    public int Unreadable { get; private set; }

    public async IAsyncEnumerable<ExportedEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var all = (await store.ListAsync(space, binned: false, cancel)).Concat(await store.ListAsync(space, binned: true, cancel));
        foreach (var head in all.OrderBy(e => e.Date).ThenBy(e => e.Created))
        {
            var entry = await store.FindAsync(space, head.Id, cancel);
            if (entry is null) continue;
            if (entry.IsUnreadable) Unreadable++;
            var run = entry is { Run: null, Kind: not EntryKind.Letter } ? null : await store.FindRunAsync(space, entry.Id, cancel);
            Unreadable += run?.Unreadable.Count ?? 0;
            yield return ExportedEntry.Of(entry, fields, run);
        }
    }

    public override string ToString() => "[export]";
}
