namespace BreakupGuide.Spaces.Leaving;

/// <summary>How somebody wants to leave: plain cookies of one word each, so that they work before there is a space.</summary>
/// <param name="Place">Where “Exit this page” goes.</param>
/// <param name="ByShift">Whether three presses of Shift leave.</param>
/// <param name="CoversHidden">Whether a page is covered when another tab or program comes to the front.</param>
public sealed record LeavingChoices(ExitPlace Place, bool ByShift, bool CoversHidden)
{
    private const string PlaceCookie = "exit";
    private const string ShiftCookie = "shift";
    private const string HiddenCookie = "hidden";
    private const string KnownCookie = "exit-known";
    private const string Off = "off";
    private const string Cover = "cover";

    /// <summary>Reads the cookies; what is not one of the known words counts as not set.</summary>
    public static LeavingChoices Of(HttpRequest request, ExitOptions options) => new(
        Find(request.Cookies[PlaceCookie]) ?? options.Default,
        request.Cookies[ShiftCookie] != Off,
        request.Cookies[HiddenCookie] == Cover);

    /// <returns>Null when the place is not one that is offered.</returns>
    public static LeavingChoices? TryParse(string? place, bool byShift, bool coversHidden) =>
        Find(place) is { } found ? new(found, byShift, coversHidden) : null;

    /// <summary>Whether this browser has been told what “Exit this page” does.</summary>
    public static bool AreExplained(HttpRequest request) => request.Cookies.ContainsKey(KnownCookie);

    public static void KeepExplained(HttpContext http) => Keep(http, KnownCookie, "yes");

    public void Keep(HttpContext http)
    {
        Keep(http, PlaceCookie, Place.Key);
        Keep(http, ShiftCookie, ByShift ? "on" : Off);
        Keep(http, HiddenCookie, CoversHidden ? Cover : "show");
    }

    private static ExitPlace? Find(string? key) => ExitOptions.Allowed.FirstOrDefault(p => p.Key == key);

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    });
}
