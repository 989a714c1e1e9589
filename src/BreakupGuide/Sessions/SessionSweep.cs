namespace BreakupGuide.Sessions;

/// <summary>Once a minute: locks what was idle too long, and deletes visitors' spaces that nobody used for a day.</summary>
internal sealed partial class SessionSweep(
    OpenSpaces open, SessionStore sessions, SpaceStore spaces, TimeProvider clock, ILogger<SessionSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A locked database must not end the sweep for good; the next minute tries again.
                LogFailed(exception);
            }
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    internal async Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var id in open.Idle(s => SessionStore.IsOver(s, now))) await sessions.EndAsync(id, cancel);
        await sessions.EndOldAsync(cancel);
        var discarded = await spaces.DiscardOldVisitorsAsync(cancel);
        if (discarded > 0) LogDiscarded(discarded);
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} visitors' spaces that were not used for a day.")]
    private partial void LogDiscarded(int count);

    [LoggerMessage(LogLevel.Error, "The sweep of sessions failed; it is tried again in a minute.")]
    private partial void LogFailed(Exception exception);
}
