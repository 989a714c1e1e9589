using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.Leaving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Sessions: the database holds the wrapped data key, the browser's cookie the key that unwraps it. Neither opens anything alone.</summary>
public sealed class SessionStore(
    IDbContextFactory<AppDbContext> contexts, OpenSpaces open, SessionRows rows, SessionUse use, SessionEnds ends,
    IOptions<SignInOptions> options, TimeProvider clock)
{
    internal const string AwayItem = "away";

    /// <summary>Opens a session for a space and gives the browser its cookie. An earlier session of this browser ends.</summary>
    /// <param name="space">Taken over: it belongs to the session from now on.</param>
    /// <returns>False when the passphrase that opened it was changed, or the space deleted, meanwhile: then it is locked, and no session begins.</returns>
    public async Task<bool> SignInAsync(HttpContext http, UnlockedSpace space, CancellationToken cancel)
    {
        var before = http.User.SessionId();
        var now = clock.GetUtcNow().UtcDateTime;
        var id = Guid.NewGuid();
        var sessionKey = RandomNumberGenerator.GetBytes(KeyWrap.KeySize);
        var dataKey = space.CopyDataKey();
        var wrappedKey = KeyWrap.BySession(id, dataKey, sessionKey);
        CryptographicOperations.ZeroMemory(dataKey);
        var expires = now + (space.IsVisitor ? TimeSpan.FromDays(3650) : options.Value.SessionLasts);
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        {
            await using var transaction = await database.BeginAsync([space.Id], cancel);
            var row = await database.Spaces.SingleOrDefaultAsync(s => s.Id == space.Id, cancel);
            // Whoever knows the old passphrase may have opened the space just before it was changed.
            if (row is null || (space.OpenedBy is { } wrap && !wrap.Span.SequenceEqual(row.PassphraseWrap)))
            {
                space.Dispose();
                return false;
            }

            database.Sessions.Add(new SessionRow
            {
                Id = id,
                SpaceId = space.Id,
                WrappedKey = wrappedKey,
                Began = now,
                OpenedBefore = row.LastOpened,
                TriesBefore = row.FailedTries,
                RecoveriesBefore = row.FailedRecoveries,
                LastSeen = now,
                Expires = expires,
            });
            (row.LastOpened, row.FailedTries, row.FailedRecoveries) = (now, 0, 0);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            open.Open(id, space, sessionKey, now, expires, options.Value.LockAfter(row.LockAfterMinutes));
            // All sessions may have been ended since the row was written.
            if (!await database.Sessions.AnyAsync(s => s.Id == id, cancel))
            {
                open.Close(id);
                return false;
            }
        }

        await SessionCookie.GiveAsync(http, space, id, sessionKey, now + (space.IsVisitor ? SignInOptions.VisitorStays : options.Value.SessionLasts));
        CryptographicOperations.ZeroMemory(sessionKey);
        LeavingMark.Unset(http);
        if (before is { } old) await ends.EndAsync(old, cancel);
        return true;
    }

    /// <summary>The open sessions of a space, the one used last first.</summary>
    public async Task<IReadOnlyList<SessionSeen>> ListAsync(Guid space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Sessions.AsNoTracking().Where(s => s.SpaceId == space).ToListAsync(cancel);
        // Rows follow the last use by up to a minute; what is in memory knows it.
        return
        [
            .. rows.Where(s => open.Parted(s.Id) != Parting.Ended)
            .Select(s => new SessionSeen(s.Id, s.Began, open.Find(s.Id)?.LastSeen ?? s.LastSeen, s.OpenedBefore, s.TriesBefore, s.RecoveriesBefore))
                .OrderByDescending(s => s.LastSeen),
        ];
    }

    /// <summary>Sets after how many minutes without use the space locks, in open sessions at once.</summary>
    /// <returns>False when the number is not from 5 to 120; then nothing changes.</returns>
    public async Task<bool> SetLockAfterAsync(Guid space, int minutes, CancellationToken cancel)
    {
        if (minutes is < SignInOptions.ShortestLock or > SignInOptions.LongestLock) return false;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await database.Spaces.Where(s => s.Id == space).ExecuteUpdateAsync(set => set.SetProperty(s => s.LockAfterMinutes, minutes), cancel);
        open.SetLockAfter(space, TimeSpan.FromMinutes(minutes));
        return true;
    }

    /// <summary>A visitor who left comes back. False when there is nothing to come back to.</summary>
    public async Task<bool> ComeBackAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.Items[AwayItem] is not (Guid session, string key)) return false;
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        {
            // Only whoever could open it brings it back.
            if (await database.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, cancel) is not { } row || Opens(row, key) is not { } dataKey)
                return false;
            CryptographicOperations.ZeroMemory(dataKey);
            // It may have been laid aside while nothing could be written: then the row does not know.
            if (row.Away) await database.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.Away, false), cancel);
            open.Settle(session, Parting.LaidAside);
        }

        if (await ResumeAsync(session, key, cancel: cancel) is not { } resumed) return false;
        http.Items.Remove(AwayItem);
        LeavingMark.Unset(http);
        http.User = SessionCookie.Principal(resumed.Space, session);
        return true;
    }

    /// <summary>Whether this browser holds a visitor's space that was left by “Exit this page”.</summary>
    public static bool IsAway(HttpContext http) => http.Items.ContainsKey(AwayItem);

    /// <summary>The live session of a cookie, from memory or, after a restart, from its row.</summary>
    /// <param name="space">The space that the cookie was given for; a row that points to another one opens nothing.</param>
    /// <param name="isUse">Whether being asked for puts off the lock.</param>
    internal async Task<OpenSession?> ResumeAsync(Guid session, string key, CancellationToken cancel, Guid? space = null, bool isUse = true)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (SessionKeyOf(key) is not { } sessionKey || open.Parted(session) is not null) return null;
        if (open.Find(session) is { } known)
        {
            if (!known.HasKey(sessionKey) || (space is not null && space != known.Space.Id)) return null;
            if (!await rows.FollowAsync(session, known, cancel)) return null;
            if (IsOver(known, now))
            {
                await ends.EndAsync(session, cancel);
                return null;
            }

            if (isUse) await use.SeenAsync(session, known, now, cancel);
            return known;
        }

        await using var database = await contexts.CreateDbContextAsync(cancel);
        var row = await database.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, cancel);
        if (row is null || (space is not null && space != row.SpaceId)) return null;
        var owner = await database.Spaces.Where(s => s.Id == row.SpaceId)
            .Select(s => new { IsVisitor = s.PassphraseWrap == null, s.LockAfterMinutes }).SingleOrDefaultAsync(cancel);
        if (owner is null) return null;
        var (isVisitor, chosen) = (owner.IsVisitor, owner.LockAfterMinutes);
        var lockAfter = options.Value.LockAfter(chosen);
        if (IsOver(row.LastSeen, row.Expires, isVisitor ? null : lockAfter, now))
        {
            await ends.EndAsync(session, cancel);
            return null;
        }

        if (row.Away || Opens(row, key) is not { } dataKey) return null;
        var opened = open.Open(session, new UnlockedSpace(row.SpaceId, isVisitor, dataKey), sessionKey, row.LastSeen, row.Expires, lockAfter);
        // It may have been locked or laid aside since the row was read.
        if (open.Parted(session) is not null || !await database.Sessions.AnyAsync(s => s.Id == session && !s.Away, cancel))
        {
            open.Close(session);
            return null;
        }

        if (isUse) await use.SeenAsync(session, opened, now, cancel);
        return opened;
    }

    internal async Task<bool> IsAwayAsync(Guid session, CancellationToken cancel)
    {
        if (open.Parted(session) is { } how) return how == Parting.LaidAside;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Sessions.AnyAsync(s => s.Id == session && s.Away, cancel);
    }

    private static byte[]? SessionKeyOf(string key)
    {
        var bytes = new byte[KeyWrap.KeySize];
        return Convert.TryFromBase64String(key, bytes, out var written) && written == bytes.Length ? bytes : null;
    }

    private static byte[]? Opens(SessionRow row, string key) => SessionKeyOf(key) is { } bytes ? KeyWrap.OpenBySession(row.Id, row.WrappedKey, bytes) : null;

    /// <summary>A last use further ahead than this is from a clock that was set back since. Less is two requests at once, or a clock kept right.</summary>
    internal static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    internal static bool IsOver(OpenSession session, DateTime now) =>
        IsOver(session.LastSeen, session.Expires, session.Space.IsVisitor ? null : session.LockAfter, now);

    // A visitor's space does not lock; it is gone after a day without use. Where the clock was set back, nobody knows how long a space was idle:
    // a kept one locks, and a visitor's, which nothing would open again, stays.
    private static bool IsOver(DateTime lastSeen, DateTime expires, TimeSpan? lockAfter, DateTime now) =>
        now >= expires || now - lastSeen >= (lockAfter ?? SignInOptions.VisitorStays) || (lockAfter is not null && lastSeen - now > ClockStep);
}

/// <summary>An open session, and what happened between the one before it and its beginning. Times are UTC.</summary>
/// <param name="OpenedBefore">When the session before began; null for the first.</param>
/// <param name="TriesBefore">Wrong passphrases in between.</param>
/// <param name="RecoveriesBefore">Wrong recovery keys in between.</param>
public sealed record SessionSeen(Guid Id, DateTime Began, DateTime LastSeen, DateTime? OpenedBefore, int TriesBefore, int RecoveriesBefore);
