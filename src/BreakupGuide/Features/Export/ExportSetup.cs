using System.Globalization;
using BreakupGuide.Entries;
using BreakupGuide.Features.Export.Formats;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Limits;

namespace BreakupGuide.Features.Export;

public static class ExportSetup
{
    public static void AddExport(this IServiceCollection services)
    {
        services.AddSingleton<ExportFormats>();
        services.AddSingleton<IExportFormat, TextFormat>();
        services.AddSingleton<IExportFormat, JsonFormat>();
    }

    public static void MapExport(this WebApplication app) => app.MapPost("/settings/download/file", DownloadAsync);

    [LimitedAs(RequestKind.Confirmation)]
    private static async Task<IResult> DownloadAsync(
        HttpContext http, OpenSpaces open, SpaceKeys keys, EntryReader entries, IReadOnlyList<JournalField> fields,
        ExportFormats formats, SpaceTurns turns, TimeProvider clock)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!space.IsVisitor && !await IsOwnerAsync(http, keys, space, form["passphrase"].ToString()))
            return Results.LocalRedirect("/settings/download?wrong=yes");

        var format = formats.Find(form["form"]);
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        // Should it fail on the way, the connection is cut, and the browser says that the file is not whole.
        return Results.Stream(WriteAsync, format.ContentType, $"notes-{day}.{format.FileEnding}");

        async Task WriteAsync(Stream file)
        {
            using var turn = await turns.TakeAsync(space.Id, http.RequestAborted);
            await format.WriteAsync(new SpaceExport(entries, fields, space), file, http.RequestAborted);
        }
    }

    private static async Task<bool> IsOwnerAsync(HttpContext http, SpaceKeys keys, UnlockedSpace space, string passphrase) =>
        passphrase.Length is > 0 and <= PassphraseRules.LongestTyped
        && await keys.IsRightAsync(space.Id, passphrase, http.Connection.RemoteIpAddress, http.RequestAborted);
}
