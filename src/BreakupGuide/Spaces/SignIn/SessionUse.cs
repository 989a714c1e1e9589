using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>When sessions were used last. In memory with each request; the row follows, and nobody is kept from reading because it cannot.</summary>
public sealed class SessionUse(IDbContextFactory<AppDbContext> contexts, OpenSpaces open, SessionRows rows, StorageWatch watch)
{
    /// <summary>So far rows may be behind.</summary>
    internal static readonly TimeSpan StoredEvery = TimeSpan.FromMinutes(1);

    // What another node reads of it decides whether it locks there.
    private static readonly TimeSpan SharedEvery = TimeSpan.FromSeconds(10);

    private TimeSpan Every => rows.AreShared ? SharedEvery : StoredEvery;

    internal async Task SeenAsync(Guid id, OpenSession session, DateTime now, CancellationToken cancel)
    {
        session.LastSeen = now;
        // Both ways: a clock that was set back must not keep the row from following.
        if ((now - session.LastTried).Duration() < Every) return;
        session.LastTried = now;
        await watch.TryAsync(() => WriteAsync(id, session, cancel), isHurried: true);
    }

    /// <summary>Writes the uses that could not be written when they happened.</summary>
    internal async Task CatchUpAsync(CancellationToken cancel)
    {
        foreach (var id in open.Where(s => (s.LastSeen - s.LastStored).Duration() >= StoredEvery))
        {
            if (open.Find(id) is { } session && await rows.FollowAsync(id, session, cancel)) await WriteAsync(id, session, cancel);
        }
    }

    private async Task WriteAsync(Guid id, OpenSession session, CancellationToken cancel)
    {
        var seen = session.LastSeen;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await database.HurryAsync(cancel);
        await database.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeen, seen), cancel);
        await database.Spaces.Where(s => s.Id == session.Space.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsed, seen), cancel);
        session.LastStored = seen;
    }
}
