namespace BreakupGuide.Features.Guides;

/// <summary>Which guides this browser has opened, the last one at the end: a plain cookie that holds guides' addresses and nothing else.</summary>
/// <remarks>The guide's own script writes it (<c>wwwroot/read.js</c>), so that a guide is the same page for everybody.</remarks>
internal static class ReadGuides
{
    private const string Cookie = "opened";

    /// <summary>The cookie of earlier programs, which no script may write.</summary>
    private const string Former = "read";

    private const char Between = '.';

    public static bool IsCookie(string name) => name is Cookie or Former;

    public static IReadOnlyList<string> Of(HttpRequest request, Func<string, bool> isGuide) =>
        [.. $"{request.Cookies[Former]}{Between}{request.Cookies[Cookie]}".Split(Between).Where(isGuide).Reverse().Distinct().Reverse()];
}
