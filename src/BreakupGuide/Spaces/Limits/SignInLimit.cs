using System.Threading.RateLimiting;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.Limits;

/// <summary>
/// How many tries at one name may come from one address. By name, so that somebody who tries one does not use up those of others at the same address.
/// </summary>
public sealed class SignInLimit(IOptions<LimitOptions> limits, SignInThrottle pace) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetTokenBucketLimiter(who, _ => limits.Value.SignIns.ToBucket()));

    /// <param name="name">As typed, or what else stands for one space.</param>
    public RateLimitLease Try(HttpContext http, string name) =>
        // A name that is too long is none of anybody's; it will be refused.
        limiter.AttemptAcquire($"{ClientAddress.Of(http)} {(name.Length > NameRules.LongestTyped ? "" : pace.Hash(SpaceStore.Normalise(name)))}");

    public void Dispose() => limiter.Dispose();
}
