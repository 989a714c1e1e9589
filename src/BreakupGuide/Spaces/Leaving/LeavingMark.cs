using System.Security.Cryptography;

namespace BreakupGuide.Spaces.Leaving;

/// <summary>
/// A cookie that exit.js leaves before it sends words and lock: the request may not arrive, and whoever comes back must find the space locked all the same.
/// It opens nothing and holds nothing personal; whoever forges it only locks.
/// </summary>
internal static class LeavingMark
{
    private const string Cookie = "left";

    // Changes with each leaving.
    private const string Left = "left-at";

    public static bool IsOn(HttpRequest request) => request.Cookies.ContainsKey(Cookie);

    /// <summary>Whether a page is asked for, not a part of one: only then has the browser come back.</summary>
    public static bool IsReturn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
            && (request.Headers["Sec-Fetch-Mode"].ToString() is { Length: > 0 } mode
                ? mode == "navigate"
                : request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    /// <summary>
    /// The space is locked. Takes the mark away, and makes browsers forget pages that they
    /// keep for going back: they do so when a cookie changes that scripts do not see.
    /// </summary>
    public static void Clear(HttpContext http)
    {
        Unset(http);
        http.Response.Cookies.Append(
            Left, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
    }

    /// <summary>A space is opened: what was left before has nothing to do with it.</summary>
    public static void Unset(HttpContext http)
    {
        if (IsOn(http.Request)) http.Response.Cookies.Delete(Cookie, new CookieOptions { SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
    }
}
