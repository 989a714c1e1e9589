namespace BreakupGuide.Spaces;

/// <summary>A choice of one word that a browser keeps in a plain cookie, and that a person takes along with the journal. Each is registered once.</summary>
/// <param name="IsValue">Whether a word is one of those that may stand there.</param>
public sealed record SettingCookie(string Name, Func<string, bool> IsValue)
{
    /// <returns>Null where nothing was chosen in this browser.</returns>
    public string? Read(HttpRequest request) => request.Cookies[Name] is { } value && IsValue(value) ? value : null;

    public void Keep(HttpContext http, string value) => http.Response.Cookies.Append(Name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    });

    public override string ToString() => "[setting]";
}
