namespace BreakupGuide.Spaces.Leaving;

/// <summary>
/// Whether this browser may keep the guides on the device, to be read without a network: a plain cookie, there only where it may not. “Exit this page”
/// and “Delete everything” set it, and nobody takes it away but the person, in the settings (decision 0037).
/// </summary>
/// <remarks>Not taken along with a journal: it says something of this device.</remarks>
public static class ReadingOffline
{
    public const string Cookie = "offline";

    private const string No = "no";

    public static bool IsWanted(HttpRequest request) => request.Cookies[Cookie] != No;

    public static void Stop(HttpContext http) => http.Response.Cookies.Append(Cookie, No, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    });

    public static void Allow(HttpContext http) =>
        http.Response.Cookies.Delete(Cookie, new CookieOptions { SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
}
