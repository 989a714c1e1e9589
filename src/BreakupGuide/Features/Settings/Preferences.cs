using BreakupGuide.Content;
using BreakupGuide.Drafts;

namespace BreakupGuide.Features.Settings;

/// <summary>Light, dark, or as the device says.</summary>
internal enum Look
{
    System,
    Light,
    Dark,
}

/// <summary>
/// How pages speak of the ex-partner, how they look, whether they offer a pause, and when the day ends.
/// Plain cookies, so that they work before there is a space.
/// </summary>
internal sealed record Preferences(Pronoun Pronoun = Pronoun.He, Look Look = Look.System, bool OffersPause = true, int DayEndsAt = 0)
{
    public const string LookCookie = "look";

    public string PronounName => PronounCookie.Word(Pronoun);

    public string LookName => Name(Look);

    /// <summary>Value of <c>meta name="color-scheme"</c>: paints the canvas before the style sheet has come.</summary>
    public string ColorScheme => Look == Look.System ? "light dark" : LookName;

    /// <summary>Reads the cookies; what is not one of the known words counts as not set.</summary>
    public static Preferences Of(HttpRequest request) =>
        new(PronounCookie.Read(request), Parse<Look>(request.Cookies[LookCookie]), PauseCookie.IsWanted(request), DayEnd.Of(request));

    public static bool TryParse(string? pronoun, string? look, bool offersPause, string? dayEndsAt, out Preferences preferences)
    {
        var isPronoun = PronounCookie.TryParse(pronoun, out var spokenOf);
        preferences = new(spokenOf, Parse<Look>(look), offersPause, DayEnd.Parse(dayEndsAt) ?? 0);
        return isPronoun && preferences.LookName == look && (dayEndsAt is null || DayEnd.Parse(dayEndsAt) is not null);
    }

    public static bool IsLook(string word) => Name(Parse<Look>(word)) == word;

    public void Keep(HttpContext context)
    {
        PronounCookie.Keep(context, Pronoun);
        context.Response.Cookies.Append(LookCookie, LookName, PronounCookie.Options(context.Request));
        context.Response.Cookies.Append(PauseCookie.Name, OffersPause ? "yes" : PauseCookie.No, PronounCookie.Options(context.Request));
        context.Response.Cookies.Append(DayEnd.Name, DayEnd.Word(DayEndsAt), PronounCookie.Options(context.Request));
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T Parse<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(v => Name(v) == name);
}
