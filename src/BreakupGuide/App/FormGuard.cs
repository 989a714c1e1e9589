using BreakupGuide.Drafts;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>Asks every request that may change something for its antiforgery token, so that no endpoint can forget to.</summary>
/// <remarks>Circuits (<c>/_blazor</c>) prove themselves by their own protected ids.</remarks>
internal sealed class FormGuard(RequestDelegate next, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> form, IOptions<SignInOptions> sessions)
{
    public const string TokenHeader = DraftContract.TokenHeader;

    /// <inheritdoc cref="DraftContract.OpenHeader"/>
    public const string OpenHeader = DraftContract.OpenHeader;

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
    public static bool MayChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    private async Task<int?> RefusalAsync(HttpContext http)
    {
        try
        {
            // Read here, with the token in a header, too: then no endpoint meets a form that cannot be read, and what is no form is an empty one.
            if (FileForm.IsTaken(http)) await FileForm.ReadFieldsAsync(http);
            else if (http.Request.HasFormContentType) await http.Request.ReadFormAsync(http.RequestAborted);
            else http.Request.Form = FormCollection.Empty;
            await antiforgery.ValidateRequestAsync(http);
            return null;
        }
        catch (Exception exception) when (IsTooMuch(http, exception))
        {
            return StatusCodes.Status413PayloadTooLarge;
        }
        catch (AntiforgeryValidationException)
        {
            // Locked meanwhile, or too old: whoever wrote here gets the words back. A page of another site must not be able to place any.
            if (IsFromHere(http.Request)) http.Features.Set(RefusedForm.Of(http));
            return StatusCodes.Status400BadRequest;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    // With our referrer policy browsers do not name the page that posts (Origin: null), and Sec-Fetch-Site comes by https and from this machine only.
    // What is left by plain http is our own SameSite=Strict cookie, which no other site's page can bring along.
    private bool IsFromHere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var isNamed = origin is not ("" or "null");
        if (site is not ("" or "same-origin") || (isNamed && !OriginGuard.IsOwn(origin, request, sessions.Value))) return false;
        return isNamed || site.Length > 0 || request.Cookies.ContainsKey(form.Value.Cookie.Name!);
    }

    // The reader says by one exception that a limit is passed and that a multipart body is broken; of our forms only one with a file is sent so.
    private static bool IsTooMuch(HttpContext http, Exception exception) =>
        exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        || (exception is InvalidDataException && http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true);
}
