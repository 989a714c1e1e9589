using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Leaving;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using FluentValidation;

namespace BreakupGuide.Features.Space;

public static class SpaceSetup
{
    public static void AddSpacePages(this IServiceCollection services)
    {
        services.AddSingleton<VisitorWords>();
        services.AddSingleton<IValidator<StartInput>, StartRules>();
        services.AddSingleton<IValidator<UnlockInput>, UnlockRules>();
        services.AddSingleton<IValidator<RecoverInput>, RecoverRules>();
        services.AddSingleton<IValidator<ChangeInput>, ChangeRules>();
        services.AddSingleton<IValidator<PassphraseInput>, PassphraseInputRules>();
        services.AddSingleton<IValidator<DeleteInput>, DeleteRules>();
    }

    public static void MapSpacePages(this WebApplication app)
    {
        app.MapPost("/lock", LockAsync);
        app.MapPost("/discard", DiscardAsync);
        app.MapPost("/come-back", ComeBackAsync);
        app.MapExit();
        app.MapSpaceSettings();
    }

    [LimitedAs(RequestKind.Leaving)]
    private static async Task<IResult> LockAsync(HttpContext http, SessionEnds sessions)
    {
        if (http.User.SessionId() is not { } session || http.User.IsVisitor() || IsOfAnother(http, session)) return Results.LocalRedirect("/");
        await sessions.SignOutAsync(http, session, http.RequestAborted);
        return Results.LocalRedirect("/unlock?locked=1");
    }

    // A page that slept through a lock and a new opening locks by itself when it wakes up; it means the session that it was made in.
    private static bool IsOfAnother(HttpContext http, Guid session) =>
        http.Request.Headers["X-Session"].ToString() is { Length: > 0 } meant && (!Guid.TryParse(meant, out var id) || id != session);

    private static async Task<IResult> DiscardAsync(HttpContext http, OpenSpaces open, SessionEnds sessions, SpaceStore spaces)
    {
        if (http.User.SessionId() is not { } session || open.Find(http.User) is not { IsVisitor: true } space) return Results.LocalRedirect("/");
        var id = space.Id;
        // The words first: somebody whose session is gone could not ask again.
        await spaces.DiscardVisitorAsync(id, http.RequestAborted);
        ReadingOffline.Stop(http);
        await sessions.SignOutAsync(http, session, http.RequestAborted);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> ComeBackAsync(HttpContext http, SessionStore sessions)
    {
        await sessions.ComeBackAsync(http, http.RequestAborted);
        return Results.LocalRedirect("/reflections");
    }
}
