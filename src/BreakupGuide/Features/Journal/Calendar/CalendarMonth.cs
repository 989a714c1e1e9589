using System.Globalization;

namespace BreakupGuide.Features.Journal.Calendar;

/// <summary>A month as weeks of seven days; null where a day belongs to another month.</summary>
public sealed record CalendarMonth(DateOnly First, DayOfWeek WeekStart)
{
    private const int DaysOfWeek = 7;
    private const string Format = "yyyy-MM";
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public string Name => First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>As an address names it.</summary>
    public string Number => NumberOf(First);

    public IReadOnlyList<DayOfWeek> Weekdays => [.. Enumerable.Range(0, DaysOfWeek).Select(i => (DayOfWeek)(((int)WeekStart + i) % DaysOfWeek))];

    public IEnumerable<DateOnly?[]> Weeks
    {
        get
        {
            var blanks = ((int)First.DayOfWeek - (int)WeekStart + DaysOfWeek) % DaysOfWeek;
            var days = DateTime.DaysInMonth(First.Year, First.Month);
            var all = Enumerable.Range(0, (blanks + days + DaysOfWeek - 1) / DaysOfWeek * DaysOfWeek);
            return all.Select(i => i < blanks || i >= blanks + days ? (DateOnly?)null : First.AddDays(i - blanks)).Chunk(DaysOfWeek);
        }
    }

    public static string NumberOf(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <param name="number">As an address names it; what is none, or lies ahead, is the month of today.</param>
    public static CalendarMonth Of(string? number, DateOnly today, DayOfWeek weekStart)
    {
        var asked = DateOnly.TryParseExact(number, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : today;
        if (asked > today || asked < Earliest) asked = today;
        return new(new DateOnly(asked.Year, asked.Month, 1), weekStart);
    }

    /// <summary>Monday, or the day on which weeks begin where the browser says that it is at home.</summary>
    /// <param name="languages">The header <c>Accept-Language</c>.</param>
    public static DayOfWeek WeekStartOf(string? languages)
    {
        var first = languages?.Split(',', ';')[0].Trim() ?? "";
        // A language alone says of no place.
        if (!first.Contains('-', StringComparison.Ordinal)) return DayOfWeek.Monday;
        try
        {
            return CultureInfo.GetCultureInfo(first, predefinedOnly: true).DateTimeFormat.FirstDayOfWeek;
        }
        catch (CultureNotFoundException)
        {
            return DayOfWeek.Monday;
        }
    }
}
