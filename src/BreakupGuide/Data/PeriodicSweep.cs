namespace BreakupGuide.Data;

/// <summary>
/// Clearing up that is done again and again, from soon after the program has started until it stops. A program that cannot start sweeps nothing.
/// </summary>
internal abstract class PeriodicSweep(TimeSpan period, IHostApplicationLifetime program, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    /// <summary>
    /// How long the first time waits: whoever opens a page at once after a start does not wait for a sweep that makes everything ready for itself.
    /// </summary>
    protected virtual TimeSpan AfterStart => TimeSpan.FromSeconds(5);

    /// <summary>Clears up once.</summary>
    internal abstract Task SweepAsync(CancellationToken cancel);

    /// <summary>One time, as the timer asks for it.</summary>
    protected virtual Task RunAsync(CancellationToken cancel) => SweepAsync(cancel);

    /// <summary>What is left to do when the program stops.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    protected abstract void LogFailed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HasStartedAsync(stoppingToken)) return;
        using var timer = new PeriodicTimer(period, Clock);
        try
        {
            await Task.Delay(AfterStart, Clock, stoppingToken);
            do await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await EndAsync();
        }
    }

    private async Task<bool> HasStartedAsync(CancellationToken stopping)
    {
        var decided = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = program.ApplicationStarted.Register(() => decided.TrySetResult(true));
        await using var stopped = stopping.Register(() => decided.TrySetResult(false));
        return await decided.Task;
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await RunAsync(cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A locked database must not end the sweep for good; the next time tries again.
            LogFailed(exception);
        }
    }
}
