using System.Globalization;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Features.Export.Formats;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Limits;

namespace BreakupGuide.Features.Export;

/// <summary>Sends everything in a space as one file, after the passphrase.</summary>
internal static class DownloadEndpoint
{
    public const string Address = "/settings/download/file";

    /// <summary>Names in the form.</summary>
    public const string Form = "form";
    public const string Passphrase = "passphrase";
    public const string Own = "own";
    public const string OwnAgain = "own-again";

    [LimitedAs(RequestKind.Confirmation)]
    public static async Task<IResult> DownloadAsync(
        HttpContext http, OpenSpaces open, SpaceKeys keys, SpaceStore spaces, PassphraseDerivation derivation, Everything everything,
        IEnumerable<IEntryInWords> inWords, IEnumerable<SettingCookie> settings, ExportFormats formats, SpaceTurns turns, TimeProvider clock)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var format = formats.Find(form[Form]);
        if (!space.IsVisitor && !await IsOwnerAsync(http, keys, space, form[Passphrase].ToString())) return Back(DownloadProblem.Passphrase, format);
        var own = form[Own].ToString();
        var isSealed = own.Length > 0 || form[OwnAgain].ToString().Length > 0;
        if (isSealed && ProblemOf(own, form[OwnAgain].ToString(), format, await spaces.NameAsync(space.Id, http.RequestAborted)) is { } problem)
            return Back(problem, format);

        var now = clock.GetUtcNow().UtcDateTime;
        var name = string.Create(CultureInfo.InvariantCulture, $"notes-{now:yyyy-MM-dd}.{(isSealed ? "sealed" : format.FileEnding)}");
        http.Response.Headers.CacheControl = "no-store";
        // Should it fail on the way, the connection is cut, and the browser says that the file is not whole.
        return Results.Stream(WriteAsync, isSealed ? "application/octet-stream" : format.ContentType, name);

        async Task WriteAsync(Stream file)
        {
            using var turn = await turns.TakeAsync(space.Id, http.RequestAborted);
            var export = new SpaceExport(everything, inWords, space, Chosen(http, settings), now);
            if (!isSealed)
            {
                await format.WriteAsync(export, file, http.RequestAborted);
                return;
            }

            await using var sealedFile = await SealedFile.CreateAsync(file, derivation, own, http.RequestAborted);
            await format.WriteAsync(export, sealedFile, http.RequestAborted);
            await sealedFile.CompleteAsync(http.RequestAborted);
        }
    }

    private static async Task<bool> IsOwnerAsync(HttpContext http, SpaceKeys keys, UnlockedSpace space, string passphrase) =>
        passphrase.Length is > 0 and <= PassphraseRules.LongestTyped
        && await keys.IsRightAsync(space.Id, passphrase, http.Connection.RemoteIpAddress, http.RequestAborted);

    private static DownloadProblem? ProblemOf(string own, string again, IExportFormat format, string? name) =>
        !format.CanBeSealed ? DownloadProblem.CannotBeSealed
        : PassphraseRules.Problem(own, name) is not null ? DownloadProblem.Own
        : own != again ? DownloadProblem.OwnAgain
        : null;

    private static SortedDictionary<string, string> Chosen(HttpContext http, IEnumerable<SettingCookie> settings)
    {
        var chosen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
            if (setting.Read(http.Request) is { } value) chosen[setting.Name] = value;
        return chosen;
    }

    private static IResult Back(DownloadProblem problem, IExportFormat format) =>
        Results.LocalRedirect($"/settings/download?wrong={problem.ToString().ToLowerInvariant()}&form={format.Name}");
}

/// <summary>Why nothing was sent. The page says it; what was typed does not come back.</summary>
internal enum DownloadProblem
{
    None,
    Passphrase,
    Own,
    OwnAgain,
    CannotBeSealed,
}
