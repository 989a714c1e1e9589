using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using BreakupGuide.Privacy;

namespace BreakupGuide.Spaces;

/// <summary>The opened spaces by session. What is not here is locked, whatever a circuit or a tab still believes.</summary>
public sealed class OpenSpaces : IDisposable
{
    private readonly ConcurrentDictionary<Guid, OpenSession> sessions = new();

    // Ended or laid aside, and nobody has seen yet that the row says so.
    private readonly ConcurrentDictionary<Guid, Parting> parted = new();

    /// <summary>The space of this principal, or null when it was locked.</summary>
    public UnlockedSpace? Find(ClaimsPrincipal? principal) =>
        principal.SessionId() is { } id && sessions.TryGetValue(id, out var session) ? session.Space : null;

    /// <summary>How long this principal's space stays open without use; null without an open space, and for a visitor, whose space does not lock.</summary>
    public TimeSpan? LockAfter(ClaimsPrincipal? principal) =>
        principal.SessionId() is { } id && sessions.TryGetValue(id, out var session) && !session.Space.IsVisitor ? session.LockAfter : null;

    /// <summary>When this principal's session ends whatever is done (UTC); null where <see cref="LockAfter"/> is.</summary>
    public DateTime? EndsAt(ClaimsPrincipal? principal) =>
        principal.SessionId() is { } id && sessions.TryGetValue(id, out var session) && !session.Space.IsVisitor ? session.Expires : null;

    public void Dispose()
    {
        foreach (var id in sessions.Keys) Close(id);
    }

    internal OpenSession? Find(Guid session) => sessions.GetValueOrDefault(session);

    internal OpenSession Open(Guid id, UnlockedSpace space, byte[] sessionKey, DateTime lastSeen, DateTime expires, TimeSpan lockAfter)
    {
        var opened = new OpenSession(space, SHA256.HashData(sessionKey), lastSeen, expires) { LockAfter = lockAfter };
        var kept = sessions.GetOrAdd(id, opened);
        if (kept != opened) space.Dispose();
        return kept;
    }

    /// <summary>Wipes the key and cuts the session's connections.</summary>
    internal void Close(Guid session)
    {
        if (!sessions.TryRemove(session, out var closed)) return;
        closed.Space.Dispose();
        foreach (var cut in closed.Connections.Values) cut();
    }

    internal void CloseAllOf(Guid space)
    {
        foreach (var (id, session) in sessions.Where(s => s.Value.Space.Id == space)) Close(id);
    }

    /// <summary>From now on the session is not taken up, neither from here nor from its row: whether the row can be changed is another matter.</summary>
    internal void Part(Guid session, Parting how) => parted.AddOrUpdate(session, how, (_, before) => before == Parting.Ended ? before : how);

    /// <summary>How a session was parted from, as long as its row need not say so; null for all others.</summary>
    internal Parting? Parted(Guid session) => parted.TryGetValue(session, out var how) ? how : null;

    /// <summary>The row says it itself now, or the visitor has come back.</summary>
    internal void Settle(Guid session, Parting how) => parted.TryRemove(KeyValuePair.Create(session, how));

    internal IReadOnlyList<KeyValuePair<Guid, Parting>> Unsettled => [.. parted];

    internal void SetLockAfter(Guid space, TimeSpan lockAfter)
    {
        foreach (var session in sessions.Values.Where(s => s.Space.Id == space)) session.LockAfter = lockAfter;
    }

    internal IReadOnlyList<Guid> Where(Func<OpenSession, bool> isMeant) => [.. sessions.Where(s => isMeant(s.Value)).Select(s => s.Key)];
}

/// <summary>How a session was parted from.</summary>
internal enum Parting
{
    Ended,

    /// <summary>A visitor left by “Exit this page”.</summary>
    LaidAside,
}

/// <summary>One session in memory.</summary>
internal sealed class OpenSession(UnlockedSpace space, byte[] keyHash, DateTime lastSeen, DateTime expires)
{
    public UnlockedSpace Space { get; } = space;

    /// <summary>Whether a cookie holds this session's key: an id alone opens nothing, not even what is open already.</summary>
    public bool HasKey(ReadOnlySpan<byte> sessionKey) => CryptographicOperations.FixedTimeEquals(keyHash, SHA256.HashData(sessionKey));

    /// <summary>UTC time of the last request.</summary>
    public DateTime LastSeen { get; set; } = lastSeen;

    /// <summary>UTC time of the last request that was written to the database.</summary>
    public DateTime LastStored { get; set; } = lastSeen;

    /// <summary>UTC time of the last request that was to be written to the database.</summary>
    public DateTime LastTried { get; set; } = lastSeen;

    public DateTime Expires { get; } = expires;

    /// <summary>Without a request for this long, the session ends. Does not apply to a visitor.</summary>
    public required TimeSpan LockAfter { get; set; }

    /// <summary>What cuts each open connection of this session's circuits.</summary>
    public ConcurrentDictionary<string, Action> Connections { get; } = new();
}
