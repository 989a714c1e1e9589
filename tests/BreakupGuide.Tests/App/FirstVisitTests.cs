using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>What a first visit waits for, from a real Kestrel: the page, its style sheets and scripts that block, compressed. The font comes later.</summary>
public sealed partial class FirstVisitTests(FirstVisitTests.Served served) : IClassFixture<FirstVisitTests.Served>
{
    /// <summary>What a server may send before it hears that the first of it has arrived: ten segments or so.</summary>
    private const int FirstWindow = 14 * 1024;

    public static TheoryData<string> Looks => ["/guides/why-did-he-leave", "/privacy", "/", "/guides", "/guides?q=space", "/help", "/reflections"];

    /// <summary>One program for all of it.</summary>
    public sealed class Served : IDisposable
    {
        public Served()
        {
            Site = new();
            Http = new() { BaseAddress = Site.Serve() };
        }

        public Site Site { get; }

        public HttpClient Http { get; }

        public void Dispose()
        {
            Http.Dispose();
            Site.Dispose();
        }
    }

    [Fact]
    public async Task A_guide_comes_in_one_round_trip()
    {
        foreach (var guide in served.Site.Services.GetRequiredService<ContentLibrary>().Guides)
        {
            var (page, bytes) = await Compressed($"/guides/{guide.Slug}");
            var sheet = Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]")).GetAttribute("href");
            Assert.Empty(page.QuerySelectorAll("script:not([type=module]):not([defer])"));

            Assert.InRange(bytes + await Packed($"/{sheet}"), 1, FirstWindow);
        }
    }

    /// <summary>A look of its own comes with the sheet of all components: whoever leaves that out has none.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_with_one_style_sheet_has_nothing_that_another_one_would_dress(string path)
    {
        var html = await served.Http.GetStringAsync(path);

        Assert.Equal(html.Contains(".styles.css", StringComparison.Ordinal), Scope().IsMatch(html));
    }

    /// <summary>A browser learns of an import when it has read the importing script, a round trip later; four of them stand one behind the other.</summary>
    [Theory]
    [InlineData("/guides/why-did-he-leave", "exit.js")]
    [InlineData("/journal/new", "exit.js", "draft.js")]
    [InlineData("/urge", "exit.js", "draft.js")]
    [InlineData("/reflections/why-he-left/start?walk=short", "exit.js", "draft.js")]
    [InlineData("/practices/check-in/new", "exit.js", "draft.js")]
    public async Task What_scripts_import_is_asked_for_at_once(string path, params string[] scripts)
    {
        var page = new HtmlParser().ParseDocument(await served.Http.GetStringAsync(path));
        var needed = new HashSet<string>();
        foreach (var script in scripts) await AddImports(script, needed);
        if (scripts.Contains("draft.js")) needed.Add("draft.js");

        var asked = page.QuerySelectorAll("link[rel=modulepreload]").Select(l => l.GetAttribute("href")!).Distinct();
        Assert.Equal(needed.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    private async Task AddImports(string script, HashSet<string> needed)
    {
        foreach (Match import in Import().Matches(await served.Http.GetStringAsync(script)))
        {
            var imported = new Uri(new Uri(served.Http.BaseAddress!, script), import.Groups["from"].Value).AbsolutePath[1..];
            if (needed.Add(imported)) await AddImports(imported, needed);
        }
    }

    /// <summary>A script that another one imports has no fingerprint: a browser has to ask each time, or it would mix two releases after an upgrade.</summary>
    [Theory]
    [InlineData("cover.js")]
    [InlineData("session.js")]
    [InlineData("draft.js")]
    [InlineData("draft/send.js")]
    public async Task A_script_without_a_fingerprint_is_asked_for_again_each_time(string name)
    {
        using var first = await served.Http.GetAsync(name);
        using var same = await Ask(name, first.Headers.ETag!);
        using var upgraded = await Ask(name, new("\"of-an-earlier-release\""));

        Assert.All([first, same, upgraded], r =>
        {
            Assert.True(r.Headers.CacheControl!.NoCache);
            Assert.Null(r.Headers.CacheControl.MaxAge);
        });
        Assert.Equal((200, 304, 200), ((int)first.StatusCode, (int)same.StatusCode, (int)upgraded.StatusCode));
    }

    private async Task<HttpResponseMessage> Ask(string address, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);
        return await served.Http.SendAsync(request);
    }

    private async Task<(IDocument Page, int Bytes)> Compressed(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new("br"));
        using var response = await served.Http.SendAsync(request);
        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        await using var html = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return (new HtmlParser().ParseDocument(html), bytes.Length);
    }

    /// <summary>As the published program sends it.</summary>
    private async Task<int> Packed(string address)
    {
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await brotli.WriteAsync(await served.Http.GetByteArrayAsync(address));
        return (int)packed.Length;
    }

    [GeneratedRegex("^import ([^(';]*?from )?'(?<from>[^']+)';", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(" b-[a-z0-9]{10}[ >/]")]
    private static partial Regex Scope();
}
