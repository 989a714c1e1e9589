using BreakupGuide.Data;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Transfer;

/// <summary>Once a minute: deletes files that are not on their way in any more, and forgets what came in more than a day ago.</summary>
internal sealed partial class TransferSweep(
    SentFiles sent, Arrivals arrivals, StorageWatch watch, IHostApplicationLifetime program, TimeProvider clock, ILogger<TransferSweep> logger)
    : PeriodicSweep(TimeSpan.FromMinutes(1), program, clock)
{
    // A store in trouble is told of once, by the watch.
    protected override Task RunAsync(CancellationToken cancel) => watch.TryAsync(() => SweepAsync(cancel));

    internal override Task SweepAsync(CancellationToken cancel)
    {
        sent.Sweep();
        return arrivals.ForgetOldAsync(cancel);
    }

    [LoggerMessage(LogLevel.Error, "The sweep of files that were brought in failed; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception exception);
}
