using BreakupGuide.App.Kept;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>The headers that every response carries, whoever made it: pages, errors, redirects, static files, the circuits' requests.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<SignInOptions> sessions)
{
    /// <summary>No inline script or style, nothing from elsewhere. <c>base-uri</c>: Blazor needs its base element (decision 0009).</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        + "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'";

    private const string Permissions =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        + "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

    private readonly bool isHttps = sessions.Value.IsHttps;

    public Task InvokeAsync(HttpContext http)
    {
        // At the last moment: an error page throws away every header that was set before it, and others set the same ones.
        http.Response.OnStarting(
            () =>
            {
                Set(http);
                return Task.CompletedTask;
            });
        return next(http);
    }

    private void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (isHttps && http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        // The other way round, a page that somebody forgot would stay on a disk. Static files say themselves how long they are kept.
        // So do pages that are the same for everybody (decision 0039).
        if (!IsStaticFile(http) && http.Features.Get<KeptPage>() is null) headers.CacheControl = "no-cache, no-store";
    }

    private static bool IsStaticFile(HttpContext http) =>
        http.Response.StatusCode < 400 && http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
