namespace BreakupGuide.Spaces.Leaving;

/// <summary>How somebody wants to leave: plain cookies of one word each, so that they work before there is a space.</summary>
/// <param name="Place">Where “Exit this page” goes.</param>
/// <param name="ByShift">Whether three presses of Shift leave.</param>
/// <param name="CoversHidden">Whether a page is covered when another tab or program comes to the front.</param>
public sealed record LeavingChoices(ExitPlace Place, bool ByShift, bool CoversHidden)
{
    private const string On = "on";
    private const string Off = "off";
    private const string Cover = "cover";
    private const string Show = "show";

    internal static readonly SettingCookie PlaceSetting = new("exit", key => Find(key) is not null);
    internal static readonly SettingCookie ShiftSetting = new("shift", word => word is On or Off);
    internal static readonly SettingCookie HiddenSetting = new("hidden", word => word is Cover or Show);
    private static readonly SettingCookie Known = new("exit-known", word => word == "yes");

    /// <summary>Reads the cookies; what is not one of the known words counts as not set.</summary>
    public static LeavingChoices Of(HttpRequest request, ExitOptions options) => new(
        Find(PlaceSetting.Read(request)) ?? options.Default,
        ShiftSetting.Read(request) != Off,
        HiddenSetting.Read(request) == Cover);

    /// <returns>Null when the place is not one that is offered.</returns>
    public static LeavingChoices? TryParse(string? place, bool byShift, bool coversHidden) =>
        Find(place) is { } found ? new(found, byShift, coversHidden) : null;

    /// <summary>Whether this browser has been told what “Exit this page” does.</summary>
    public static bool AreExplained(HttpRequest request) => Known.Read(request) is not null;

    public static void KeepExplained(HttpContext http) => Known.Keep(http, "yes");

    public void Keep(HttpContext http)
    {
        PlaceSetting.Keep(http, Place.Key);
        ShiftSetting.Keep(http, ByShift ? On : Off);
        HiddenSetting.Keep(http, CoversHidden ? Cover : Show);
    }

    /// <summary>The same as a request would bring them along.</summary>
    internal string AsCookies() =>
        $"{PlaceSetting.Name}={Place.Key}; {ShiftSetting.Name}={(ByShift ? On : Off)}; {HiddenSetting.Name}={(CoversHidden ? Cover : Show)}";

    private static ExitPlace? Find(string? key) => ExitOptions.Allowed.FirstOrDefault(p => p.Key == key);
}
