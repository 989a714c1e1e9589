using System.Text.Json;
using BreakupGuide.Drafts;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.Leaving;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Features.Space;

/// <summary>Leaving at once, staying when the lock is near, and having read what leaving does.</summary>
internal static class ExitEndpoints
{
    /// <summary>Longest request body in bytes: the fields of a few tabs, one of them as long as a text may be.</summary>
    private const long LongestBody = 6 * 1024 * 1024;

    /// <summary>As many as eight pages have with three unsaved fields each; a page has more than one only when it could not save for a while.</summary>
    private const int MostDrafts = 24;

    /// <summary>So long the last words may wait for a database that another program holds; then the space is closed without the rest.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static void MapExit(this WebApplication app)
    {
        // The one GET that changes something: a link must work without script and without a form, and all it does is lock.
        app.MapGet("/exit", LeaveByLinkAsync);
        // HEAD only asks, whoever sends it: a program that looks where links lead must not lock anybody out.
        app.MapMethods("/exit", [HttpMethods.Head], PlaceToGo);
        app.MapPost("/exit", LeaveWithWordsAsync).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        app.MapPost("/exit/explained", Explained);
        // Being asked for counts as use, like every request of an open space …
        app.MapPost("/stay", IsOpen);
        // … but for this one, by which pages that stand open notice a lock from elsewhere.
        app.MapGet(SessionCookieEvents.Asked, IsOpen);
    }

    private static async Task<IResult> LeaveByLinkAsync(HttpContext http, SessionEnds sessions, IOptions<ExitOptions> options)
    {
        await LockAsync(http, sessions);
        return PlaceToGo(http, options);
    }

    private static IResult PlaceToGo(HttpContext http, IOptions<ExitOptions> options) =>
        Results.Redirect(LeavingChoices.Of(http.Request, options.Value).Place.Address);

    /// <summary>Words and lock travel in one request, so that the lock cannot overtake the last words. Whatever becomes of the words, it locks.</summary>
    [LimitedAs(RequestKind.Leaving)]
    private static async Task<IResult> LeaveWithWordsAsync(HttpContext http, DraftSaver desk, DraftLimit limit, SessionEnds sessions, TimeProvider clock)
    {
        try
        {
            // The cookie opens nothing from now on, however long the words take.
            if (http.User.SessionId() is { } session) sessions.Bar(session, http.User.IsVisitor());
            var began = clock.GetUtcNow();
            // Before the first words of a visitor make a space that would be counted anew.
            var who = DraftLimit.WhoIs(http);
            // Nobody waits for an answer: the page has gone, so what arrived is saved to the end.
            foreach (var draft in await ReadAsync(http))
            {
                if (clock.GetUtcNow() - began > LongestWait) break;
                // What is over the limit is dropped; leaving itself is never refused.
                if (!limit.MaySave(who)) break;
                await desk.SaveAsync(http, draft, CancellationToken.None);
            }
        }
        finally
        {
            await LockAsync(http, sessions);
        }

        return Results.NoContent();
    }

    private static async Task<IReadOnlyList<Draft>> ReadAsync(HttpContext http)
    {
        try
        {
            var body = await http.Request.ReadFromJsonAsync<Leaving>(DraftContract.Json, http.RequestAborted);
            return [.. (body?.Drafts ?? []).Take(MostDrafts).Select(d => d?.ToDraft()).OfType<Draft>()];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return [];
        }
    }

    private static Task LockAsync(HttpContext http, SessionEnds sessions)
    {
        http.Response.Headers.CacheControl = "no-cache, no-store";
        return sessions.LeaveAsync(http, http.User.SessionId(), http.User.IsVisitor());
    }

    private static IResult IsOpen(HttpContext http) =>
        http.User.SessionId() is null ? Results.StatusCode(StatusCodes.Status401Unauthorized) : Results.NoContent();

    private static IResult Explained(HttpContext http, [FromForm(Name = "back")] string? back)
    {
        LeavingChoices.KeepExplained(http);
        return Results.LocalRedirect(IsOfThisSite(back) ? back! : "/");
    }

    private static bool IsOfThisSite(string? address) => address is ['/', ..] and not (['/', '/' or '\\', ..]) && !address.Any(char.IsControl);

    private sealed record Leaving(IReadOnlyList<LeftDraft?>? Drafts)
    {
        public override string ToString() => "[leaving]";
    }

    private sealed record LeftDraft(Guid Entry, string? Field, DraftBody? Draft)
    {
        public Draft? ToDraft() => Field is null ? null : Draft?.ToDraft(Entry, Field);

        public override string ToString() => "[draft]";
    }
}
