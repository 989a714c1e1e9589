using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;

namespace BreakupGuide.Features.Space;

/// <summary>The buttons of <c>/settings</c> that concern an open, kept space. For everybody else they are not found.</summary>
internal static class SpaceEndpoints
{
    public static void MapSpaceSettings(this WebApplication app)
    {
        app.MapPost("/settings/sessions/{session:guid}/end", EndAsync);
        app.MapPost("/settings/sessions/end-all", EndAllAsync);
        app.MapPost("/settings/lock-after", LockAfterAsync);
    }

    private static async Task<IResult> EndAsync(Guid session, HttpContext http, OpenSpaces open, SessionEnds sessions) =>
        Kept(http, open) is { } space && await sessions.EndOneAsync(space.Id, session, http.RequestAborted)
            ? Results.LocalRedirect(session == http.User.SessionId() ? "/unlock?locked=1" : "/settings/sessions")
            : Results.NotFound();

    private static async Task<IResult> EndAllAsync(HttpContext http, OpenSpaces open, SessionEnds sessions)
    {
        if (Kept(http, open) is not { } space || http.User.SessionId() is not { } own) return Results.NotFound();
        await sessions.EndAllAsync(space.Id, http.RequestAborted);
        await sessions.SignOutAsync(http, own, http.RequestAborted);
        return Results.LocalRedirect("/unlock?locked=1");
    }

    private static async Task<IResult> LockAfterAsync(HttpContext http, OpenSpaces open, SessionStore sessions)
    {
        if (Kept(http, open) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var isSet = int.TryParse(form["minutes"], out var minutes) && await sessions.SetLockAfterAsync(space.Id, minutes, http.RequestAborted);
        return Results.LocalRedirect(isSet ? "/settings?saved=yes" : "/settings?refused=yes");
    }

    private static UnlockedSpace? Kept(HttpContext http, OpenSpaces open) => open.Find(http.User) is { IsVisitor: false } space ? space : null;
}
