using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Transfer;

/// <summary>A file that this node works on: once a second it says that it still does, and asks whether it is to stop.</summary>
internal sealed class AtWork : IAsyncDisposable
{
    private static readonly TimeSpan SaysSo = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource over = new();
    private readonly SentFiles files;
    private readonly Task saying;

    public AtWork(SentFiles files, SentFile held, TimeProvider clock)
    {
        (this.files, File) = (files, held);
        saying = SayAsync(clock, over.Token);
    }

    public SentFile File { get; private set; }

    public UnlockedSpace Space => File.Space;

    /// <summary>Entries that were looked at, or came in.</summary>
    public int Done { get; set; }

    /// <summary>Cancelled when somebody stops it, and when it is gone.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>Ends when nothing is done any more.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    public void Stop() => stop.Cancel();

    /// <summary>Something else is known of it from now on; stored when it is settled.</summary>
    public void Note(SentRecord record) => File = File with { Record = record };

    /// <summary>Says what became of it.</summary>
    public async Task SettleAsync(SentFileState state)
    {
        await DisposeAsync();
        Note(File.Record with { State = state });
        await files.SettleAsync(File, File.Record, Done);
    }

    /// <summary>Leaves it to whoever goes on with it.</summary>
    public async Task LetGoAsync()
    {
        await DisposeAsync();
        await files.LetGoAsync(File);
    }

    /// <summary>Says no more that it is at work: said too late it would hold what nobody works on.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await saying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SayAsync(TimeProvider clock, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(SaysSo, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                if (await files.KeepAsync(File, Done, cancel)) continue;
                await stop.CancelAsync();
                return;
            }
            catch (Exception exception) when (StorageTrouble.Of(exception) is not null)
            {
                // The work meets it itself, and says so.
            }
        }
    }
}
