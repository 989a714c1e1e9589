using System.Text.RegularExpressions;

namespace BreakupGuide.App;

/// <summary>
/// Leads names that no file has to the file that they mean: a script's in the folder of this release (<see cref="ScriptFolder"/>) and, while nodes are
/// upgraded one after the other or a page was open before, the one that a style sheet or a script has in another version: that gets this version's.
/// </summary>
/// <remarks>Between two routings: the first tells that no file is called so, the second finds it.</remarks>
internal sealed partial class AssetNames(RequestDelegate next, EndpointDataSource endpoints)
{
    // Not there yet when the program is put together.
    private readonly Lazy<ScriptFolder?> scripts = new(() => ScriptFolder.Of(endpoints));

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is null && http.Request.Path.Value is { } path) http.Request.Path = scripts.Value?.FileOf(path) ?? FileOf(path);
        return next(http);
    }

    // By its plain name nothing is kept by a browser without asking again.
    private static string FileOf(string path) =>
        OfOtherVersion().Match(path) is { Success: true } name ? name.Groups["name"].Value + name.Groups["kind"].Value : path;

    // With a fingerprint of its own or, a script, in the folder of its release.
    [GeneratedRegex(
        @"^(?<name>/[a-zA-Z0-9_./-]+)\.[a-z0-9]{10}(?<kind>\.(css|js|woff2|svg|png))$|^/scripts/[a-z0-9]{10}(?<name>/[a-z/-]+)(?<kind>\.js)$")]
    private static partial Regex OfOtherVersion();
}
