using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>One sealed record in the space's row, held whole.</summary>
public abstract class SpaceRecord<T>(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records)
    where T : class
{
    /// <summary>What it is sealed as; never changes.</summary>
    protected abstract string Name { get; }

    /// <summary>What holds where nothing was stored.</summary>
    protected abstract T Nothing { get; }

    /// <returns>Null where it does not open.</returns>
    public async Task<T?> ReadAsync(UnlockedSpace space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Spaces.AsNoTracking().SingleOrDefaultAsync(s => s.Id == space.Id, cancel) is { } row ? Open(space, row) : Nothing;
    }

    /// <returns>False where it could not be kept: too much, or what stands there does not open and is not written over.</returns>
    public Task<bool> ChangeAsync(UnlockedSpace space, Func<T, T> change, CancellationToken cancel) =>
        transaction.RunAsync(
            space, async database => await ChangeAsync(database, space, change, cancel) ? Decided.Commit(true) : new Decided<bool>.RollBack(false), cancel);

    /// <summary>Adds what comes from a file to what is kept. What does not fit, or meets something that does not open, is left out.</summary>
    internal async Task<bool> AddAsync(UnlockedSpace space, T theirs, CancellationToken cancel) =>
        // Where nothing is new nothing is sealed anew.
        (await ReadAsync(space, cancel) is { } now && SealedRecords.AreSame(Joined(now, theirs), now))
        || await ChangeAsync(space, own => Joined(own, theirs), cancel);

    /// <summary>Adds what a visitor kept to what is kept in another space.</summary>
    internal async Task<bool> BringInAsync(AppDbContext database, UnlockedSpace visitor, UnlockedSpace space, CancellationToken cancel)
    {
        var stored = await database.Spaces.AsNoTracking().SingleOrDefaultAsync(s => s.Id == visitor.Id, cancel);
        // Brought in before, by a program that was killed: then the space is gone, and so is what stood there.
        if (stored is null || Stored(stored) is null) return true;
        return Open(visitor, stored) is { } theirs && await ChangeAsync(database, space, own => Joined(own, theirs), cancel);
    }

    protected abstract SealedText? Stored(SpaceRow row);

    protected abstract void Store(SpaceRow row, SealedText record);

    protected abstract bool Fits(T record);

    protected abstract T Joined(T own, T theirs);

    private T? Open(UnlockedSpace space, SpaceRow row) =>
        Stored(row) is { } text ? records.Try(() => SealedRecords.OpenOfSpace<T>(space, Name, text)) : Nothing;

    private async Task<bool> ChangeAsync(AppDbContext database, UnlockedSpace space, Func<T, T> change, CancellationToken cancel)
    {
        if (await database.Spaces.SingleOrDefaultAsync(s => s.Id == space.Id, cancel) is not { } row || Open(space, row) is not { } before) return false;
        var after = change(before);
        if (!Fits(after)) return false;
        Store(row, SealedRecords.SealOfSpace(space, Name, after));
        return true;
    }
}
