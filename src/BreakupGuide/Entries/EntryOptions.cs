namespace BreakupGuide.Entries;

/// <summary>Section <c>BreakupGuide</c>: what entries need to know of the place.</summary>
public sealed class EntryOptions
{
    /// <summary>IANA time zone for people whose browser does not tell theirs; decides which day it is for them.</summary>
    public string DefaultZone { get; set; } = "Europe/London";

    /// <summary>Sealed bytes that one space may hold; no setting.</summary>
    internal long BytesInSpace { get; init; } = Limits.BytesInSpace;

    /// <summary>The same for a space that nobody has kept yet; no setting.</summary>
    internal long BytesInVisitorsSpace { get; init; } = Limits.BytesInVisitorsSpace;

    internal static bool IsZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
}
