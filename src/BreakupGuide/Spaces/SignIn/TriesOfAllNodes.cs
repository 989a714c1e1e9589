using System.Security.Cryptography;
using System.Text;
using BreakupGuide.Data;
using BreakupGuide.Data.Signing;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>
/// Wrong tries as all nodes together count them, so that guessing is not quicker where there are more of them. Without other nodes nothing is stored.
/// </summary>
/// <remarks>Where the database cannot count, this node's own count is all there is, and nobody is kept from unlocking.</remarks>
public sealed class TriesOfAllNodes(
    IDbContextFactory<AppDbContext> contexts, DatabaseEngine engine, SigningSecret secret, StorageWatch watch, TimeProvider clock)
{
    // The same on all nodes, and nothing that comes with the database.
    private readonly Lazy<byte[]> key = new(() => engine.IsShared ? secret.KeyFor("tries") : RandomNumberGenerator.GetBytes(32));

    /// <summary>Stands for a name or an address where tries are counted.</summary>
    internal string Hash(string who) => Convert.ToHexString(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(who)));

    /// <param name="who">By <see cref="Hash"/>.</param>
    /// <returns>How many there were before; null where it was not counted, and is not to be taken back.</returns>
    internal async Task<int?> AddAsync(string who)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var forgotten = now - SignInThrottle.Forgotten;
        int? before = null;
        await ChangeAsync(async database =>
        {
            var counted = await database.Database.SqlQuery<int>(
                $"""
                INSERT INTO "Tries" ("Who", "Wrong", "Last") VALUES ({who}, 1, {now})
                ON CONFLICT ("Who") DO UPDATE SET "Wrong" = CASE WHEN "Tries"."Last" <= {forgotten} THEN 1 ELSE "Tries"."Wrong" + 1 END, "Last" = {now}
                RETURNING "Wrong" AS "Value"
                """).ToListAsync();
            before = counted[0] - 1;
        });
        return before;
    }

    /// <summary>One that was counted and turned out to be none, or could not be made.</summary>
    internal Task TakeBackAsync(string who) => ChangeAsync(database =>
        database.Tries.Where(t => t.Who == who && t.Wrong > 0).ExecuteUpdateAsync(set => set.SetProperty(t => t.Wrong, t => t.Wrong - 1)));

    internal Task ClearAsync(string who) => ChangeAsync(database => database.Tries.Where(t => t.Who == who).ExecuteDeleteAsync());

    internal async Task<int> ForgetOldAsync(CancellationToken cancel)
    {
        if (!engine.IsShared) return 0;
        var forgotten = clock.GetUtcNow().UtcDateTime - SignInThrottle.Forgotten;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Tries.Where(t => t.Last <= forgotten).ExecuteDeleteAsync(cancel);
    }

    // Never cancelled: whoever left the page has still guessed, or has not.
    private async Task ChangeAsync(Func<AppDbContext, Task> change)
    {
        if (!engine.IsShared) return;
        await watch.TryAsync(
            async () =>
            {
                await using var database = await contexts.CreateDbContextAsync(CancellationToken.None);
                await database.HurryAsync(CancellationToken.None);
                await change(database);
            },
            isHurried: true);
    }
}
