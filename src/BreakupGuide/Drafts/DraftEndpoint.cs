using System.Text.Json;
using BreakupGuide.Entries;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Limits;
using Microsoft.AspNetCore.Antiforgery;

namespace BreakupGuide.Drafts;

/// <summary>Where the browser sends words while they are written: <c>PUT /drafts/{entry}/{field}</c>. Never a redirect; 200 only after the commit.</summary>
internal static class DraftEndpoint
{
    /// <summary>Longest request body in bytes: a text of the greatest length, JSON-escaped.</summary>
    private const long LongestBody = 4 * 1024 * 1024;

    public static void AddDrafts(this IServiceCollection services) => services.AddSingleton<DraftSaver>();

    public static void MapDrafts(this WebApplication app)
    {
        app.MapPut(DraftContract.Address, SaveAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestBody));
        // It changes nothing, but only our own pages have the form token, and no address bar leads here.
        app.MapPost(DraftContract.KeyAddress, GiveKey);
    }

    /// <summary>The key of the buffer in the browser (wwwroot/draft/buffer.js), as bytes: pages hold it in memory as long as they are shown.</summary>
    [LimitedAs(RequestKind.Draft)]
    private static IResult GiveKey(HttpContext http, OpenSpaces open) =>
        open.Find(http.User) is { } space ? Results.Bytes(space.DeriveBufferKey()) : Results.StatusCode(StatusCodes.Status401Unauthorized);

    [LimitedAs(RequestKind.Draft)]
    private static async Task<IResult> SaveAsync(Guid entry, string field, HttpContext http, DraftSaver saver, IAntiforgery antiforgery)
    {
        DraftBody? body;
        try
        {
            body = await http.Request.ReadFromJsonAsync<DraftBody>(DraftContract.Json, http.RequestAborted);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refuse("The page sent something that could not be read.");
        }
        catch (BadHttpRequestException exception)
        {
            return Refuse(
                "This is too long to be saved in one piece. It is still on this page: shorten it, or copy a part into a new entry.", exception.StatusCode);
        }

        if (body?.ToDraft(entry, field) is not { } draft) return Refuse("The page sent something that could not be read.");
        var (saved, isNewSpace, next) = await saver.SaveAsync(http, draft, http.RequestAborted);
        return saved switch
        {
            Saved.Done done => Results.Json(
                new DraftSaved(
                    done.Version, draft.Sequence, done.IsRepeat, isNewSpace ? antiforgery.GetAndStoreTokens(http).RequestToken : null, next),
                DraftContract.Json),
            Saved.Conflict conflict =>
                Results.Json(new DraftMet(conflict.Version, conflict.Stored), DraftContract.Json, statusCode: StatusCodes.Status409Conflict),
            Saved.Refused { IsForNow: true } refused => RefuseForNow(http, refused),
            Saved.Refused refused => Refuse(refused.Messages, StatusCodes.Status400BadRequest, refused.IsInvalid),
            _ => Results.NotFound(),
        };
    }

    private static IResult RefuseForNow(HttpContext http, Saved.Refused refused)
    {
        http.Response.Headers.RetryAfter = "30";
        return Refuse(refused.Messages, StatusCodes.Status503ServiceUnavailable, isInvalid: false);
    }

    private static IResult Refuse(string message, int status = StatusCodes.Status400BadRequest) => Refuse([message], status, isInvalid: true);

    private static IResult Refuse(IReadOnlyList<string> messages, int status, bool isInvalid) =>
        Results.Json(new DraftRefused(messages, isInvalid), DraftContract.Json, statusCode: status);
}
