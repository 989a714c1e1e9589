namespace BreakupGuide.Content;

/// <summary>How a visitor wants the ex-partner to be spoken of; a plain cookie, so that cached pages can vary by it.</summary>
public static class PronounCookie
{
    public const string Name = "pronoun";

    public static Pronoun Read(HttpRequest request) => TryParse(request.Cookies[Name], out var pronoun) ? pronoun : Pronoun.He;

    /// <summary>The same where there may be no request.</summary>
    public static Pronoun Read(HttpContext? http) => http is null ? default : Read(http.Request);

    /// <summary>Somebody has said so; else it is only what most would say.</summary>
    public static bool IsChosen(HttpRequest request) => TryParse(request.Cookies[Name], out _);

    public static string Word(Pronoun pronoun) => pronoun.ToString().ToLowerInvariant();

    public static bool TryParse(string? word, out Pronoun pronoun)
    {
        pronoun = Enum.GetValues<Pronoun>().FirstOrDefault(p => Word(p) == word);
        return Word(pronoun) == word;
    }

    public static void Keep(HttpContext context, Pronoun pronoun) => context.Response.Cookies.Append(Name, Word(pronoun), Options(context.Request));

    /// <summary>For what this browser is to remember of the person for a year.</summary>
    public static CookieOptions Options(HttpRequest request) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        IsEssential = true,
    };
}
