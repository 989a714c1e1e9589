namespace BreakupGuide.Tests;

/// <summary>A clock that stands still until a test moves it. Timers run on the real one.</summary>
internal sealed class Clock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public Clock()
        : this(new(2026, 5, 31, 21, 4, 30, TimeSpan.Zero))
    {
    }

    public DateTime Now => now.UtcDateTime;

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;

    public void MoveMinutes(double minutes) => Move(TimeSpan.FromMinutes(minutes));
}
