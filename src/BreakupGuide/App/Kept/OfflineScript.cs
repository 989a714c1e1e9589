using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BreakupGuide.Content;
using BreakupGuide.Spaces.Leaving;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App.Kept;

/// <summary>
/// The script that keeps guides and help on a device (decision 0037): it names every address that may be kept, and what the browser's person chose. A
/// browser looks whether it has changed each time a guide is opened; then everything is fetched anew.
/// </summary>
internal static class OfflineScript
{
    private const string Address = "/offline.js";

    /// <summary>What the pages below cannot be read or left without.</summary>
    private static readonly string[] Assets =
    [
        "app.css", "BreakupGuide.styles.css", "fonts/literata-latin-400-normal.woff2", "dot.svg", "exit.js", "read.js", "offline/keep.js",
        // And what those scripts import.
        "cover.js", "session.js", "draft/send.js",
    ];

    public static void MapOffline(this WebApplication app)
    {
        var content = Content(ContentFolder.Find(app.Configuration));
        app.MapGet(Address, (HttpContext http, ContentLibrary library, EndpointDataSource endpoints, IOptions<ExitOptions> exit) =>
        {
            var assets = endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<ResourceAssetCollection>()).OfType<ResourceAssetCollection>().First();
            if (ReadingOffline.IsWanted(http.Request))
                return Script(Keeping(Edition.Of(http.Request, exit.Value), library, assets, content), assets["offline/worker.js"]);
            // Again for a year, as long as the browser is used.
            ReadingOffline.Stop(http);
            // What stands on the device takes itself away; whoever only asks whether to begin hears no.
            return http.Request.Headers.ContainsKey("Service-Worker") ? Script("", assets["offline/end.js"]) : Results.NoContent();
        }).WithMetadata(new AsksNoSessionAttribute());
    }

    private static IResult Script(string first, string then) => Results.Text($"{first}importScripts('/{then}');\n", "text/javascript");

    private static string Keeping(string edition, ContentLibrary library, ResourceAssetCollection assets, string content)
    {
        string[] pages = ["/guides", "/help", OfflinePage.Address, .. library.Guides.Select(g => $"/guides/{g.Slug}")];
        string[] files = [.. Assets.Select(a => $"/{assets[a]}")];
        var program = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId;
        var name = Hash(Encoding.UTF8.GetBytes(string.Join('\n', [edition, content, program.ToString(), .. pages, .. files])));
        return $"self.kept = {JsonSerializer.Serialize(new { name = $"kept-{name}", edition, pages, files })};\n";
    }

    // As it was when the program started and read it.
    private static string Content(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return Hash([.. files.SelectMany(File.ReadAllBytes)]);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
}
