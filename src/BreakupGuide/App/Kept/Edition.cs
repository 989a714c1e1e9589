using BreakupGuide.Content;
using BreakupGuide.Features.Settings;
using BreakupGuide.Spaces.Leaving;

namespace BreakupGuide.App.Kept;

/// <summary>
/// What was chosen in a browser that pages to read go by: the pronoun, the look, the ways of leaving. Written as a request's cookies; the copies that a
/// device keeps are asked for without its cookies, and with this instead. Nothing else can stand in it.
/// </summary>
internal static class Edition
{
    public static string Of(HttpRequest request, ExitOptions options)
    {
        var preferences = Preferences.Of(request);
        var leaving = LeavingChoices.Of(request, options);
        return $"{PronounCookie.Name}={preferences.PronounName}; {Preferences.LookCookie}={preferences.LookName}; {leaving.AsCookies()}";
    }

    /// <summary>Makes a request that asks for a device's copy into one of somebody who chose that and is nobody else.</summary>
    public static string Take(HttpRequest request, string asked, ExitOptions options)
    {
        request.Headers.Cookie = asked;
        var edition = Of(request, options);
        request.Headers.Cookie = edition;
        return edition;
    }
}
