using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.Limits;

/// <summary>How many visitors' spaces may be begun from one address. Whether a request begins one is known only in the middle of it.</summary>
public sealed class VisitorLimit(IOptions<LimitOptions> limits) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RateLimitPartition.GetTokenBucketLimiter(ClientAddress.Of(http), _ => limits.Value.NewVisitors.ToBucket()));

    public bool MayBegin(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}

internal static class RateBuckets
{
    public static TokenBucketRateLimiterOptions ToBucket(this Rate rate) => new()
    {
        TokenLimit = rate.Burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / rate.PerMinute,
        // Whoever comes too soon is told so; nobody waits inside the program.
        QueueLimit = 0,
    };
}
