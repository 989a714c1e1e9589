using BreakupGuide.Privacy;

namespace BreakupGuide.Spaces;

/// <summary>
/// A space that was locked elsewhere while a page was reading in it: the page goes to where it can be unlocked,
/// and what a script asked for is answered as locked.
/// </summary>
internal sealed class LockedMeanwhile(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var isVisitor = http.User.IsVisitor();
        try
        {
            await next(http);
        }
        catch (Exception exception) when (UnlockedSpace.WasLocked(exception))
        {
            if (http.Response.HasStarted)
            {
                // Half a page must not pass for a whole one.
                http.Abort();
                return;
            }

            http.Response.Clear();
            if (IsPage(http.Request)) LeadAway(http.Response, isVisitor);
            else http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    // Everything else is asked for by the pages' own scripts.
    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method) || request.HasFormContentType;

    // By GET, whatever was sent. A visitor has nothing to unlock: the first page offers to go on.
    private static void LeadAway(HttpResponse response, bool isVisitor)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = isVisitor ? "/" : "/unlock?locked=1";
    }
}
