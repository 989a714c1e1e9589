using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Brings a visitor's words into a kept space.</summary>
public sealed class SpaceMerge(
    StoreTransaction transaction, RecordReader records, EntryIndex index, Quota quota, Withholding withholding, PeopleToCall people)
{
    /// <summary>
    /// Brings everything of a visitor's space into a kept one: opened, sealed again and moved in one transaction, in which the visitor's space ends.
    /// Records that do not open stay behind, and then the visitor's space stays too.
    /// </summary>
    /// <returns>How many entries came over, and whether everything did; null where the kept space is full: then everything is as it was.</returns>
    public async Task<(int Entries, bool Everything)?> BringInAsync(UnlockedSpace visitor, UnlockedSpace space, CancellationToken cancel)
    {
        if (!visitor.IsVisitor) throw new ArgumentException("Only a visitor's space is brought in.", nameof(visitor));
        await index.EnsureAsync(visitor, cancel);
        return await transaction.RunAsync(
            [visitor.Id, space.Id], async database => Decided.Commit(await BringInAsync(database, visitor, space, cancel)), cancel);
    }

    private async Task<(int Entries, bool Everything)?> BringInAsync(
        AppDbContext database, UnlockedSpace visitor, UnlockedSpace space, CancellationToken cancel)
    {
        var totals = await SpaceTotals.ReadAsync(database, space, cancel);
        if (quota.RefuseMore(space, totals) is not null || Quota.RefuseNew(totals) is not null) return null;
        var everything = true;
        var moved = new HashSet<Guid>();
        var rows = await database.Entries.AsNoTracking().Where(e => e.SpaceId == visitor.Id).ToListAsync(cancel);
        var ids = rows.Select(e => e.Id).ToList();
        var taken = await database.Entries.Where(e => e.SpaceId == space.Id && ids.Contains(e.Id)).Select(e => e.Id).ToHashSetAsync(cancel);
        // A page that was left open can have written the same entry here and there: both stay.
        var entryIds = rows.ToDictionary(e => e.Id, e => taken.Contains(e.Id) ? Guid.NewGuid() : e.Id);
        foreach (var row in rows)
        {
            if (await MoveAsync(database, visitor, space, row, entryIds[row.Id], cancel)) moved.Add(row.Id);
            else everything = false;
        }

        foreach (var thread in await database.Threads.AsNoTracking().Where(t => t.SpaceId == visitor.Id).ToListAsync(cancel))
        {
            if (records.Thread(visitor, thread) is not { } record)
            {
                everything = false;
                continue;
            }

            // What was named in an entry stays with it, and ends with it.
            if (!moved.Contains(record.Entry)) continue;
            await database.Threads.Where(t => t.Id == thread.Id && t.SpaceId == visitor.Id).ExecuteDeleteAsync(cancel);
            database.Threads.Add(Threads.NewRow(space, thread.Id, record with { Entry = entryIds[record.Entry] }, thread.RowVersion));
        }

        everything &= await withholding.BringInAsync(database, visitor, space, cancel);
        everything &= await people.BringInAsync(database, visitor, space, cancel);

        // Words that arrive for the visitor's space from now on are not acknowledged any more.
        if (everything) await database.Spaces.Where(s => s.Id == visitor.Id && s.PassphraseWrap == null).ExecuteDeleteAsync(cancel);
        return (moved.Count, everything);
    }

    private async Task<bool> MoveAsync(AppDbContext database, UnlockedSpace visitor, UnlockedSpace space, EntryRow entry, Guid id, CancellationToken cancel)
    {
        var answers = await database.Answers.AsNoTracking().Where(a => a.EntryId == entry.Id && a.SpaceId == visitor.Id).ToListAsync(cancel);
        var revisions = await database.Revisions.AsNoTracking().Where(r => r.EntryId == entry.Id && r.SpaceId == visitor.Id).ToListAsync(cancel);
        var moved = records.Try(() => new
        {
            Entry = Moved(visitor, space, entry, id),
            Answers = answers.Select(a => (Record: SealedRecords.Open(visitor, a), a.RowVersion)).ToList(),
            Revisions = revisions.Select(r => (Row: r, Record: SealedRecords.Open(visitor, r))).ToList(),
        });
        if (moved is null) return false;

        await database.Entries.Where(e => e.Id == entry.Id && e.SpaceId == visitor.Id).ExecuteDeleteAsync(cancel);
        database.Entries.Add(moved.Entry);
        // An answer's id is drawn with the space's key, so it changes; its revisions follow.
        foreach (var (record, version) in moved.Answers) database.Answers.Add(AnswerWriter.NewRow(space, id, record, version));
        foreach (var (row, record) in moved.Revisions)
        {
            database.Revisions.Add(new RevisionRow
            {
                Id = row.Id,
                SpaceId = space.Id,
                EntryId = id,
                RecordId = SealedRecords.RecordOf(space, id, record),
                Number = row.Number,
                Time = row.Time,
                IsFirstFinished = row.IsFirstFinished,
                Record = SealedRecords.Seal(space, row.Id, id, record),
            });
        }

        return true;
    }

    private static EntryRow Moved(UnlockedSpace visitor, UnlockedSpace space, EntryRow entry, Guid id)
    {
        var head = SealedRecords.OpenHead(visitor, entry);
        return new EntryRow
        {
            Id = id,
            SpaceId = space.Id,
            RowVersion = entry.RowVersion,
            Created = entry.Created,
            Changed = entry.Changed,
            Date = entry.Date,
            Binned = entry.Binned,
            Series = EntryHead.Series(space, head),
            Head = SealedRecords.Seal(space, id, head),
            Body = SealedRecords.OpenBody(visitor, entry) is { } body ? SealedRecords.Seal(space, id, body) : null,
        };
    }
}
