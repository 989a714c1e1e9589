using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Where deleted entries rest before they are deleted for good.</summary>
public sealed class Bin(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, EntryIndex index, EntryTime time)
{
    /// <summary>How long entries stay in the bin.</summary>
    public static readonly TimeSpan Keeps = TimeSpan.FromDays(30);

    /// <summary>Puts an entry into the bin.</summary>
    /// <returns>False when there is none of this id in the space.</returns>
    public async Task<bool> PutAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        var now = time.Now();
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Entries.Where(e => e.Id == id && e.SpaceId == space.Id && e.Binned == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Binned, now).SetProperty(e => e.RowVersion, e => e.RowVersion + 1), cancel) == 1;
    }

    /// <summary>Takes an entry out of the bin.</summary>
    /// <returns>False when there is none of this id in the space's bin.</returns>
    public async Task<bool> RestoreAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        // Not while the bin is being emptied: what was named in the entry goes before the entry itself.
        return await transaction.RunAsync(
            space,
            async database => Decided.Commit(
                await database.Entries.Where(e => e.Id == id && e.SpaceId == space.Id && e.Binned != null).ExecuteUpdateAsync(
                    set => set.SetProperty(e => e.Binned, (DateTime?)null).SetProperty(e => e.RowVersion, e => e.RowVersion + 1), cancel) == 1),
            cancel);
    }

    /// <summary>Deletes for good what is in the space's bin, and what was named there.</summary>
    /// <returns>How many entries those were.</returns>
    public async Task<int> EmptyAsync(UnlockedSpace space, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        return await transaction.RunAsync(
            space, database => DeleteAsync(database, database.Entries.Where(e => e.SpaceId == space.Id && e.Binned != null), cancel), cancel);
    }

    /// <summary>Deletes for good what has been in any bin for longer than <see cref="Keeps"/>, space by space.</summary>
    internal async Task<int> EmptyOldAsync(CancellationToken cancel)
    {
        var before = time.Now() - Keeps;
        List<Guid> spaces;
        await using (var database = await contexts.CreateDbContextAsync(cancel))
            spaces = await database.Entries.Where(e => e.Binned < before).Select(e => e.SpaceId).Distinct().ToListAsync(cancel);
        var count = 0;
        foreach (var space in spaces)
        {
            count += await transaction.RunAsync(
                [space], database => DeleteAsync(database, database.Entries.Where(e => e.SpaceId == space && e.Binned < before), cancel), cancel);
        }

        return count;
    }

    private static async Task<Decided<int>> DeleteAsync(AppDbContext database, IQueryable<EntryRow> entries, CancellationToken cancel)
    {
        await database.Threads.Where(t => entries.Any(e => e.SpaceId == t.SpaceId && e.Id == t.EntryId)).ExecuteDeleteAsync(cancel);
        return Decided.Commit(await entries.ExecuteDeleteAsync(cancel));
    }
}
