namespace BreakupGuide.Entries;

/// <summary>Once an hour: deletes for good what has been in a bin for thirty days.</summary>
internal sealed partial class BinSweep(Bin bin, TimeProvider clock, ILogger<BinSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            do await SweepAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    private async Task SweepAsync(CancellationToken cancel)
    {
        try
        {
            var deleted = await bin.EmptyOldAsync(cancel);
            if (deleted > 0) LogDeleted(deleted);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A locked database must not end the sweep for good; the next hour tries again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} entries that had been in the bin for thirty days.")]
    private partial void LogDeleted(int count);

    [LoggerMessage(LogLevel.Error, "The sweep of the bins failed; it is tried again in an hour.")]
    private partial void LogFailed(Exception exception);
}
