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
        if (!MayChange(http.Request) || http.Request.Path.StartsWithSegments("/_blazor"))
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

        if (await RefusalAsync(http) is { } status)
        {
            // The error page says what to do.
            http.Response.StatusCode = status;
            return;
        }

        await next(http);
    }

    /// <summary>Whether this method may change something.</summary>
    public static bool MayChange(HttpRequest request) => !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    private async Task<int?> RefusalAsync(HttpContext http)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(http);
            return null;
        }
        catch (AntiforgeryValidationException exception)
        {
            // The form is read here first: its limits show themselves here.
            return exception.InnerException is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? StatusCodes.Status413PayloadTooLarge
                : StatusCodes.Status400BadRequest;
        }
    }
}
