using System.Runtime.CompilerServices;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Export;

/// <summary>One download: everything in a space, opened, to be written in some format. Read piece by piece: a space may be larger than memory.</summary>
/// <param name="settings">What this browser keeps of the person's choices, by the names of their cookies.</param>
internal sealed class SpaceExport(
    Everything everything, IEnumerable<IEntryInWords> inWords, UnlockedSpace space, IReadOnlyDictionary<string, string> settings, DateTime made)
{
    private readonly List<UnreadableRecord> unreadable = [];

    /// <summary>What could not be opened so far; it stays in the space.</summary>
    public IReadOnlyList<UnreadableRecord> Unreadable => unreadable;

    /// <summary>The same said to a person; null where everything opened.</summary>
    public string? UnreadableInWords => unreadable.Count switch
    {
        0 => null,
        1 => "One piece could not be opened. It stays in your space.",
        var count => $"{count} pieces could not be opened. They stay in your space.",
    };

    /// <summary>UTC.</summary>
    public DateTime Made => made;

    public async Task<NotesCover> CoverAsync(CancellationToken cancel) => new(
        NotesFile.Format, made, typeof(SpaceExport).Assembly.GetName().Version!.ToString(fieldCount: 3), await everything.LockAfterMinutesAsync(space, cancel),
        settings);

    /// <summary>All entries as they are stored, with their earlier states, the oldest first.</summary>
    public IAsyncEnumerable<NotesEntry> StoredEntriesAsync(CancellationToken cancel) =>
        everything.EntriesAsync(space, withRevisions: true, unreadable, cancel);

    public IAsyncEnumerable<NotesThread> ThreadsAsync(CancellationToken cancel) => everything.ThreadsAsync(space, unreadable, cancel);

    public Task<Withheld> WithheldAsync(CancellationToken cancel) => everything.WithheldAsync(space, unreadable, cancel);

    public Task<CallList> PeopleAsync(CancellationToken cancel) => everything.PeopleAsync(space, unreadable, cancel);

    /// <summary>How many entries there are in each month, those in the bin included.</summary>
    public Task<IReadOnlyList<(DateOnly Month, int Entries)>> MonthsAsync(CancellationToken cancel) => everything.MonthsAsync(space, withBin: true, cancel);

    /// <summary>All entries in words as they stand now, the oldest first.</summary>
    public async IAsyncEnumerable<ExportedEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var entry in everything.OpenedAsync(space, unreadable, cancel))
            yield return new(entry.Entry, await inWords.First(w => w.Reads(entry.Entry)).ReadAsync(space, entry, cancel));
    }

    public override string ToString() => "[export]";
}

/// <summary>An entry, and the same in words.</summary>
public sealed record ExportedEntry(Entry Entry, ReadEntry Words)
{
    /// <summary>What it is headed by: its own title or, without one, what it is.</summary>
    public string Heading => Words.Title.Length > 0 ? Words.Title : Words.Kind;

    /// <summary>UTC. The row tells the minute only, which may lie before the moment at which it was begun.</summary>
    public DateTime Changed => Entry.Changed > Entry.Created ? Entry.Changed : Entry.Created;

    public override string ToString() => "[entry]";
}
