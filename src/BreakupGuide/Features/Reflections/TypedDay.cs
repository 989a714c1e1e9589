using System.Globalization;

namespace BreakupGuide.Features.Reflections;

/// <summary>A day as people type it where the browser has no calendar of its own.</summary>
internal static class TypedDay
{
    public const string Unreadable = "This date could not be read. Write it as year-month-day, for example 2026-05-31.";

    private static readonly string[] Written = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy"];

    /// <returns>Null for what cannot be read.</returns>
    public static DateOnly? Read(string typed) =>
        DateOnly.TryParseExact(typed.Trim(), Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
