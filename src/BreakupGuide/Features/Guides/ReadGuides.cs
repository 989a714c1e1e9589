namespace BreakupGuide.Features.Guides;

/// <summary>Which guides this browser has opened, the last one at the end: a plain cookie that holds guides' addresses and nothing else.</summary>
/// <remarks>Pages that read it are never kept by a shared cache: like all pages they are sent with <c>no-store</c>.</remarks>
internal static class ReadGuides
{
    private const string Cookie = "read";
    private const char Between = '.';

    public static IReadOnlyList<string> Of(HttpRequest request, Func<string, bool> isGuide) =>
        [.. (request.Cookies[Cookie] ?? "").Split(Between).Where(isGuide).Distinct()];

    public static void Add(HttpContext context, string slug, Func<string, bool> isGuide) =>
        context.Response.Cookies.Append(
            Cookie,
            string.Join(Between, Of(context.Request, isGuide).Where(s => s != slug).Append(slug)),
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(90),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            });
}
