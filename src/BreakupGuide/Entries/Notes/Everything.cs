using System.Runtime.CompilerServices;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries.Notes;

/// <summary>
/// Reads everything in a space, to be taken along: some entries at a time, so that as much memory is needed for many as for a few. Whatever does
/// not open is named in the list that the caller hands in.
/// </summary>
internal sealed class Everything(
    IDbContextFactory<AppDbContext> contexts, RecordReader records, EntryIndex index, Withholding withholding, PeopleToCall people)
{
    private const int EntriesAtOnce = 20;
    private const int ThreadsAtOnce = 200;

    /// <summary>All entries, those in the bin, too, in the order of their days, the oldest first.</summary>
    /// <param name="withRevisions">Whether their earlier states are read as well.</param>
    public async IAsyncEnumerable<NotesEntry> EntriesAsync(
        UnlockedSpace space, bool withRevisions, ICollection<UnreadableRecord> unreadable, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (row, answers, isChanged) in RowsAsync(space, withRevisions, cancel))
        {
            var revisions = isChanged ? await RevisionsAsync(space, row.Id, unreadable, cancel) : [];
            yield return Open(space, row, answers, revisions, unreadable);
        }
    }

    /// <summary>All entries as they stand now, opened to be read, in the same order; those that do not open are only named.</summary>
    public async IAsyncEnumerable<OpenRun> OpenedAsync(
        UnlockedSpace space, ICollection<UnreadableRecord> unreadable, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (row, answers, _) in RowsAsync(space, withRevisions: false, cancel))
        {
            if (Opened(space, row, answers, unreadable) is { } entry) yield return entry;
        }
    }

    /// <summary>These entries as they stand now, in the order of their days; those in the bin and those that do not open are left out.</summary>
    public async Task<IReadOnlyList<OpenRun>> SomeAsync(UnlockedSpace space, Guid[] ids, CancellationToken cancel)
    {
        var (rows, answers, _) = await RowsAsync(space, ids, withRevisions: false, cancel);
        return
        [
            .. rows.Values.Where(r => r.Binned is null).Select(r => Opened(space, r, [.. answers[r.Id]], [])).OfType<OpenRun>()
                .OrderBy(e => e.Entry.Date).ThenBy(e => e.Entry.Created),
        ];
    }

    /// <summary>How many entries there are in each month, the first one first; with those in the bin or without.</summary>
    public async Task<IReadOnlyList<(DateOnly Month, int Entries)>> MonthsAsync(UnlockedSpace space, bool withBin, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var months = await database.Entries.Where(e => e.SpaceId == space.Id && (withBin || e.Binned == null))
            .GroupBy(e => new { e.Date.Year, e.Date.Month }).Select(g => new { g.Key.Year, g.Key.Month, Entries = g.Count() }).ToListAsync(cancel);
        return [.. months.Select(m => (new DateOnly(m.Year, m.Month, 1), m.Entries)).Order()];
    }

    /// <summary>All that was named, those that were taken out again, too, in the order in which they were named.</summary>
    public async IAsyncEnumerable<NotesThread> ThreadsAsync(
        UnlockedSpace space, ICollection<UnreadableRecord> unreadable, [EnumeratorCancellation] CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        List<Guid> ids;
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        {
            ids = await database.Threads.Where(t => t.SpaceId == space.Id).OrderBy(t => t.Born).ThenBy(t => t.Id).Select(t => t.Id).ToListAsync(cancel);
        }

        foreach (var some in ids.Chunk(ThreadsAtOnce))
        {
            foreach (var row in await ThreadRowsAsync(space, some, cancel))
            {
                if (records.Thread(space, row) is { } record) yield return new NotesThread(row.Id, record);
                else unreadable.Add(new(UnreadableKind.Thread, row.Id, row.EntryId));
            }
        }
    }

    /// <summary>What is left out for somebody else.</summary>
    public async Task<Withheld> WithheldAsync(UnlockedSpace space, ICollection<UnreadableRecord> unreadable, CancellationToken cancel) =>
        await ReadAsync(withholding, UnreadableKind.Withheld, space, unreadable, cancel) ?? Withheld.Nothing;

    /// <summary>Whom somebody can call.</summary>
    public async Task<CallList> PeopleAsync(UnlockedSpace space, ICollection<UnreadableRecord> unreadable, CancellationToken cancel) =>
        await ReadAsync(people, UnreadableKind.People, space, unreadable, cancel) ?? CallList.Nothing;

    /// <summary>The person's own choice of when the space locks itself; null where it is the configured one.</summary>
    public async Task<int?> LockAfterMinutesAsync(UnlockedSpace space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Spaces.Where(s => s.Id == space.Id).Select(s => s.LockAfterMinutes).SingleOrDefaultAsync(cancel);
    }

    private static async Task<T?> ReadAsync<T>(
        SpaceRecord<T> store, UnreadableKind kind, UnlockedSpace space, ICollection<UnreadableRecord> unreadable, CancellationToken cancel)
        where T : class
    {
        var record = await store.ReadAsync(space, cancel);
        if (record is null) unreadable.Add(new(kind, space.Id));
        return record;
    }

    private async Task<List<Guid>> IdsAsync(UnlockedSpace space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Entries.Where(e => e.SpaceId == space.Id)
            .OrderBy(e => e.Date).ThenBy(e => e.Created).ThenBy(e => e.Id).Select(e => e.Id).ToListAsync(cancel);
    }

    private async IAsyncEnumerable<(EntryRow Row, List<AnswerRow> Answers, bool IsChanged)> RowsAsync(
        UnlockedSpace space, bool withRevisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        // The ids alone are few bytes. They are read at once, so that an entry whose day is changed meanwhile comes neither twice nor never.
        foreach (var some in (await IdsAsync(space, cancel)).Chunk(EntriesAtOnce))
        {
            var (rows, answers, changed) = await RowsAsync(space, some, withRevisions, cancel);
            foreach (var row in some.Where(rows.ContainsKey).Select(id => rows[id])) yield return (row, [.. answers[row.Id]], changed.Contains(row.Id));
        }
    }

    private async Task<(Dictionary<Guid, EntryRow> Rows, ILookup<Guid, AnswerRow> Answers, HashSet<Guid> Changed)> RowsAsync(
        UnlockedSpace space, Guid[] some, bool withRevisions, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Entries.AsNoTracking().Where(e => e.SpaceId == space.Id && some.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var answers = await database.Answers.AsNoTracking().Where(a => a.SpaceId == space.Id && some.Contains(a.EntryId)).ToListAsync(cancel);
        var changed = !withRevisions ? [] : await database.Revisions.Where(r => r.SpaceId == space.Id && some.Contains(r.EntryId))
            .Select(r => r.EntryId).Distinct().ToHashSetAsync(cancel);
        return (rows, answers.ToLookup(a => a.EntryId), changed);
    }

    // Of one entry there may be twenty times as much as of the entry itself.
    private async Task<List<NotesRevision>> RevisionsAsync(
        UnlockedSpace space, Guid entry, ICollection<UnreadableRecord> unreadable, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var revisions = new List<NotesRevision>();
        foreach (var row in await database.Revisions.AsNoTracking().Where(r => r.SpaceId == space.Id && r.EntryId == entry)
            .OrderBy(r => r.Time).ThenBy(r => r.Id).ToListAsync(cancel))
        {
            if (records.Revision(space, row) is { } record) revisions.Add(new(row.Id, row.Number, row.Time, row.IsFirstFinished, record));
            else unreadable.Add(new(UnreadableKind.Revision, row.Id, entry));
        }

        return [.. revisions.OrderBy(r => r.Record.Answer?.Field ?? "", StringComparer.Ordinal).ThenBy(r => r.Number)];
    }

    private async Task<IEnumerable<ThreadRow>> ThreadRowsAsync(UnlockedSpace space, Guid[] some, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Threads.AsNoTracking().Where(t => t.SpaceId == space.Id && some.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel);
        return some.Where(rows.ContainsKey).Select(id => rows[id]);
    }

    private OpenRun? Opened(UnlockedSpace space, EntryRow row, IReadOnlyList<AnswerRow> answers, ICollection<UnreadableRecord> unreadable)
    {
        var stored = Open(space, row, answers, [], unreadable);
        if (stored.Head is null || (row.Body is not null && stored.Body is null)) return null;
        var given = stored.Answers.ToDictionary(a => a.Field, a => a.ToAnswer());
        var closed = answers.Select(a => a.Id).Except(given.Keys.Select(f => RecordIds.OfAnswer(space, row.Id, f))).ToHashSet();
        return new OpenRun(records.Entry(row, stored.Head, stored.Body), given, closed);
    }

    private NotesEntry Open(
        UnlockedSpace space, EntryRow row, IEnumerable<AnswerRow> rows, IReadOnlyList<NotesRevision> revisions, ICollection<UnreadableRecord> unreadable)
    {
        var head = records.Head(space, row);
        var body = row.Body is null ? null : records.Body(space, row);
        if (head is null) unreadable.Add(new(UnreadableKind.Head, row.Id, row.Id));
        if (row.Body is not null && body is null) unreadable.Add(new(UnreadableKind.Body, row.Id, row.Id));
        var answers = new List<AnswerRecord>();
        foreach (var answer in rows.OrderBy(a => a.Id))
        {
            if (records.Answer(space, answer) is { } record) answers.Add(record);
            else unreadable.Add(new(UnreadableKind.Answer, answer.Id, row.Id));
        }

        return new NotesEntry(
            row.Id, row.Date, row.Created, row.Changed, row.Binned, head, body,
            [.. answers.OrderBy(a => a.GivenAt).ThenBy(a => a.Field, StringComparer.Ordinal)], revisions);
    }
}
