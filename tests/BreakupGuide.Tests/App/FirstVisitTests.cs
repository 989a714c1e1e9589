using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BreakupGuide.App;
using BreakupGuide.Content;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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

        var folder = FolderOf(page);
        var asked = page.QuerySelectorAll("link[rel=modulepreload]").Select(l => l.GetAttribute("href")!).Distinct();
        Assert.Equal(needed.Select(n => folder + n).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    /// <summary>What asks ahead of the page comes before it is painted; whoever answers one question after the other has all of it.</summary>
    [Fact]
    public async Task A_run_that_has_begun_asks_for_nothing_ahead_but_what_leaving_needs()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = served.Http.BaseAddress };
        var guest = new Browser(http);
        var first = await guest.Open("/reflections/why-he-left/start?walk=short");
        var option = first.QuerySelector("form.ask input[type=radio]")!;
        using var answered = await guest.Send(
            first.QuerySelector("form.ask")!, (option.GetAttribute("name")!, option.GetAttribute("value")!), ("way", "continue"));
        var next = await guest.Open(answered.Headers.Location!.OriginalString);

        Assert.NotNull(next.QuerySelector("form[data-draft]"));
        Assert.Equal(
            ["cover.js", "session.js", "draft/send.js"],
            next.QuerySelectorAll("link[rel=modulepreload]").Select(l => l.GetAttribute("href")![FolderOf(next).Length..]));
    }

    /// <summary>What a script imports stands beside it in the folder of this release: nobody asks for it again with each page.</summary>
    [Fact]
    public async Task A_page_and_its_scripts_name_no_script_that_may_not_be_kept_for_good()
    {
        var page = new HtmlParser().ParseDocument(await served.Http.GetStringAsync("/journal/new"));
        var folder = FolderOf(page);
        var named = page.QuerySelectorAll("script[src]:not([src*=_framework])").Select(s => s.GetAttribute("src")!).ToList();
        Assert.All(named, s => Assert.StartsWith(folder, s, StringComparison.Ordinal));
        var needed = named.Select(s => s[folder.Length..]).Append("draft.js").ToHashSet();
        foreach (var script in needed.ToList()) await AddImports(script, needed);
        Assert.True(needed.Count > 20);

        var names = new AssetNames(_ => Task.CompletedTask, served.Site.Services.GetRequiredService<EndpointDataSource>());
        foreach (var script in needed)
        {
            // Such a name the published program lets browsers keep for a year; the one that is built for debugging lets them keep nothing.
            var asked = new DefaultHttpContext { Request = { Path = $"/{folder}{script}" } };
            await names.InvokeAsync(asked);
            Assert.Matches("^/" + script.Replace(".js", "[.][a-z0-9]{10}[.]js$", StringComparison.Ordinal), asked.Request.Path);
            Assert.Equal(await served.Http.GetStringAsync(script), await served.Http.GetStringAsync(folder + script));
        }
    }

    private static string FolderOf(IParentNode page) => Folder().Match(page.QuerySelector("script[src$='/exit.js']")!.GetAttribute("src")!).Value;

    private async Task AddImports(string script, HashSet<string> needed)
    {
        foreach (Match import in Import().Matches(await served.Http.GetStringAsync(script)))
        {
            var imported = new Uri(new Uri(served.Http.BaseAddress!, script), import.Groups["from"].Value).AbsolutePath[1..];
            if (needed.Add(imported)) await AddImports(imported, needed);
        }
    }

    /// <summary>By its plain name a script is asked for by pages that another release made: a browser has to ask each time, or it would mix the two.</summary>
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

    [GeneratedRegex("^scripts/[0-9a-f]{10}/")]
    private static partial Regex Folder();

    [GeneratedRegex(" b-[a-z0-9]{10}[ >/]")]
    private static partial Regex Scope();
}
