namespace BreakupGuide.Drafts;

/// <summary>Whether somebody wants to be offered a pause while they write. A plain cookie, like the other choices about pages; without it, yes.</summary>
internal static class PauseCookie
{
    public const string Name = "pause";
    public const string No = "no";

    public static bool IsWanted(HttpRequest? request) => request?.Cookies[Name] != No;
}
