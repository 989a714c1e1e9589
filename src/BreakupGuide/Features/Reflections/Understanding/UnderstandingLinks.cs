using System.Globalization;

namespace BreakupGuide.Features.Reflections.Understanding;

/// <summary>Addresses of the page and the names in its forms.</summary>
internal static class UnderstandingLinks
{
    public const string Address = "/understanding";

    /// <summary>A day, in the address and in forms.</summary>
    public const string On = "on";

    /// <summary>Name of the buttons that mark a thing as only for oneself; their value is the part's id and the thing's ids.</summary>
    public const string Mark = "mark";
    public const string Unmark = "unmark";

    /// <summary>Value of <c>?for=</c>.</summary>
    public const string SomebodyElse = "somebody-else";

    /// <summary>Value of <c>?then=</c> where something could not be kept.</summary>
    public const string Refused = "refused";

    private const string DayFormat = "yyyy-MM-dd";

    public static string Page(DateOnly? on = null, bool isForSomebodyElse = false, bool isRefused = false, string? part = null)
    {
        string?[] query = [on is { } day ? $"{On}={Day(day)}" : null, isForSomebodyElse ? $"for={SomebodyElse}" : null, isRefused ? $"then={Refused}" : null];
        var asked = string.Join('&', query.OfType<string>());
        return Address + (asked.Length > 0 ? $"?{asked}" : "") + (part is null ? "" : $"#{part}");
    }

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <returns>Null for what is no day.</returns>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
