using BreakupGuide.Privacy;
using BreakupGuide.Sessions;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Features.Space;

public static class SpaceSetup
{
    public static void AddSpace(this IServiceCollection services)
    {
        services.AddOptions<ExitOptions>().BindConfiguration("BreakupGuide")
            .Validate(o => ExitOptions.Allowed.Contains(o.ExitUrl), $"BreakupGuide:ExitUrl must be one of {string.Join(", ", ExitOptions.Allowed)}.")
            .ValidateOnStart();
        services.AddSingleton<VisitorWords>();
        services.AddSingleton<IValidator<StartInput>, StartRules>();
        services.AddSingleton<IValidator<UnlockInput>, UnlockRules>();
        services.AddSingleton<IValidator<RecoverInput>, RecoverRules>();
        services.AddSingleton<IValidator<ChangeInput>, ChangeRules>();
        services.AddSingleton<IValidator<PassphraseInput>, PassphraseInputRules>();
        services.AddSingleton<IValidator<DeleteInput>, DeleteRules>();
    }

    public static void MapSpace(this WebApplication app)
    {
        app.MapPost("/lock", LockAsync);
        app.MapPost("/discard", DiscardAsync);
        app.MapPost("/come-back", ComeBackAsync);
        // The one GET that changes something: a link must work without script and without a form, and all it does is lock.
        app.MapGet("/exit", ExitAsync);
        app.MapSpaceSettings();
    }

    private static async Task<IResult> LockAsync(HttpContext http, SessionStore sessions)
    {
        if (http.User.SessionId() is not { } session || http.User.IsVisitor()) return Results.LocalRedirect("/");
        await sessions.SignOutAsync(http, session, http.RequestAborted);
        return Results.LocalRedirect("/unlock?locked=1");
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, OpenSpaces open, SessionStore sessions, SpaceStore spaces)
    {
        if (http.User.SessionId() is not { } session || !http.User.IsVisitor() || open.Find(http.User) is not { } space) return Results.LocalRedirect("/");
        var id = space.Id;
        await sessions.SignOutAsync(http, session, http.RequestAborted);
        await spaces.DiscardVisitorAsync(id, http.RequestAborted);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> ComeBackAsync(HttpContext http, SessionStore sessions)
    {
        await sessions.ComeBackAsync(http, http.RequestAborted);
        return Results.LocalRedirect("/reflections");
    }

    private static async Task<IResult> ExitAsync(HttpContext http, SessionStore sessions, IOptions<ExitOptions> options)
    {
        http.Response.Headers.CacheControl = "no-cache, no-store";
        if (http.User.SessionId() is { } session)
        {
            // A visitor's words are not deleted by leaving; they are laid aside.
            if (http.User.IsVisitor()) await sessions.LeaveAsync(session, http.RequestAborted);
            else await sessions.SignOutAsync(http, session, http.RequestAborted);
        }

        return Results.Redirect(options.Value.ExitUrl);
    }
}

/// <summary>Section <c>BreakupGuide</c>: where “Exit this page” goes.</summary>
public sealed class ExitOptions
{
    /// <summary>Neutral pages that show nothing personal and look the same to everybody.</summary>
    public static readonly IReadOnlyList<string> Allowed =
        ["https://www.bbc.com/weather", "https://www.bbc.co.uk/weather", "https://www.wikipedia.org/", "https://weather.com/", "https://www.google.com/"];

    public string ExitUrl { get; set; } = Allowed[0];
}
