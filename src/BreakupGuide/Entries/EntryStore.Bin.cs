using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>The bin, and bringing a visitor's words into a kept space.</summary>
public sealed partial class EntryStore
{
    /// <summary>How long entries stay in the bin.</summary>
    public static readonly TimeSpan BinKeeps = TimeSpan.FromDays(30);

    /// <returns>False when there is none of this id in the space.</returns>
    public async Task<bool> BinAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        var now = Now();
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Entries.Where(e => e.Id == id && e.SpaceId == space.Id && e.Binned == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Binned, now).SetProperty(e => e.RowVersion, e => e.RowVersion + 1), cancel) == 1;
    }

    /// <returns>False when there is none of this id in the space's bin.</returns>
    public async Task<bool> RestoreAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Entries.Where(e => e.Id == id && e.SpaceId == space.Id && e.Binned != null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Binned, (DateTime?)null).SetProperty(e => e.RowVersion, e => e.RowVersion + 1), cancel) == 1;
    }

    /// <summary>Deletes for good what is in the space's bin, and what was named there.</summary>
    /// <returns>How many entries those were.</returns>
    public Task<int> EmptyBinAsync(UnlockedSpace space, CancellationToken cancel) =>
        InTransactionAsync(
            async database =>
            {
                var count = await database.Entries.Where(e => e.SpaceId == space.Id && e.Binned != null).ExecuteDeleteAsync(cancel);
                await ForgetThreadsAsync(database, space, cancel);
                return count;
            },
            cancel);

    /// <summary>Deletes the threads of entries that are gone. The sweep of the bins has no key to find them with: it is done when the space is opened next.</summary>
    /// <returns>How many were deleted.</returns>
    public Task<int> ForgetThreadsAsync(UnlockedSpace space, CancellationToken cancel) =>
        InTransactionAsync(database => ForgetThreadsAsync(database, space, cancel), cancel);

    private async Task<int> ForgetThreadsAsync(AppDbContext database, UnlockedSpace space, CancellationToken cancel)
    {
        var count = 0;
        var entries = await database.Entries.Where(e => e.SpaceId == space.Id).Select(e => e.Id).ToHashSetAsync(cancel);
        foreach (var row in await database.Threads.Where(t => t.SpaceId == space.Id).ToListAsync(cancel))
        {
            if (TryOpen(() => Records.Open(space, row)) is not { } thread) continue;
            if (!entries.Contains(thread.Entry))
            {
                database.Threads.Remove(row);
                count++;
            }
            else if (thread is { Dropped: true, Text.Length: > 0 })
            {
                // Earlier programs left the words of what was taken out.
                Replace(space, row, thread with { Text = "" });
            }
        }

        return count;
    }

    /// <summary>Deletes for good what has been in any bin for longer than <see cref="BinKeeps"/>; see <see cref="ForgetThreadsAsync(UnlockedSpace, CancellationToken)"/>.</summary>
    internal async Task<int> EmptyOldBinsAsync(CancellationToken cancel)
    {
        var before = Now() - BinKeeps;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Entries.Where(e => e.Binned < before).ExecuteDeleteAsync(cancel);
    }

    /// <summary>
    /// Brings everything of a visitor's space into a kept one: opened, sealed again and moved in one transaction, in which the visitor's space ends.
    /// Records that do not open stay behind, and then the visitor's space stays too.
    /// </summary>
    /// <returns>How many entries came over, and whether everything did; null where the kept space is full: then everything is as it was.</returns>
    public Task<(int Entries, bool Everything)?> BringInAsync(UnlockedSpace visitor, UnlockedSpace space, CancellationToken cancel) =>
        InTransactionAsync(async database => await BringInAsync(database, visitor, space, cancel), cancel);

    private async Task<(int Entries, bool Everything)?> BringInAsync(AppDbContext database, UnlockedSpace visitor, UnlockedSpace space, CancellationToken cancel)
    {
        if (!visitor.IsVisitor) throw new ArgumentException("Only a visitor's space is brought in.", nameof(visitor));
        if (await IsFullAsync(database, space, cancel) || await RefuseNewAsync(database, space, cancel) is not null) return null;
        var everything = true;
        var moved = new HashSet<Guid>();
        var rows = await database.Entries.AsNoTracking().Where(e => e.SpaceId == visitor.Id).ToListAsync(cancel);
        var taken = await database.Entries.Where(e => e.SpaceId == space.Id).Select(e => e.Id).ToHashSetAsync(cancel);
        // A page that was left open can have written the same entry here and there: both stay.
        var entryIds = rows.ToDictionary(e => e.Id, e => taken.Contains(e.Id) ? Guid.NewGuid() : e.Id);
        foreach (var row in rows)
        {
            if (await MoveAsync(database, visitor, space, row, entryIds[row.Id], cancel)) moved.Add(row.Id);
            else everything = false;
        }

        foreach (var thread in await database.Threads.AsNoTracking().Where(t => t.SpaceId == visitor.Id).ToListAsync(cancel))
        {
            if (TryOpen(() => Records.Open(visitor, thread)) is not { } record)
            {
                everything = false;
                continue;
            }

            // What was named in an entry stays with it, and ends with it.
            if (!moved.Contains(record.Entry)) continue;
            await database.Threads.Where(t => t.Id == thread.Id && t.SpaceId == visitor.Id).ExecuteDeleteAsync(cancel);
            var named = record with { Entry = entryIds[record.Entry] };
            database.Threads.Add(new ThreadRow { Id = thread.Id, SpaceId = space.Id, RowVersion = thread.RowVersion, Record = Records.Seal(space, thread.Id, named) });
        }

        // Words that arrive for the visitor's space from now on are not acknowledged any more.
        if (everything) await database.Spaces.Where(s => s.Id == visitor.Id && s.PassphraseWrap == null).ExecuteDeleteAsync(cancel);
        return (moved.Count, everything);
    }

    private async Task<bool> MoveAsync(AppDbContext database, UnlockedSpace visitor, UnlockedSpace space, EntryRow entry, Guid id, CancellationToken cancel)
    {
        var answers = await database.Answers.AsNoTracking().Where(a => a.EntryId == entry.Id && a.SpaceId == visitor.Id).ToListAsync(cancel);
        var revisions = await database.Revisions.AsNoTracking().Where(r => r.EntryId == entry.Id && r.SpaceId == visitor.Id).ToListAsync(cancel);
        var moved = TryOpen(() => new
        {
            Entry = new EntryRow
            {
                Id = id,
                SpaceId = space.Id,
                RowVersion = entry.RowVersion,
                Created = entry.Created,
                Changed = entry.Changed,
                Date = entry.Date,
                Binned = entry.Binned,
                Head = Records.Seal(space, id, Records.OpenHead(visitor, entry)),
                Body = Records.OpenBody(visitor, entry) is { } body ? Records.Seal(space, id, body) : null,
            },
            Answers = answers.Select(a => (Record: Records.Open(visitor, a), a.RowVersion)).ToList(),
            Revisions = revisions.Select(r => (Row: r, Record: Records.Open(visitor, r))).ToList(),
        });
        if (moved is null) return false;

        await database.Entries.Where(e => e.Id == entry.Id && e.SpaceId == visitor.Id).ExecuteDeleteAsync(cancel);
        database.Entries.Add(moved.Entry);
        // An answer's id is drawn with the space's key, so it changes; its revisions follow.
        foreach (var (record, version) in moved.Answers)
        {
            var answer = AnswerId(space, id, record.Field);
            database.Answers.Add(new AnswerRow { Id = answer, EntryId = id, SpaceId = space.Id, RowVersion = version, Record = Records.Seal(space, answer, record) });
        }

        foreach (var (row, record) in moved.Revisions)
        {
            database.Revisions.Add(new RevisionRow
            {
                Id = row.Id,
                SpaceId = space.Id,
                EntryId = id,
                RecordId = Records.RecordOf(space, id, record),
                Number = row.Number,
                Time = row.Time,
                IsFirstFinished = row.IsFirstFinished,
                Record = Records.Seal(space, row.Id, id, record),
            });
        }

        return true;
    }
}
