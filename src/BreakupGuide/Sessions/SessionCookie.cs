using System.Security.Claims;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BreakupGuide.Sessions;

/// <summary>Turns a cookie into an opened space on every request, and refuses it once the session is locked, over or laid aside.</summary>
internal sealed class SessionCookie(SessionStore sessions, TimeProvider clock) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var session = context.Principal.SessionId();
        var key = SessionStore.KeyOf(context.Properties);
        if (session is not { } id || key is null || !Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var space))
        {
            context.RejectPrincipal();
            return;
        }

        var opened = await sessions.ResumeAsync(id, key, http.RequestAborted, space);
        if (opened is null)
        {
            context.RejectPrincipal();
            if (await sessions.IsAwayAsync(id, http.RequestAborted)) http.Items[SessionStore.AwayItem] = (id, key);
            return;
        }

        // A visitor's day starts again with each use; the cookie follows once an hour.
        if (opened.Space.IsVisitor && context.Properties.IssuedUtc is { } issued && clock.GetUtcNow() - issued > TimeSpan.FromHours(1))
            context.ShouldRenew = true;
    }

    // There is no page to be sent to: pages say themselves what is locked.
    public override Task RedirectToLogin(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
