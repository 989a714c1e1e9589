using BreakupGuide.Data;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>
/// Closes sessions here as soon as another node has ended them, with their circuits. Requests do not depend on it: each asks the session's row.
/// </summary>
internal sealed partial class SessionListener(
    DatabaseEngine engine, OpenSpaces open, SessionRows rows, TimeProvider clock, ILogger<SessionListener> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private volatile bool hears;

    /// <summary>Whether nothing is missed at this moment. False while the connection is down; then whoever has no request asks the row, too.</summary>
    public bool Hears => hears || !engine.IsShared;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!engine.IsShared) return;
        try
        {
            while (true)
            {
                await TryAsync(stoppingToken);
                await Task.Delay(BetweenTries, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await engine.HearEndsAsync(() => BeginAsync(cancel), ended => rows.CloseEndedAsync(ended, cancel), cancel);
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            // Said once; whoever stores or reads tells the watch.
            if (hears) LogLost(trouble.Finding, trouble.Code);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
        finally
        {
            hears = false;
        }
    }

    // What ended while nobody listened.
    private async Task BeginAsync(CancellationToken cancel)
    {
        await rows.CloseEndedAsync(open.Where(_ => true), cancel);
        hears = true;
    }

    [LoggerMessage(LogLevel.Warning, "Nothing is heard of sessions that other nodes end ({Finding}, {Code}): until it is, each circuit asks for itself.")]
    private partial void LogLost(string finding, string code);

    [LoggerMessage(LogLevel.Error, "Hearing of sessions that other nodes ended failed; it is tried again in a second.")]
    private partial void LogFailed(Exception exception);
}
