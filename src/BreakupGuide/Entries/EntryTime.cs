using Microsoft.Extensions.Options;

namespace BreakupGuide.Entries;

/// <summary>What time it is for the store, and which day for a person.</summary>
public sealed class EntryTime(IOptions<EntryOptions> options, TimeProvider clock)
{
    /// <summary>The day it is now for somebody in this zone; in the configured one where none is known.</summary>
    /// <param name="endsAt">The hour after midnight at which their day ends.</param>
    public DateOnly Today(string? zone, int endsAt = 0) => DateOnly.FromDateTime(Local(zone).AddHours(-endsAt));

    /// <summary>What the clock on the wall says for somebody in this zone; in the configured one where none is known.</summary>
    public DateTime Local(string? zone) => Local(zone, clock.GetUtcNow().UtcDateTime);

    /// <summary>What the clock on the wall says there at this UTC time.</summary>
    public DateTime Local(string? zone, DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, ZoneInfo(zone));

    /// <summary>The UTC time at which the clock on the wall says this there.</summary>
    public DateTime Utc(string? zone, DateTime local) => TimeZoneInfo.ConvertTimeToUtc(local, ZoneInfo(zone));

    /// <summary>The same of a time that another program noted. Where the clock was put forward over it, it is an hour later.</summary>
    internal DateTime UtcOfNoted(string? zone, DateTime local) => Utc(zone, ZoneInfo(zone).IsInvalidTime(local) ? local.AddHours(1) : local);

    /// <summary>The UTC time at which this day is over for somebody in this zone.</summary>
    public DateTime EndOf(DateOnly day, string? zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // In some places the clock is put forward at midnight, and the day begins an hour later.
        return UtcOfNoted(zone, midnight);
    }

    public DateTime Now() => clock.GetUtcNow().UtcDateTime;

    /// <summary>Clear columns tell the minute only.</summary>
    internal static DateTime Minute(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);

    private TimeZoneInfo ZoneInfo(string? zone) => TimeZoneInfo.FindSystemTimeZoneById(Zone(zone));

    internal string Zone(string? zone) => zone is not null && EntryOptions.IsZone(zone) ? zone : options.Value.DefaultZone;
}
