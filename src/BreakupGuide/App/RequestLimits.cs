using System.Globalization;
using System.Threading.RateLimiting;
using BreakupGuide.Metrics;
using BreakupGuide.Spaces.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>How large and how many requests may be. Leaving is never refused.</summary>
internal static class RequestLimits
{
    /// <summary>Bytes of a form: the longest text (200,000 characters) takes up to nine each in a form post. Drafts have their own limit.</summary>
    public const int LongestForm = 2 * 1024 * 1024;

    private const int MostFields = 1000;
    private const int LongestFieldName = 200;

    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.Configure<FormOptions>(form =>
        {
            form.ValueLengthLimit = LongestForm;
            form.MultipartBodyLengthLimit = LongestForm;
            form.ValueCountLimit = MostFields;
            form.KeyLengthLimit = LongestFieldName;
        });
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, cancel) => await RefuseAsync(rejected, cancel);
        });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>, DraftLimit>((limiter, limits, drafts) =>
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, limits.Value)),
                drafts.Of(http => KindOf(http) == RequestKind.Draft)));
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = LongestForm;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // A browser has six connections to one place, and one more for each live page.
        kestrel.Limits.MaxConcurrentConnections = 2000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 1000;
    }

    /// <summary>Counts tries at one name. After the form was read, since the name stands there.</summary>
    public static async Task CountTries(HttpContext http, RequestDelegate next)
    {
        var name = KindOf(http) switch
        {
            RequestKind.SignIn => http.Request.Form["Input.Name"].ToString(),
            RequestKind.Confirmation => DraftLimit.WhoIs(http),
            _ => null,
        };
        using var lease = name is null ? null : http.RequestServices.GetRequiredService<SignInLimit>().Try(http, name);
        if (lease is { IsAcquired: false }) Refuse(http, lease);
        else await next(http);
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http, LimitOptions limits) => KindOf(http) switch
    {
        null or RequestKind.Leaving or RequestKind.Draft => RateLimitPartition.GetNoLimiter(""),
        RequestKind.SignIn => Bucket($"sign-in {ClientAddress.Of(http)}", limits.SignInsAtAddress),
        _ => Bucket($"change {ClientAddress.Of(http)}", limits.Changes),
    };

    /// <summary>As what the request is counted; null when it may change nothing.</summary>
    private static RequestKind? KindOf(HttpContext http) =>
        FormGuard.MayChange(http.Request) ? http.GetEndpoint()?.Metadata.GetMetadata<LimitedAsAttribute>()?.Kind ?? RequestKind.Change : null;

    private static RateLimitPartition<string> Bucket(string who, Rate rate) => RateLimitPartition.GetTokenBucketLimiter(who, _ => rate.ToBucket());

    // A form gets the page with the words for this status. A script shows the sentence beside the words that it keeps, and tries again by itself.
    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var response = rejected.HttpContext.Response;
        Refuse(rejected.HttpContext, rejected.Lease);
        if (!HttpMethods.IsPut(rejected.HttpContext.Request.Method)) return;
        await response.WriteAsJsonAsync(
            new { messages = new List<string> { "Too much was sent at once. Your words are still on this page: keep it open, they are saved in a moment." } },
            cancel);
    }

    private static void Refuse(HttpContext http, RateLimitLease lease)
    {
        http.RequestServices.GetRequiredService<ProgramMetrics>().Refused(KindOf(http)?.ToString() ?? "Other");
        var response = http.Response;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
