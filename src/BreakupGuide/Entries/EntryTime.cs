using Microsoft.Extensions.Options;

namespace BreakupGuide.Entries;

/// <summary>What time it is for the store, and which day for a person.</summary>
public sealed class EntryTime(IOptions<EntryOptions> options, TimeProvider clock)
{
    /// <summary>The day it is now for somebody in this zone; in the configured one where none is known.</summary>
    public DateOnly Today(string? zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Zone(zone))).DateTime);

    internal DateTime Now() => clock.GetUtcNow().UtcDateTime;

    /// <summary>Clear columns tell the minute only.</summary>
    internal static DateTime Minute(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);

    internal string Zone(string? zone) => zone is not null && EntryOptions.IsZone(zone) ? zone : options.Value.DefaultZone;
}
