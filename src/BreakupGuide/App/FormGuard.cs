using BreakupGuide.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace BreakupGuide.App;

/// <summary>Asks every request that may change something for its antiforgery token, so that no endpoint can forget to.</summary>
/// <remarks>Circuits (<c>/_blazor</c>) prove themselves by their own protected ids.</remarks>
internal sealed class FormGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string TokenHeader = "X-Form-Token";

    /// <summary>Sent by pages that were shown with an open space: then a missing session means “locked”, not “a new visitor”.</summary>
    public const string OpenHeader = "X-Open-Space";

    public async Task InvokeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || http.Request.Path.StartsWithSegments("/_blazor"))
        {
            await next(http);
            return;
        }

        if (http.Request.Headers.ContainsKey(OpenHeader) && http.User.Identity?.IsAuthenticated != true)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            // A visitor has no passphrase to unlock with: what was left by “Exit this page” is gone on with from the first page.
            if (SessionStore.IsAway(http)) await http.Response.WriteAsJsonAsync(new { away = true });
            return;
        }

        if (!await IsValidAsync(http))
        {
            // The error page says what to do; the words are still in the form behind the Back button.
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(http);
    }

    private async Task<bool> IsValidAsync(HttpContext http)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }
}
