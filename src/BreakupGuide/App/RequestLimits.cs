using System.Globalization;
using System.Threading.RateLimiting;
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

    private static readonly HashSet<string> SignIns = ["/unlock", "/recover", "/start"];

    // Where the passphrase of the open space is asked for once more.
    private static readonly HashSet<string> Confirmations = ["/settings/passphrase", "/settings/recovery-key", "/settings/delete", "/settings/download/file"];

    // Somebody who has to get away must not meet a limit.
    private static readonly HashSet<string> Leaving = ["/exit", "/lock"];

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
                PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, limits.Value)), drafts.Of(http => FormGuard.MayChange(http.Request) && IsDraft(PatternOf(http)))));
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
        var pattern = FormGuard.MayChange(http.Request) ? PatternOf(http) : "";
        var name = SignIns.Contains(pattern) ? http.Request.Form["Input.Name"].ToString() : Confirmations.Contains(pattern) ? DraftLimit.WhoIs(http) : null;
        using var lease = name is null ? null : http.RequestServices.GetRequiredService<SignInLimit>().Try(http, name);
        if (lease is { IsAcquired: false }) Refuse(http.Response, lease);
        else await next(http);
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http, LimitOptions limits)
    {
        var pattern = PatternOf(http);
        if (!FormGuard.MayChange(http.Request) || Leaving.Contains(pattern) || IsDraft(pattern)) return RateLimitPartition.GetNoLimiter("");
        var address = ClientAddress.Of(http);
        if (SignIns.Contains(pattern)) return Bucket($"sign-in {address}", limits.SignInsAtAddress);
        return Bucket($"change {address}", limits.Changes);
    }

    // An address may be written in many ways; its endpoint's pattern is always the same.
    private static string PatternOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    private static bool IsDraft(string pattern) => pattern.StartsWith("/drafts/", StringComparison.Ordinal);

    private static RateLimitPartition<string> Bucket(string who, Rate rate) => RateLimitPartition.GetTokenBucketLimiter(who, _ => rate.ToBucket());

    // A form gets the page with the words for this status. A script shows the sentence beside the words that it keeps, and tries again by itself.
    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var response = rejected.HttpContext.Response;
        Refuse(response, rejected.Lease);
        if (!HttpMethods.IsPut(rejected.HttpContext.Request.Method)) return;
        await response.WriteAsJsonAsync(new { messages = new List<string> { "Too much was sent at once. Your words are still on this page: keep it open, they are saved in a moment." } }, cancel);
    }

    private static void Refuse(HttpResponse response, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
