using System.Globalization;

namespace BreakupGuide.Drafts;

/// <summary>
/// The hour at which a person's day ends: what is written at half past one belongs to the day before where it ends at four. A plain cookie, like the
/// other choices about pages; without it, midnight.
/// </summary>
internal static class DayEnd
{
    public const string Name = "day-ends";

    /// <summary>In the morning.</summary>
    public const int Latest = 5;

    public static int Of(HttpRequest? request) => Parse(request?.Cookies[Name]) ?? 0;

    /// <returns>Null where it is none of the hours that are offered.</returns>
    public static int? Parse(string? hour) =>
        int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Latest ? number : null;

    public static string Word(int hour) => hour.ToString(CultureInfo.InvariantCulture);
}
