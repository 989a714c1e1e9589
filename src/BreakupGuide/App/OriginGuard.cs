using BreakupGuide.Spaces.SignIn;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>Lets only our own pages open a circuit: browsers send cookies with a web socket from any page, and name the page in <c>Origin</c>.</summary>
internal sealed class OriginGuard(RequestDelegate next, IOptions<SignInOptions> sessions)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/_blazor") || IsOurs(http.Request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsOurs(HttpRequest request)
    {
        // Browsers always name the origin of a web socket and of a POST. What sends none is no page of another site.
        if (request.Headers.Origin.Count == 0) return true;
        if (request.Headers.Origin.Count > 1) return false;
        var origin = request.Headers.Origin.ToString();
        // The farewell of a page that is left: with our referrer policy the browser sends it without naming the page. It needs the circuit's secret id.
        return origin == "null" ? request.Path == "/_blazor/disconnect" : IsOwn(origin, request, sessions.Value);
    }

    /// <summary>Whether an origin that a browser named is ours.</summary>
    public static bool IsOwn(string origin, HttpRequest request, SignInOptions sessions)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page)) return false;
        if (sessions.PublicUrl is { } publicUrl && origin.Equals(publicUrl.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)) return true;
        // A proxy that is not known hides whether the page came by https.
        return page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && page.Scheme is "http" or "https" && (!sessions.IsHttps || page.Scheme == "https");
    }
}
