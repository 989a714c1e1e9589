using System.Globalization;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Primitives;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>A reminder for the person's own calendar. It names neither this program nor what it reminds of, since others may see a calendar.</summary>
/// <param name="First">Day and time on the clock on the wall: it belongs to no time zone.</param>
public sealed record ReminderFile(DateTime First, IReadOnlyList<DayOfWeek> Days, int Weeks)
{
    public const string Address = "/reminder.ics";
    public const string DayName = "day";
    public const string TimeName = "time";
    public const string WeeksName = "weeks";

    public const string Title = "A few minutes";
    public const int DefaultWeeks = 4;

    private const int MostWeeks = 52;
    private const int Minutes = 5;

    /// <summary>The days of a week, as they stand in the form.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public static TimeOnly DefaultTime { get; } = new(20, 0);

    /// <summary>What the form says; what cannot be read is as the form offers it.</summary>
    /// <param name="today">It begins today or on the first of its days after that.</param>
    public static ReminderFile Read(StringValues days, StringValues time, StringValues weeks, DateOnly today)
    {
        List<DayOfWeek> chosen = [.. Week.Where(d => days.Contains(Name(d)))];
        if (chosen.Count == 0) chosen = [.. Week];
        var at = TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : DefaultTime;
        var count = int.TryParse(weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, MostWeeks) : DefaultWeeks;
        var first = today;
        while (!chosen.Contains(first.DayOfWeek)) first = first.AddDays(1);
        return new(first.ToDateTime(at), chosen, count);
    }

    /// <summary>The value of a day in the form.</summary>
    public static string Name(DayOfWeek day) => day.ToString().ToLowerInvariant();

    /// <param name="now">UTC.</param>
    public byte[] ToBytes(DateTime now)
    {
        var reminder = new CalendarEvent
        {
            Uid = Guid.NewGuid().ToString(),
            DtStamp = new CalDateTime(now, CalDateTime.UtcTzId),
            Summary = Title,
            Start = new CalDateTime(DateOnly.FromDateTime(First), TimeOnly.FromDateTime(First)),
            Duration = Duration.FromMinutes(Minutes),
            RecurrenceRule = new RecurrenceRule(FrequencyType.Weekly, 1)
            {
                ByDay = [.. Days.Select(d => new WeekDay(d))],
                Count = Weeks * Days.Count,
            },
        };
        reminder.Alarms.Add(new Alarm { Action = AlarmAction.Display, Description = Title, Trigger = new Trigger(Duration.FromSeconds(0)) });
        var calendar = new Ical.Net.Calendar { ProductId = "-//Calendar//EN" };
        calendar.Events.Add(reminder);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }
}
