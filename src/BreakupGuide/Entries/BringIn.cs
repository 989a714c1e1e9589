using BreakupGuide.Data;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>
/// Brings what comes from a file into a space. Nothing that stands there is written over: what has other words becomes an earlier version of it.
/// Some at a time, each time in one transaction after which everything is whole; what was brought in can be taken out again for a day.
/// </summary>
public sealed class BringIn(StoreTransaction transaction, RecordReader records, RevisionLog revisions, EntryIndex index, Quota quota, EntryTime time)
{
    /// <summary>How many are brought in at once: others can write in between.</summary>
    internal const int AtOnce = 100;

    /// <summary>Says what bringing these in would do, and does nothing.</summary>
    internal async Task<BroughtIn> LookAsync(UnlockedSpace space, IReadOnlyList<NotesEntry> entries, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        return await transaction.RunAsync<BroughtIn>(
            space, async database => new Decided<BroughtIn>.RollBack(await BringAsync(database, space, entries, new Known(), cancel)), cancel);
    }

    /// <summary>Brings these in.</summary>
    /// <param name="batch">The same for all that comes from one file.</param>
    /// <param name="number">Counts from 1 within the batch.</param>
    /// <returns>Null where there is no room for them: then none came in.</returns>
    internal async Task<BroughtIn?> BringAsync(UnlockedSpace space, Guid batch, int number, IReadOnlyList<NotesEntry> entries, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        return await RunAsync(space, batch, number, (database, known) => BringAsync(database, space, entries, known, cancel), cancel);
    }

    /// <summary>Brings in what was named in entries; they came before. What is there already, or was named in no entry that is there, is left out.</summary>
    /// <inheritdoc cref="BringAsync(UnlockedSpace, Guid, int, IReadOnlyList{NotesEntry}, CancellationToken)"/>
    internal Task<BroughtIn?> BringAsync(UnlockedSpace space, Guid batch, int number, IReadOnlyList<NotesThread> threads, CancellationToken cancel) =>
        RunAsync(space, batch, number, (database, known) => BringAsync(database, space, threads, known, cancel), cancel);

    /// <summary>Whether so much more fits into a space.</summary>
    internal Task<bool> HasRoomAsync(UnlockedSpace space, int entries, long bytes, CancellationToken cancel) =>
        transaction.RunAsync<bool>(
            space,
            async database => new Decided<bool>.RollBack(quota.HasRoom(space, await SpaceTotals.ReadAsync(database, space, cancel), entries, bytes)),
            cancel);

    private Task<BroughtIn?> RunAsync(
        UnlockedSpace space, Guid batch, int number, Func<AppDbContext, Known, Task<BroughtIn>> bring, CancellationToken cancel) =>
        transaction.RunAsync<BroughtIn?>(
            space,
            async database =>
            {
                var known = new Known();
                var brought = await bring(database, known);
                var totals = await SpaceTotals.ReadAsync(database, space, cancel);
                if (!quota.HasRoom(space, totals, known.Entries.Count, brought.Bytes)) return new Decided<BroughtIn?>.RollBack(null);
                if (!known.IsEmpty) database.Arrivals.Add(NewRow(space, batch, number, known.ToRecord()));
                return new Decided<BroughtIn?>.Commit(brought);
            },
            cancel);

