using System.Text.RegularExpressions;

namespace BreakupGuide.App;

/// <summary>
/// While nodes are upgraded one after the other, and on pages that were open before, somebody asks this version for a style sheet or a script by the name
/// that it has in another one: they get the one that this version has.
/// </summary>
/// <remarks>Between two routings: the first tells that nothing has that name here.</remarks>
internal sealed partial class AssetsOfOtherVersions(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        // By its plain name nothing is kept by a browser without asking again.
        if (http.GetEndpoint() is null && Fingerprinted().Match(http.Request.Path) is { Success: true } name)
            http.Request.Path = name.Groups["name"].Value + name.Groups["kind"].Value;
        return next(http);
    }

    [GeneratedRegex(@"^(?<name>/[a-zA-Z0-9_./-]+)\.[a-z0-9]{10}(?<kind>\.(css|js|woff2|svg|png))$")]
    private static partial Regex Fingerprinted();
}
