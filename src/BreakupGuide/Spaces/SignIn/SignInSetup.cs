using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces.SignIn;

internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration("BreakupGuide")
            .Validate(
                o => o.LockAfterMinutes is >= SignInOptions.ShortestLock and <= SignInOptions.LongestLock,
                "BreakupGuide:LockAfterMinutes must be from 5 to 120.")
            .Validate(o => o.SessionHours is >= 1 and <= 48, "BreakupGuide:SessionHours must be from 1 to 48.")
            .Validate(
                o => o.PassphraseRounds is >= KeyWrap.FewestRounds and <= KeyWrap.MostRounds,
                $"BreakupGuide:PassphraseRounds must be at least {KeyWrap.FewestRounds} and at most {KeyWrap.MostRounds}.")
            .Validate(
                o => o.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, "BreakupGuide:PublicUrl must be an http or https address.")
            .Validate(
                o => o.PublicUrl is not { IsAbsoluteUri: true } || (o.PublicUrl.PathAndQuery == "/" && o.PublicUrl.Fragment.Length == 0),
                "BreakupGuide:PublicUrl must be an address without a path, such as https://notes.example: the program cannot be served from below one.")
            .Validate(
                _ => TypedText.IsNormalisedHere,
                "This machine has no globalization data, so some passphrases would not open their spaces. "
                + "Install ICU (libicu), and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.")
            .ValidateOnStart();
        services.AddSingleton<TriesOfAllNodes>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionRows>();
        services.AddSingleton<SessionUse>();
        services.AddSingleton<SessionEnds>();
        services.AddScoped<CircuitHandler, CircuitGuard>();
        services.AddSingleton<SessionListener>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionListener>());
        services.AddSingleton<SessionSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionSweep>());

        services.AddScoped<SessionCookieEvents>();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme)
            .Configure<IOptions<SignInOptions>>((cookie, sessions) =>
            {
                cookie.EventsType = typeof(SessionCookieEvents);
                cookie.SlidingExpiration = false;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.Path = "/";
                cookie.Cookie.Name = sessions.Value.IsHttps ? "__Host-space" : "space";
                cookie.Cookie.SecurePolicy = sessions.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
    }

    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<LockedMeanwhile>();
        app.Use(CutWhenLocked);
    }

    // A circuit's connection lives as long as its request: locking aborts it. Which request becomes a web socket is known only
    // further on, in the hub's own pipeline; the path is known here, and cutting the hub's short requests does no harm.
    private static async Task CutWhenLocked(HttpContext http, RequestDelegate next)
    {
        var open = http.RequestServices.GetRequiredService<OpenSpaces>();
        if (!http.Request.Path.StartsWithSegments("/_blazor") || http.User.SessionId() is not { } id || open.Find(id) is not { } session)
        {
            await next(http);
            return;
        }

        session.Connections[http.TraceIdentifier] = http.Abort;
        try
        {
            await next(http);
        }
        finally
        {
            session.Connections.TryRemove(http.TraceIdentifier, out _);
        }
    }
}
