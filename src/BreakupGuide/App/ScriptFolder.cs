using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace BreakupGuide.App;

/// <summary>
/// Pages name our scripts in a folder that is called otherwise as soon as one of them changes. What a script imports stands beside it there, so a browser
/// keeps that for good, too (decision 0043).
/// </summary>
internal sealed class ScriptFolder
{
    private const string Label = "label";

    private readonly Dictionary<string, string> files;
    private readonly string prefix;

    private ScriptFolder(ResourceAssetCollection assets)
    {
        files = assets.Where(IsOurs).ToDictionary(LabelOf, a => $"/{a.Url}");
        var all = string.Join('\n', files.Values.Order(StringComparer.Ordinal));
        prefix = $"/scripts/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 5))}/";
        Assets = new([.. assets.Select(a => IsOurs(a) ? new($"{prefix[1..]}{LabelOf(a)}", a.Properties) : a)]);
    }

    /// <summary>All files of the program, by what pages call them; the scripts in this folder.</summary>
    private ResourceAssetCollection Assets { get; }

    /// <summary>Gives these pages the names.</summary>
    public static void Name(RazorComponentsEndpointConventionBuilder pages)
    {
        ScriptFolder? folder = null;
        // The framework has put its own collection there by then; of two, pages take the last.
        pages.Finally(page =>
        {
            if (page.Metadata.OfType<ResourceAssetCollection>().LastOrDefault() is not { } assets) return;
            folder ??= new(assets);
            page.Metadata.Add(folder);
            page.Metadata.Add(folder.Assets);
        });
    }

    /// <summary>That of the pages among these.</summary>
    public static ScriptFolder? Of(EndpointDataSource endpoints) =>
        endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<ScriptFolder>()).FirstOrDefault(f => f is not null);

    /// <summary>Where a script of this folder lies, by a name that changes with it; null for everything else.</summary>
    public string? FileOf(string path) =>
        path.StartsWith(prefix, StringComparison.Ordinal) ? files.GetValueOrDefault(path[prefix.Length..]) : null;

    // Blazor's stay where they are: nothing that is imported is among them.
    private static bool IsOurs(ResourceAsset asset) =>
        asset.Url.EndsWith(".js", StringComparison.Ordinal) && !asset.Url.StartsWith('_') && asset.Properties?.Any(p => p.Name == Label) == true;

    private static string LabelOf(ResourceAsset asset) => asset.Properties!.First(p => p.Name == Label).Value;
}
