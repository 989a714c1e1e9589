using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Keeps earlier states of records, and thins them out (decision 0015).</summary>
public sealed class RevisionLog(RecordReader records, EntryTime time)
{
    /// <summary>How long one page writes on before what stands there is kept once more.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LostWords = TimeSpan.FromHours(12);

    /// <summary>
    /// Keeps what stands there where that is due: another page writes, the same one has
    /// written on for a while, much goes at once, or it is the first finished state.
    /// </summary>
    /// <returns>Whether it was.</returns>
    internal async Task<bool> KeepAsync(
        AppDbContext database, UnlockedSpace space, VersionedRecord record, bool takesMuch, string? client, CancellationToken cancel)
    {
        var isDue = takesMuch || client is null || client != record.Client || time.Now() - record.KeptAt >= KeepEvery;
        if (!isDue && record.FinishedAt is null) return false;
        var isFirstFinished = record.FinishedAt is not null
            && !await database.Revisions.AnyAsync(r => r.RecordId == record.Id && r.SpaceId == space.Id && r.IsFirstFinished, cancel);
        if (!isDue && !isFirstFinished) return false;
        await AddAsync(database, space, record, record.State, isFirstFinished, cancel);
        return true;
    }

    /// <returns>The new revision's id.</returns>
    internal async Task<Guid> AddAsync(
        AppDbContext database, UnlockedSpace space, VersionedRecord record, RevisionRecord state, bool isFirstFinished, CancellationToken cancel)
    {
        var kept = database.Revisions.AsNoTracking().Where(r => r.RecordId == record.Id && r.SpaceId == space.Id);
        var so = await kept.GroupBy(_ => 1).Select(g => new { Last = g.Max(r => r.Number), Thinned = g.Count(r => !r.IsFirstFinished) })
            .SingleOrDefaultAsync(cancel);
        var count = (so?.Thinned ?? 0) + (isFirstFinished ? 0 : 1);
        if (count > Limits.Revisions) await ThinAsync(database, space, kept, isFirstFinished ? 0 : 1, state, cancel);
        var id = Guid.NewGuid();
        database.Revisions.Add(new RevisionRow
        {
            Id = id,
            SpaceId = space.Id,
            EntryId = record.Entry,
            RecordId = record.Id,
            Number = (so?.Last ?? 0) + 1,
            Time = EntryTime.Minute(time.Now()),
            IsFirstFinished = isFirstFinished,
            Record = SealedRecords.Seal(space, id, record.Entry, state),
        });
        return id;
    }

    /// <summary>Whether one of a record's revisions says something, the newest asked first.</summary>
    internal async Task<bool> AnyAsync(AppDbContext database, UnlockedSpace space, Guid record, Func<RevisionRecord, bool> says, CancellationToken cancel)
    {
        var rows = database.Revisions.AsNoTracking().Where(r => r.RecordId == record && r.SpaceId == space.Id).OrderByDescending(r => r.Number);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            if (records.Revision(space, row) is { } revision && says(revision)) return true;
        return false;
    }

    /// <summary>
    /// Of each record stay <see cref="Limits.Revisions"/> states, besides them the first finished one, and whatever does not open. When one
    /// more is added, the one that was written nearest to its newer neighbour goes (of two, the older): bursts are thinned first, and earlier
    /// days stay. Words that the newer neighbour does not hold count as half a day between the two, else the one state that still
    /// has what was typed over would be pushed out by the next five minutes.
    /// </summary>
    private async Task ThinAsync(
        AppDbContext database, UnlockedSpace space, IQueryable<RevisionRow> kept, int count, RevisionRecord added, CancellationToken cancel)
    {
        var newer = added;
        var (nearest, gap) = (Guid.Empty, TimeSpan.MaxValue);
        await foreach (var row in kept.OrderByDescending(r => r.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (records.Revision(space, row) is not { } older) continue;
            var isLost = older.IsAside || VersionedField.TakesMuchFrom(older.Words, newer.Words);
            var between = (newer.WrittenAt - older.WrittenAt).Duration() + (isLost ? LostWords : TimeSpan.Zero);
            newer = older;
            if (row.IsFirstFinished) continue;
            count++;
            if (between <= gap) (nearest, gap) = (row.Id, between);
        }

        if (count > Limits.Revisions) await database.Revisions.Where(r => r.Id == nearest && r.SpaceId == space.Id).ExecuteDeleteAsync(cancel);
    }
}
