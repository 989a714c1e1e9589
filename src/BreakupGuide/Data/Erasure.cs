using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data;

internal static class Erasure
{
    /// <summary>Takes what was deleted out of the database file and its write-ahead log, too.</summary>
    /// <remarks>
    /// <c>secure_delete</c> has overwritten the freed pages; the log may still hold them as they were, and the vacuum leaves no free page behind.
    /// It copies the whole database: writers wait meanwhile. Where readers keep the log from being cut, later checkpoints do it.
    /// </remarks>
    public static async Task EraseFreedAsync(this AppDbContext database, CancellationToken cancel)
    {
        await database.Database.ExecuteSqlAsync($"VACUUM", cancel);
        await database.CutLogAsync(cancel);
    }

    /// <summary>Takes what was replaced out of the write-ahead log, which keeps it until it is written over there.</summary>
    public static Task CutLogAsync(this AppDbContext database, CancellationToken cancel) =>
        database.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", cancel);
}
