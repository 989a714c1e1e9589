using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Keeps what somebody leaves out when they show what they understand to somebody else: one sealed record in the space's row.</summary>
public sealed class Withholding(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records)
{
    /// <returns>Null where it does not open: then nothing may be shown to anybody else.</returns>
    public async Task<Withheld?> ReadAsync(UnlockedSpace space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var stored = await database.Spaces.Where(s => s.Id == space.Id).Select(s => new { s.Withheld }).SingleOrDefaultAsync(cancel);
        return records.Withheld(space, stored?.Withheld);
    }

    /// <returns>False where it could not be kept: too much, or what stands there does not open and is not written over.</returns>
    public Task<bool> ChangeAsync(UnlockedSpace space, Func<Withheld, Withheld> change, CancellationToken cancel) =>
        transaction.RunAsync(
            async database => await ChangeAsync(database, space, change, cancel) ? Decided.Commit(true) : new Decided<bool>.RollBack(false), cancel);

    /// <summary>Adds what a visitor left out to what is left out of a kept space.</summary>
    internal async Task<bool> BringInAsync(AppDbContext database, UnlockedSpace visitor, UnlockedSpace space, CancellationToken cancel)
    {
        var stored = await database.Spaces.Where(s => s.Id == visitor.Id).Select(s => new { s.Withheld }).SingleOrDefaultAsync(cancel);
        // Brought in before, by a program that was killed: then the space is gone, and so is what it left out.
        if (stored?.Withheld is null) return true;
        return records.Withheld(visitor, stored.Withheld) is { } theirs
            && await ChangeAsync(database, space, own => new([.. own.Items.Union(theirs.Items)], [.. own.Names.Union(theirs.Names)]), cancel);
    }

    private async Task<bool> ChangeAsync(AppDbContext database, UnlockedSpace space, Func<Withheld, Withheld> change, CancellationToken cancel)
    {
        if (await database.Spaces.SingleOrDefaultAsync(s => s.Id == space.Id, cancel) is not { } row) return false;
        if (records.Withheld(space, row.Withheld) is not { } before) return false;
        var after = change(before);
        if (after.Items.Count > Limits.WithheldItems || after.Names.Count > Limits.WithheldNames) return false;
        row.Withheld = SealedRecords.Seal(space, after);
        return true;
    }
}
