using BreakupGuide.Data;
using BreakupGuide.Spaces.Leaving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>How sessions end or are laid aside.</summary>
/// <remarks>None of it depends on the database: what cannot be written now holds in memory, and the sweep writes it.</remarks>
public sealed class SessionEnds(
    IDbContextFactory<AppDbContext> contexts, OpenSpaces open, StorageWatch watch, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <summary>Ends a session everywhere: key, circuits, row.</summary>
    public Task EndAsync(Guid session, CancellationToken cancel) => PartAsync(session, Parting.Ended, cancel);

    /// <summary>Lays a visitor's words aside: nothing is shown until <see cref="SessionStore.ComeBackAsync"/>.</summary>
    public Task LeaveAsync(Guid session, CancellationToken cancel) => PartAsync(session, Parting.LaidAside, cancel);

    /// <summary>
    /// “Exit this page”, at once or when its request never came: ends this browser's session. A visitor's words are not deleted by it; they are laid aside.
    /// </summary>
    /// <param name="session">Null where none was open; then there is only the mark to take away.</param>
    /// <remarks>Never cancelled: the browser is about to leave, and that must not keep the space open.</remarks>
    public async Task LeaveAsync(HttpContext http, Guid? session, bool isVisitor)
    {
        LeavingMark.Clear(http);
        ReadingOffline.Stop(http);
        if (session is not { } left) return;
        if (isVisitor) await LeaveAsync(left, CancellationToken.None);
        else await SignOutAsync(http, left, CancellationToken.None);
    }

    /// <summary>Lets no further request in, while the last one that is in may still need the space.</summary>
    public void Bar(Guid session, bool isVisitor) => open.Part(session, isVisitor ? Parting.LaidAside : Parting.Ended);

    /// <summary>Ends this browser's session and takes its cookie away.</summary>
    public async Task SignOutAsync(HttpContext http, Guid session, CancellationToken cancel)
    {
        try
        {
            await EndAsync(session, cancel);
        }
        finally
        {
            await SessionCookie.TakeAwayAsync(http);
        }
    }

    public async Task EndAllAsync(Guid space, CancellationToken cancel)
    {
        // With those that were open before a restart and have no more than a row.
        var ids = open.Where(s => s.Space.Id == space).ToHashSet();
        foreach (var id in ids) open.Part(id, Parting.Ended);
        open.CloseAllOf(space);
        await watch.TryAsync(
            async () =>
            {
                await using var database = await contexts.CreateDbContextAsync(cancel);
                await database.HurryAsync(cancel);
                ids.UnionWith(await database.Sessions.Where(s => s.SpaceId == space).Select(s => s.Id).ToListAsync(cancel));
                foreach (var id in ids) open.Part(id, Parting.Ended);
                await database.Sessions.Where(s => s.SpaceId == space).ExecuteDeleteAsync(cancel);
                open.CloseAllOf(space);
                foreach (var id in ids) open.Settle(id, Parting.Ended);
            },
            isHurried: true);
    }

    /// <summary>Ends one session of a space. False when the space has no such session.</summary>
    public async Task<bool> EndOneAsync(Guid space, Guid session, CancellationToken cancel)
    {
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        {
            if (!await database.Sessions.AnyAsync(s => s.Id == session && s.SpaceId == space, cancel)) return false;
        }

        await EndAsync(session, cancel);
        return true;
    }

    /// <summary>Writes the ends that could not be written when they happened.</summary>
    internal async Task CatchUpAsync(CancellationToken cancel)
    {
        foreach (var (session, how) in open.Unsettled) await WriteAsync(session, how, cancel);
    }

    /// <summary>Deletes what is left of sessions that are over, such as those of browsers that never came back.</summary>
    internal async Task<int> EndOldAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var quiet = await database.Sessions.Where(s => s.LastSeen < now.AddMinutes(-SignInOptions.ShortestLock) || s.LastSeen > now + SessionStore.ClockStep)
            .Join(
                database.Spaces.Where(s => s.PassphraseWrap != null), s => s.SpaceId, s => s.Id,
                (session, space) => new { session.Id, session.LastSeen, space.LockAfterMinutes })
            .ToListAsync(cancel);
        // Rows follow a session's last use by up to a minute.
        var over = quiet.Where(s => s.LastSeen > now || s.LastSeen < now - options.Value.LockAfter(s.LockAfterMinutes) - SessionUse.StoredEvery)
            .Select(s => s.Id).ToList();
        return await database.Sessions.Where(s => s.Expires <= now || over.Contains(s.Id)).ExecuteDeleteAsync(cancel);
    }

    private async Task PartAsync(Guid session, Parting how, CancellationToken cancel)
    {
        open.Part(session, how);
        open.Close(session);
        await watch.TryAsync(() => WriteAsync(session, how, cancel), isHurried: true);
    }

    private async Task WriteAsync(Guid session, Parting how, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await database.HurryAsync(cancel);
        var row = database.Sessions.Where(s => s.Id == session);
        if (how == Parting.Ended) await row.ExecuteDeleteAsync(cancel);
        else await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.Away, true), cancel);
        // Another request may have taken the session up again from its row.
        open.Close(session);
        open.Settle(session, how);
    }
}
