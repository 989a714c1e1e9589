using System.Net;
using System.Text.RegularExpressions;

namespace BreakupGuide.Tests.App;

/// <summary>What a page of another version of the program asks this one for.</summary>
public partial class AssetNamesTests(Site site) : IClassFixture<Site>
{
    private readonly HttpClient http = site.Browse().Http;

    [Fact]
    public async Task Each_style_sheet_and_script_of_the_first_page_is_there_under_the_name_of_another_version_and_not_kept()
    {
        var own = Fingerprinted().Matches(await http.GetStringAsync("/")).Select(m => m.Value).Distinct().ToList();
        Assert.Contains(own, a => a.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(own, a => a.EndsWith("/exit.js", StringComparison.Ordinal));
        foreach (var asset in own)
        {
            using var other = await http.GetAsync("/" + Fingerprint().Replace(asset, "0other0one"));

            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            Assert.Equal(await http.GetStringAsync("/" + asset), await other.Content.ReadAsStringAsync());
            Assert.True(other.Headers.CacheControl!.NoCache, $"{asset} would be kept for ever.");
        }
    }

    [Theory]
    [InlineData("/none.0other0one.css")]
    [InlineData("/app.0other0one.txt")]
    [InlineData("/scripts/0other0one/none.js")]
    [InlineData("/scripts/0other0one/../app.css")]
    [InlineData("/scripts/exit.js")]
    [InlineData("/../app.0other0one.css.bak")]
    public async Task What_never_was_there_is_not_found(string path)
    {
        using var response = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex(@"(?<=(href|src)=""/?)([a-zA-Z0-9_./-]+\.[a-z0-9]{10}\.css|scripts/[a-z0-9]{10}/[a-z/.-]+\.js)(?="")")]
    private static partial Regex Fingerprinted();

    [GeneratedRegex(@"(?<=[./])[a-z0-9]{10}(?=[./])")]
    private static partial Regex Fingerprint();
}
