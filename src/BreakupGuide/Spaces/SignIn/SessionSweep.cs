using BreakupGuide.Data;
using BreakupGuide.Metrics;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Once a minute: locks what was idle too long, and deletes visitors' spaces that nobody used for a day.</summary>
internal sealed partial class SessionSweep(
    OpenSpaces open,
    SessionRows rows,
    SessionUse use,
    SessionEnds ends,
    TriesOfAllNodes tries,
    SpaceStore spaces,
    DatabaseEngine engine,
    StorageWatch watch,
    ProgramMetrics metrics,
    IHostApplicationLifetime program,
    TimeProvider clock,
    ILogger<SessionSweep> logger)
    : PeriodicSweep(TimeSpan.FromMinutes(1), program, clock)
{
    // A store in trouble is told of once, by the watch.
    protected override async Task RunAsync(CancellationToken cancel)
    {
        if (await watch.TryAsync(() => CloseIdleAsync(cancel), isHurried: true))
            await watch.TryAsync(() => engine.UnlessElsewhereAsync("sweep of sessions", () => ClearAsync(cancel), cancel));
    }

    // The program forgets what could not be written so far: a last try.
    protected override Task EndAsync() => watch.TryAsync(() => CatchUpAsync(CancellationToken.None), isHurried: true);

    internal override async Task SweepAsync(CancellationToken cancel)
    {
        await CloseIdleAsync(cancel);
        await ClearAsync(cancel);
    }

    // What is open on this node, and what is known here only.
    private async Task CloseIdleAsync(CancellationToken cancel)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        foreach (var id in open.Where(s => SessionStore.IsOver(s, now))) if (await IsOverAsync(id, now, cancel)) await ends.EndAsync(id, cancel);
        // Visitors' last uses by a clock that has been set back since: their day begins now, not when the clock comes by again.
        foreach (var id in open.Where(s => s.LastSeen > now)) if (open.Find(id) is { } session) session.LastSeen = now;
        // Before anything is deleted: a row that could not follow looks as if nobody had been there.
        await CatchUpAsync(cancel);
    }

    // On another node it may be in use.
    private async Task<bool> IsOverAsync(Guid id, DateTime now, CancellationToken cancel) =>
        open.Find(id) is { } session && await rows.FollowAsync(id, session, cancel) && SessionStore.IsOver(session, now);

    private async Task ClearAsync(CancellationToken cancel)
    {
        await ends.EndOldAsync(cancel);
        await tries.ForgetOldAsync(cancel);
        var discarded = await spaces.DiscardOldVisitorsAsync(cancel);
        if (discarded == 0) return;
        metrics.Swept("visitors", discarded);
        LogDiscarded(discarded);
    }

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        await ends.CatchUpAsync(cancel);
        await use.CatchUpAsync(cancel);
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} visitors' spaces that were not used for a day.")]
    private partial void LogDiscarded(int count);

    [LoggerMessage(LogLevel.Error, "The sweep of sessions failed; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception exception);
}
