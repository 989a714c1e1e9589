using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BreakupGuide.Spaces.Limits;

/// <summary>Bounds how often a page may speak to its circuit: rate limits of HTTP do not see what is inside a connection.</summary>
internal sealed class CircuitRateLimit(TimeProvider clock) : CircuitHandler
{
    private const int Burst = 200;
    private const int PerSecond = 20;

    private readonly Lock gate = new();
    private double left = Burst;
    private DateTimeOffset last = clock.GetUtcNow();

    // Nobody's hands are that fast. What comes on top is dropped, not queued: a circuit that sends so much may well come to a halt by it.
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        activity => MaySpeak() ? next(activity) : Task.CompletedTask;

    private bool MaySpeak()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            left = Math.Min(Burst, left + (Math.Max(0, (now - last).TotalSeconds) * PerSecond));
            last = now;
            if (left < 1) return false;
            left--;
            return true;
        }
    }
}
