using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests;

/// <summary>Time of which nothing comes by itself, no sweep and no sign of life: its timers stand still for good.</summary>
internal abstract class ClockWithoutTimers : TimeProvider
{
    private readonly FakeTimeProvider still = new();

    public sealed override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        still.CreateTimer(callback, state, dueTime, period);
}