    private async Task<BroughtIn> BringAsync(
        AppDbContext database, UnlockedSpace space, IReadOnlyList<NotesEntry> entries, Known known, CancellationToken cancel)
    {
        var ids = entries.Select(e => e.Id).Distinct().ToList();
        var there = await database.Entries.Where(e => e.SpaceId == space.Id && ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var arrivals = new List<Arrival>();
        foreach (var entry in entries)
        {
            if (entry.Head is not { } head) arrivals.Add(Arrival.Unreadable);
            else if (there.TryGetValue(entry.Id, out var row)) arrivals.Add(await MeetAsync(database, space, row, entry, head, known, cancel));
            else
            {
                there.Add(entry.Id, Add(database, space, entry, head, known));
                arrivals.Add(Arrival.New);
            }
        }

        return new BroughtIn(arrivals, BytesOf(database));
    }

    private static async Task<BroughtIn> BringAsync(
        AppDbContext database, UnlockedSpace space, IReadOnlyList<NotesThread> threads, Known known, CancellationToken cancel)
    {
        var ids = threads.Select(t => t.Id).ToList();
        var there = await database.Threads.Where(t => t.SpaceId == space.Id && ids.Contains(t.Id)).Select(t => t.Id).ToHashSetAsync(cancel);
        var entryIds = threads.Select(t => t.Record.Entry).Distinct().ToList();
        var entries = await database.Entries.Where(e => e.SpaceId == space.Id && entryIds.Contains(e.Id)).Select(e => e.Id).ToHashSetAsync(cancel);
        foreach (var thread in threads.Where(t => entries.Contains(t.Record.Entry) && there.Add(t.Id)))
        {
            database.Threads.Add(Threads.NewRow(space, thread.Id, thread.Record, rowVersion: 1));
            known.Threads.Add(thread.Id);
        }

        return new BroughtIn([], BytesOf(database));
    }

    private static EntryRow Add(AppDbContext database, UnlockedSpace space, NotesEntry entry, HeadRecord head, Known known)
    {
        var row = new EntryRow
        {
            Id = entry.Id,
            SpaceId = space.Id,
            RowVersion = 1,
            Created = EntryTime.Minute(entry.Created),
            Changed = EntryTime.Minute(entry.Changed),
            Date = entry.Date,
            Binned = entry.Binned,
            Series = EntryHead.Series(space, head),
            Head = SealedRecords.Seal(space, entry.Id, head),
            Body = entry.Body is null ? null : SealedRecords.Seal(space, entry.Id, entry.Body),
        };
        database.Entries.Add(row);
        foreach (var answer in entry.Answers.DistinctBy(a => a.Field)) database.Answers.Add(AnswerWriter.NewRow(space, entry.Id, answer, rowVersion: 1));
        foreach (var revision in entry.Revisions.DistinctBy(r => (SealedRecords.RecordOf(space, entry.Id, r.Record), r.Number)).DistinctBy(r => r.Id))
        {
            database.Revisions.Add(new RevisionRow
            {
                Id = revision.Id,
                SpaceId = space.Id,
                EntryId = entry.Id,
                RecordId = SealedRecords.RecordOf(space, entry.Id, revision.Record),
                Number = revision.Number,
                Time = EntryTime.Minute(revision.Time),
                IsFirstFinished = revision.IsFirstFinished,
                Record = SealedRecords.Seal(space, revision.Id, entry.Id, revision.Record),
            });
        }

        known.Entries.Add(new Arrived(entry.Id, row.RowVersion));
        return row;
    }

    // What came for an entry that is there. An answer that was not given there is added; everything else that differs is kept as an earlier version.
    private async Task<Arrival> MeetAsync(
        AppDbContext database, UnlockedSpace space, EntryRow row, NotesEntry entry, HeadRecord came, Known known, CancellationToken cancel)
    {
        if (database.Entry(row).State == EntityState.Added) return Arrival.There;
        var body = row.Body is null ? null : records.Body(space, row);
        if (records.Head(space, row) is not { } head || (row.Body is not null && body is null)) return Arrival.Unreadable;
        // In another form, such as a reflection that was taken to another program as text and comes back from there.
        if (head.Kind != came.Kind || head.Run?.Reflection != came.Run?.Reflection) return Arrival.There;

        var arrival = Arrival.There;
        if (Differs(head, body, came, entry.Body))
        {
            var state = new RevisionRecord(came with { Fields = With(head.Fields, came.Fields) }, entry.Body ?? body, null, IsAside: true);
            var record = new VersionedRecord(row.Id, row.Id, state, null, default, null, HasWords: true);
            if (await LayAsideAsync(database, space, record, r => r.Head is not null && !Differs(r.Head, r.Body, came, entry.Body), known, cancel))
                arrival = Arrival.Earlier;
        }

        var answers = await database.Answers.AsNoTracking().Where(a => a.EntryId == row.Id && a.SpaceId == space.Id).ToDictionaryAsync(a => a.Id, cancel);
        foreach (var answer in entry.Answers.DistinctBy(a => a.Field))
        {
            var id = RecordIds.OfAnswer(space, row.Id, answer.Field);
            if (!answers.TryGetValue(id, out var stored))
            {
                database.Answers.Add(AnswerWriter.NewRow(space, row.Id, answer, rowVersion: 1));
                known.Answers.Add(id);
                arrival = Arrival.Earlier;
            }
            else if (records.Answer(space, stored) is { } now && !AnswerValue.AreSame(now.Value, answer.Value) && answer.Value is { IsEmpty: false })
            {
                var record = new VersionedRecord(row.Id, id, new RevisionRecord(null, null, answer, IsAside: true), null, default, null, HasWords: true);
                if (await LayAsideAsync(database, space, record, r => AnswerValue.AreSame(r.Answer?.Value, answer.Value), known, cancel))
                    arrival = Arrival.Earlier;
            }
        }

        return arrival;
    }

    private async Task<bool> LayAsideAsync(
        AppDbContext database, UnlockedSpace space, VersionedRecord record, Func<RevisionRecord, bool> isKnown, Known known, CancellationToken cancel)
    {
        if (await revisions.AnyAsync(database, space, record.Id, isKnown, cancel)) return false;
        var id = await revisions.AddAsync(database, space, record, record.State, isFirstFinished: false, cancel);
        known.Revisions.Add(id);
        return true;
    }

    // What another program does not have, such as a mood, is no difference.
    private static bool Differs(HeadRecord head, FieldState? body, HeadRecord came, FieldState? cameBody) =>
        (cameBody is not null && cameBody.Text != (body?.Text ?? ""))
        || came.Fields.Any(f => f.Value.Text != (head.Fields.GetValueOrDefault(f.Key)?.Text ?? ""));

    private static Dictionary<string, FieldState> With(IReadOnlyDictionary<string, FieldState> here, IReadOnlyDictionary<string, FieldState> came)
    {
        var all = new Dictionary<string, FieldState>(here);
        foreach (var (field, state) in came) all[field] = state;
        return all;
    }

    private ArrivalRow NewRow(UnlockedSpace space, Guid batch, int number, ArrivalRecord record)
    {
        var id = Guid.NewGuid();
        return new ArrivalRow
        {
            Id = id,
            SpaceId = space.Id,
            Batch = batch,
            Number = number,
            Until = EntryTime.Minute(time.Now() + Arrivals.Keeps),
            Record = SealedRecords.Seal(space, id, record),
        };
    }

    private static long BytesOf(AppDbContext database) => database.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).Sum(e => e.Entity switch
    {
        EntryRow row => (long)row.Head.Bytes.Length + (row.Body?.Bytes.Length ?? 0),
        AnswerRow row => row.Record.Bytes.Length,
        ThreadRow row => row.Record.Bytes.Length,
        RevisionRow row => row.Record.Bytes.Length,
        _ => 0,
    });

    /// <summary>What came in, while it is gathered.</summary>
    private sealed class Known
    {
        public List<Arrived> Entries { get; } = [];

        public List<Guid> Answers { get; } = [];

        public List<Guid> Revisions { get; } = [];

        public List<Guid> Threads { get; } = [];

        public bool IsEmpty => Entries.Count + Answers.Count + Revisions.Count + Threads.Count == 0;

        public ArrivalRecord ToRecord() => new(Entries, Answers, Revisions, Threads);
    }
}
