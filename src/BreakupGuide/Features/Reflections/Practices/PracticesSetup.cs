using BreakupGuide.Drafts;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.Practices;

public static class PracticesSetup
{
    public static void AddPractices(this IServiceCollection services)
    {
        services.AddSingleton<LogStore>();
        services.AddSingleton<IDraftTarget, PracticeDrafts>();
    }

    public static void MapPractices(this WebApplication app) => app.MapGet(ReminderFile.Address, GiveReminder);

    /// <summary>A file for the person's own calendar. What it says was chosen in the form; nothing of it is kept here.</summary>
    private static IResult GiveReminder(HttpContext http, EntryTime time)
    {
        var query = http.Request.Query;
        http.Response.Headers.CacheControl = "no-store";
        var reminder = ReminderFile.Read(
            query[ReminderFile.DayName], query[ReminderFile.TimeName], query[ReminderFile.WeeksName], time.Today(ZoneCookie.Of(http.Request, time)));
        return Results.File(reminder.ToBytes(time.Now()), "text/calendar; charset=utf-8", "reminder.ics");
    }
}
