using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data;

internal static class BusyTimeout
{
    /// <summary>
    /// For what a sweep can do later as well: it waits a second for somebody else's write, not as long as words are worth. Holds until the context is disposed.
    /// </summary>
    public static async Task HurryAsync(this AppDbContext database, CancellationToken cancel)
    {
        await database.Database.OpenConnectionAsync(cancel);
        await database.Database.ExecuteSqlAsync($"PRAGMA busy_timeout=0", cancel);
        database.Database.SetCommandTimeout(1);
    }
}
