using System.Globalization;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>How far a run has come, and when it was, in words.</summary>
internal static class RunWords
{
    public static string State(Entry? newest, string zone) => newest switch
    {
        null => "not started",
        { FinishedAt: { } at } => $"finished on {Moment(at, zone)}",
        _ => "in progress",
    };

    /// <inheritdoc cref="UI.Moment.Words"/>
    public static string Moment(DateTime utc, string zone) => UI.Moment.Words(utc, zone);

    /// <summary>
    /// What tells a run from the others of its reflection: day and time of its end or, as long as it has none, of its beginning.
    /// An entry of a practice has the day it belongs to, and the time where it was noted on that day.
    /// </summary>
    public static string Name(Entry run, string zone)
    {
        if (run.Kind != EntryKind.Log) return Moment(run.FinishedAt ?? run.Created, zone);
        var noted = UI.Moment.Local(run.Created, zone);
        return run.Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            + (DateOnly.FromDateTime(noted) == run.Date
                ? noted.ToString(", HH:mm", CultureInfo.InvariantCulture)
                : $" (noted {Moment(run.Created, zone)})");
    }
}
