using System.Globalization;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>The day that an entry of a practice belongs to, as a form says it: today or an earlier one.</summary>
/// <param name="Day">Null where none was named, or it could not be taken.</param>
/// <param name="Problem">Said to the person when it could not be taken.</param>
public sealed record LogDay(DateOnly? Day, string? Problem = null)
{
    /// <summary>Name of its control, and of its draft.</summary>
    public const string Field = "day";

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    /// <param name="latest">Today, where the person is.</param>
    public static LogDay Read(IEnumerable<KeyValuePair<string, string>> form, DateOnly latest)
    {
        var typed = form.FirstOrDefault(p => p.Key == Field).Value?.Trim() ?? "";
        if (typed.Length == 0) return new((DateOnly?)null);
        if (TypedDay.Read(typed) is not { } day) return new(null, TypedDay.Unreadable);
        if (day > latest) return new(null, "That day is still to come. Choose today or an earlier day.");
        return day < Earliest ? new(null, "Please look at the year of that day.") : new(day);
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
