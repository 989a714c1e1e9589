using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Transfer;

/// <summary>
/// Once a minute: goes on with files that another node left off, where their spaces are open here; deletes those that are not on their way in any more, and
/// forgets what came in more than a day ago.
/// </summary>
internal sealed partial class TransferSweep(
    SentFiles sent, TransferWork work, OpenSpaces open, Arrivals arrivals, StorageWatch watch,
    IHostApplicationLifetime program, TimeProvider clock, ILogger<TransferSweep> logger)
    : PeriodicSweep(TimeSpan.FromMinutes(1), program, clock)
{
    // A store in trouble is told of once, by the watch.
    protected override Task RunAsync(CancellationToken cancel) => watch.TryAsync(() => SweepAsync(cancel));

    // At most a few lines are left to be written: what came in last is there, and another node goes on.
    protected override Task EndAsync() => watch.TryAsync(work.EndAsync);

    internal override async Task SweepAsync(CancellationToken cancel)
    {
        await sent.SweepAsync(cancel);
        foreach (var session in await sent.CutOffAsync(cancel))
        {
            if (open.Find(session)?.Space is { } space && await sent.FindAsync(space, session, cancel) is { } file)
                await work.TakeUpAsync(file, cancel);
        }

        await arrivals.ForgetOldAsync(cancel);
    }

    [LoggerMessage(LogLevel.Error, "The sweep of files that were brought in failed; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception exception);
}
