using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>What the rows say of sessions that are open in memory: where several nodes work on one database, another one may have ended or used them.</summary>
public sealed class SessionRows(
    IDbContextFactory<AppDbContext> contexts, DatabaseEngine engine, OpenSpaces open, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <summary>Whether nothing but the rows knows what holds.</summary>
    internal bool AreShared => engine.IsShared;

    /// <summary>Takes over what other nodes did with this session. Where there are none, nothing is asked.</summary>
    /// <returns>False when it was ended or laid aside elsewhere; then it is closed here, too.</returns>
    internal async Task<bool> FollowAsync(Guid id, OpenSession session, CancellationToken cancel)
    {
        if (!AreShared) return true;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var row = await database.Sessions.Where(s => s.Id == id && !s.Away)
            .Join(database.Spaces, s => s.SpaceId, s => s.Id, (session, space) => new { session.LastSeen, space.LockAfterMinutes })
            .SingleOrDefaultAsync(cancel);
        if (row is null)
        {
            open.Close(id);
            return false;
        }

        // What lies ahead was written by a clock that was set back since, or goes wrong: it says nothing of when the session was used.
        if (row.LastSeen > session.LastSeen && row.LastSeen - clock.GetUtcNow().UtcDateTime <= SessionStore.ClockStep) session.LastSeen = row.LastSeen;
        session.LockAfter = options.Value.LockAfter(row.LockAfterMinutes);
        return true;
    }

    /// <summary>Closes those of these sessions that have ended or were laid aside.</summary>
    internal async Task CloseEndedAsync(IReadOnlyCollection<Guid> sessions, CancellationToken cancel)
    {
        var here = sessions.Where(id => open.Find(id) is not null).ToList();
        if (here.Count == 0) return;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var living = await database.Sessions.Where(s => here.Contains(s.Id) && !s.Away).Select(s => s.Id).ToListAsync(cancel);
        foreach (var id in here.Except(living)) open.Close(id);
    }
}
