using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.Limits;

/// <summary>
/// How often words are saved while somebody writes: by space, and by address before there is one. Words that come along with leaving count like the others.
/// </summary>
public sealed class DraftLimit(IOptions<LimitOptions> limits) : IDisposable
{
    private const string Nobody = "";

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        who => who == Nobody ? RateLimitPartition.GetNoLimiter(who) : RateLimitPartition.GetTokenBucketLimiter(who, _ => limits.Value.Drafts.ToBucket()));

    /// <summary>The same count for requests that are one draft each.</summary>
    public PartitionedRateLimiter<HttpContext> Of(Func<HttpContext, bool> isDraft) =>
        limiter.WithTranslatedKey<HttpContext>(http => isDraft(http) ? WhoIs(http) : Nobody, leaveOpen: true);

    public static string WhoIs(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientAddress.Of(http);

    public bool MaySave(string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
