using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>What came in from files within the last day: it can be taken out again.</summary>
public sealed class Arrivals(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records, EntryTime time)
{
    /// <summary>How long it can be taken out.</summary>
    public static readonly TimeSpan Keeps = TimeSpan.FromDays(1);

    private const int MostListed = 10;

    /// <summary>What can be taken out, the newest first.</summary>
    public async Task<IReadOnlyList<ArrivedBatch>> ListAsync(UnlockedSpace space, CancellationToken cancel)
    {
        var now = time.Now();
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var batches = await database.Arrivals.Where(a => a.SpaceId == space.Id && a.Until > now)
            .GroupBy(a => a.Batch).Select(g => new { Batch = g.Key, Until = g.Max(a => a.Until) })
            .OrderByDescending(b => b.Until).Take(MostListed).ToListAsync(cancel);
        return [.. batches.Select(b => new ArrivedBatch(b.Batch, DateTime.SpecifyKind(b.Until, DateTimeKind.Utc)))];
    }

    /// <summary>
    /// Takes out what came in and was not changed since: some at a time, as it came in. What was cut off is gone on with the next time.
    /// </summary>
    /// <param name="took">Told how many entries were taken out so far.</param>
    /// <returns>Null when there is none of this id in the space, or it is too late.</returns>
    public async Task<TakenOut?> TakeOutAsync(UnlockedSpace space, Guid batch, Action<int>? took, CancellationToken cancel)
    {
        var all = TakenOut.Nothing;
        var isThere = false;
        while (await transaction.RunAsync(space, database => TakeOutAsync(database, space, batch, cancel), cancel) is { } taken)
        {
            isThere = true;
            all = new TakenOut(all.Entries + taken.Entries, all.Stay + taken.Stay);
            took?.Invoke(all.Entries);
        }

        return isThere ? all : null;
    }

    /// <summary>The last number within a batch; 0 where nothing of it came in.</summary>
    internal async Task<int> LastNumberAsync(UnlockedSpace space, Guid batch, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Arrivals.Where(a => a.SpaceId == space.Id && a.Batch == batch).MaxAsync(a => (int?)a.Number, cancel) ?? 0;
    }

    /// <summary>Forgets what cannot be taken out any more, of every space.</summary>
    internal async Task<int> ForgetOldAsync(CancellationToken cancel)
    {
        var now = time.Now();
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Arrivals.Where(a => a.Until <= now).ExecuteDeleteAsync(cancel);
    }

    private async Task<Decided<TakenOut?>> TakeOutAsync(AppDbContext database, UnlockedSpace space, Guid batch, CancellationToken cancel)
    {
        var now = time.Now();
        // The last ones first: what was named comes after the entry that it was named in.
        var row = await database.Arrivals.Where(a => a.SpaceId == space.Id && a.Batch == batch && a.Until > now)
            .OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancel);
        if (row is null) return Decided.Commit<TakenOut?>(null);
        database.Arrivals.Remove(row);
        // What does not open tells nothing; all that came in then stays.
        if (records.Arrival(space, row) is not { } record) return Decided.Commit<TakenOut?>(TakenOut.Nothing);

        await database.Threads.Where(t => t.SpaceId == space.Id && record.Threads.Contains(t.Id) && t.RowVersion == 1).ExecuteDeleteAsync(cancel);
        await database.Answers.Where(a => a.SpaceId == space.Id && record.Answers.Contains(a.Id) && a.RowVersion == 1).ExecuteDeleteAsync(cancel);
        await database.Revisions.Where(r => r.SpaceId == space.Id && record.Revisions.Contains(r.Id)).ExecuteDeleteAsync(cancel);
        var ids = record.Entries.Select(e => e.Id).ToList();
        var there = await database.Entries.Where(e => e.SpaceId == space.Id && ids.Contains(e.Id)).Select(e => new { e.Id, e.RowVersion }).ToListAsync(cancel);
        var came = record.Entries.ToDictionary(e => e.Id, e => e.RowVersion);
        var same = there.Where(e => came[e.Id] == e.RowVersion).Select(e => e.Id).ToList();
        await database.Threads.Where(t => t.SpaceId == space.Id && t.EntryId != null && same.Contains(t.EntryId.Value)).ExecuteDeleteAsync(cancel);
        var taken = await database.Entries.Where(e => e.SpaceId == space.Id && same.Contains(e.Id)).ExecuteDeleteAsync(cancel);
        return Decided.Commit<TakenOut?>(new TakenOut(taken, there.Count - taken));
    }
}

/// <param name="Until">UTC time until which it can be taken out.</param>
public sealed record ArrivedBatch(Guid Id, DateTime Until)
{
    /// <summary>UTC time at which it came in.</summary>
    public DateTime Came => Until - Arrivals.Keeps;

    public override string ToString() => $"[batch {Id}]";
}

/// <param name="Entries">How many entries were taken out.</param>
/// <param name="Stay">How many stay, because they were changed since.</param>
public sealed record TakenOut(int Entries, int Stay)
{
    internal static TakenOut Nothing { get; } = new(0, 0);
}

/// <summary>Some of what came in. What was deleted for good since is not there to be taken out.</summary>
/// <param name="Entries">Entries that were new.</param>
/// <param name="Answers">Ids of answers that were added to runs which were there.</param>
/// <param name="Revisions">Ids of earlier versions that were added to what was there.</param>
internal sealed record ArrivalRecord(IReadOnlyList<Arrived> Entries, IReadOnlyList<Guid> Answers, IReadOnlyList<Guid> Revisions, IReadOnlyList<Guid> Threads)
{
    public override string ToString() => "[arrival]";
}

/// <param name="RowVersion">As it was stored; a greater one tells that it was changed since.</param>
internal sealed record Arrived(Guid Id, int RowVersion)
{
    public override string ToString() => "[arrived]";
}
