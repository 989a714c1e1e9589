using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests;

/// <summary>A clock that stands still until a test moves it; no finer than what every database keeps of a time.</summary>
/// <remarks>
/// Its timers are the system's: those of <see cref="FakeTimeProvider"/> would run the program's sweeps whenever a test moves the time, and beside the test.
/// </remarks>
internal sealed class Clock(DateTimeOffset start) : FakeTimeProvider(start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMicrosecond)))
{
    public Clock()
        : this(new(2026, 5, 31, 21, 4, 30, TimeSpan.Zero))
    {
    }

    public DateTime Now => GetUtcNow().UtcDateTime;

    public void SetBack(TimeSpan by) => AdjustTime(GetUtcNow() - by);

    public void MoveMinutes(double minutes) => Advance(TimeSpan.FromMinutes(minutes));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
