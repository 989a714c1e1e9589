using BreakupGuide.Data;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Once a minute: locks what was idle too long, and deletes visitors' spaces that nobody used for a day.</summary>
internal sealed partial class SessionSweep(
    OpenSpaces open, SessionUse use, SessionEnds ends, SpaceStore spaces, StorageWatch watch, TimeProvider clock, ILogger<SessionSweep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            do await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping, and forgets what could not be written so far: a last try.
            await watch.TryAsync(() => CatchUpAsync(CancellationToken.None));
        }
    }

    internal async Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
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

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            // A store in trouble must not end the sweep for good; the next minute tries again.
            await watch.TryAsync(() => SweepAsync(cancel));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} visitors' spaces that were not used for a day.")]
    private partial void LogDiscarded(int count);

    [LoggerMessage(LogLevel.Error, "The sweep of sessions failed; it is tried again in a minute.")]
    private partial void LogFailed(Exception exception);
}
