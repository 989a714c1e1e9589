namespace BreakupGuide.Tests;

/// <summary>A clock whose timers ring at once; it remembers how long somebody wanted to wait.</summary>
/// <remarks>Timers of FakeTimeProvider ring only when the test moves the time, and it would have to guess when the program has begun to wait.</remarks>
internal sealed class ImmediateTimers : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Periodic ones are the program's sweeps, which the test does not look at.
        if (period != Timeout.InfiniteTimeSpan) return System.CreateTimer(callback, state, dueTime, period);
        lock (Waits) Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
