using BreakupGuide.Data;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Once a minute: locks what was idle too long, and deletes visitors' spaces that nobody used for a day.</summary>
internal sealed partial class SessionSweep(
    OpenSpaces open,
    SessionUse use,
    SessionEnds ends,
    SpaceStore spaces,
    StorageWatch watch,
    IHostApplicationLifetime program,
    TimeProvider clock,
    ILogger<SessionSweep> logger)
    : PeriodicSweep(TimeSpan.FromMinutes(1), program, clock)
{
    // A store in trouble is told of once, by the watch.
    protected override Task RunAsync(CancellationToken cancel) => watch.TryAsync(() => SweepAsync(cancel));

    // The program forgets what could not be written so far: a last try.
    protected override Task EndAsync() => watch.TryAsync(() => CatchUpAsync(CancellationToken.None));

    internal override async Task SweepAsync(CancellationToken cancel)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        foreach (var id in open.Where(s => SessionStore.IsOver(s, now))) await ends.EndAsync(id, cancel);
        // Visitors' last uses by a clock that has been set back since: their day begins now, not when the clock comes by again.
        foreach (var id in open.Where(s => s.LastSeen > now)) if (open.Find(id) is { } session) session.LastSeen = now;
        // Before anything is deleted: a row that could not follow looks as if nobody had been there.
        await CatchUpAsync(cancel);
        await ends.EndOldAsync(cancel);
        var discarded = await spaces.DiscardOldVisitorsAsync(cancel);
        if (discarded > 0) LogDiscarded(discarded);
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
