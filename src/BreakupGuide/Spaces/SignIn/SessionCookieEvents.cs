using System.Security.Claims;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.Leaving;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Turns a cookie into an opened space on every request, and refuses it once the session is locked, over or laid aside.</summary>
internal sealed class SessionCookieEvents(SessionStore sessions, SessionEnds ends, TimeProvider clock) : CookieAuthenticationEvents
{
    private static readonly PathString[] ForEverybody = ["/help", "/guides", "/privacy"];

    /// <summary>Asks whether a space is still open; the one address that does not count as use.</summary>
    public const string Asked = "/session";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // The same for everybody: no row is asked, and nobody's time goes on by it. Pages and what they save do that.
        if (http.GetEndpoint()?.Metadata.GetMetadata<AsksNoSessionAttribute>() is not null)
        {
            context.RejectPrincipal();
            return;
        }

        var session = context.Principal.SessionId();
        var key = SessionCookie.KeyOf(context.Properties);
        if (session is not { } id || key is null || !Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var space))
        {
            context.RejectPrincipal();
            return;
        }

        if (LeavingMark.IsOn(http.Request) && !IsLeaving(http))
        {
            await FinishLeavingAsync(http, id, key, context.Principal.IsVisitor());
            context.RejectPrincipal();
            return;
        }

        OpenSession? opened;
        try
        {
            opened = await sessions.ResumeAsync(id, key, http.RequestAborted, space, isUse: http.Request.Path != Asked);
            if (opened is null)
            {
                context.RejectPrincipal();
                if (await sessions.IsAwayAsync(id, http.RequestAborted)) http.Items[SessionStore.AwayItem] = (id, key);
                return;
            }
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is not null && NeedsNoSpace(http))
        {
            // Which session is to end says the cookie itself; nothing is opened by that.
            if (!IsLeaving(http)) context.RejectPrincipal();
            return;
        }

        // A visitor's day starts again with each use; the cookie follows once an hour.
        if (opened.Space.IsVisitor && context.Properties.IssuedUtc is { } issued && clock.GetUtcNow() - issued > TimeSpan.FromHours(1))
            context.ShouldRenew = true;
    }

    // What “Exit this page” sent may never have arrived. Only a page that is asked
    // for ends the session: a part of one may be from a tab that does not know yet.
    private async Task FinishLeavingAsync(HttpContext http, Guid session, string key, bool isVisitor)
    {
        if (!LeavingMark.IsReturn(http.Request)) return;
        await ends.LeaveAsync(http, session, isVisitor);
        if (isVisitor && await sessions.IsAwayAsync(session, CancellationToken.None)) http.Items[SessionStore.AwayItem] = (session, key);
    }

    // Help, and the page that says what is wrong, do not depend on a database that cannot be read.
    private static bool NeedsNoSpace(HttpContext http) =>
        IsLeaving(http) || http.Features.Get<IExceptionHandlerFeature>() is not null || ForEverybody.Any(path => http.Request.Path.StartsWithSegments(path));

    private static bool IsLeaving(HttpContext http) => http.Request.Path == "/exit" || http.Request.Path == "/lock";

    // There is no page to be sent to: pages say themselves what is locked.
    public override Task RedirectToLogin(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
