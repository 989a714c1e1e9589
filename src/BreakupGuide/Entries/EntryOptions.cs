using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace BreakupGuide.Entries;

/// <summary>Section <c>BreakupGuide</c>: what entries need to know of the place.</summary>
public sealed class EntryOptions
{
    /// <summary>IANA time zone for people whose browser does not tell theirs; decides which day it is for them.</summary>
    public string DefaultZone { get; set; } = "Europe/London";

    /// <summary>Sealed bytes that one space may hold; no setting.</summary>
    internal long BytesInSpace { get; set; } = Limits.BytesInSpace;

    /// <summary>The same for a space that nobody has kept yet; no setting.</summary>
    internal long BytesInVisitorsSpace { get; set; } = Limits.BytesInVisitorsSpace;

    // Asking the system anew for each of ten thousand entries takes longer than opening them. Only names of zones are kept, so it cannot grow.
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Zones = TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the machine knows time zones. One that does not still knows UTC.</summary>
    internal static bool HasZones => Zones.Count > 1;

    /// <summary>
    /// Whether this is the name of a time zone. Names come from browsers, and the framework keeps
    /// for good whatever it finds, under each spelling of it: so it is asked for known names only.
    /// </summary>
    internal static bool IsZone(string zone) => Known.ContainsKey(zone) || (IsNameOfZone(zone) && (Known[zone] = true));

    // The first knows the old names, too, which browsers still send; the second the youngest zones.
    private static bool IsNameOfZone(string zone) =>
        (TimeZoneInfo.TryConvertIanaIdToWindowsId(zone, out _) || Zones.Contains(zone)) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
}
