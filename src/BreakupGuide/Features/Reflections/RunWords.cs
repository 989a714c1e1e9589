using System.Globalization;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>How far a run has come, in words.</summary>
internal static class RunWords
{
    public static string State(Entry? newest, string zone) => newest switch
    {
        null => "not started",
        { FinishedAt: { } at } => $"finished on {Moment(at, zone)}",
        _ => "in progress",
    };

    /// <summary>Day and time: two runs of one day are told apart.</summary>
    public static string Moment(DateTime utc, string zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
