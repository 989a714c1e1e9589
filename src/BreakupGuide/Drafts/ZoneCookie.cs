using BreakupGuide.Entries;

namespace BreakupGuide.Drafts;

/// <summary>The time zone of the person's browser: journal.js leaves its name in a plain cookie, so that pages show every time in one zone.</summary>
internal static class ZoneCookie
{
    public const string Name = "zone";

    /// <summary>The zone to show times in; what is no known zone counts as not set.</summary>
    /// <param name="otherwise">Zone for a browser that has told none; the configured one where this is not known, either.</param>
    public static string Of(HttpRequest? request, EntryTime time, string? otherwise = null) =>
        request?.Cookies[Name] is { } zone && EntryOptions.IsZone(zone) ? zone : time.Zone(otherwise);
}
