using BreakupGuide.Data;
using BreakupGuide.Metrics;

namespace BreakupGuide.Entries;

/// <summary>Once an hour: deletes for good what has been in a bin for thirty days.</summary>
internal sealed partial class BinSweep(
    Bin bin, DatabaseEngine engine, ProgramMetrics metrics, IHostApplicationLifetime program, TimeProvider clock, ILogger<BinSweep> logger)
    : PeriodicSweep(TimeSpan.FromHours(1), program, clock)
{
    protected override Task RunAsync(CancellationToken cancel) => engine.UnlessElsewhereAsync("sweep of bins", () => SweepAsync(cancel), cancel);

    internal override async Task SweepAsync(CancellationToken cancel)
    {
        var deleted = await bin.EmptyOldAsync(cancel);
        if (deleted == 0) return;
        metrics.Swept("bin", deleted);
        LogDeleted(deleted);
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} entries that had been in the bin for thirty days.")]
    private partial void LogDeleted(int count);

    [LoggerMessage(LogLevel.Error, "The sweep of the bins failed; it is tried again in an hour.")]
    protected override partial void LogFailed(Exception exception);
}
