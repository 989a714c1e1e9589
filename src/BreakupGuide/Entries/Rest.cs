using System.Globalization;

namespace BreakupGuide.Entries;

/// <summary>The end of a letter's rest, as it is stored: UTC, by the minute.</summary>
public static class Rest
{
    private const string Format = "yyyy-MM-dd'T'HH:mm'Z'";

    public static string Write(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    /// <returns>Null where nothing is stored that is a time.</returns>
    public static DateTime? Read(string stored) =>
        DateTime.TryParseExact(stored, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc)
            ? utc
            : null;
}
