using System.IO.Compression;
using System.Net;

namespace BreakupGuide.Tests.App;

/// <summary>Pages to read are made once and kept: the same bytes for everybody without a space, and nobody else's for anybody.</summary>
public sealed class KeptPagesTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string> Pages =>
        ["/", "/guides", "/guides/why-did-he-leave", "/reflections", "/reflections/why-he-left", "/practices", "/practices/check-in", "/help", "/privacy"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_to_read_is_whole_small_and_the_same_for_everybody(string path)
    {
        using var first = await Get(path);
        using var second = await Get(path, ("Cookie", "form=token-of-another-page; zone=Europe%2FBerlin"));

        Assert.All([first, second], r =>
        {
            Assert.Equal(HttpStatusCode.OK, r.StatusCode);
            Assert.Equal("no-cache, private", r.Headers.CacheControl!.ToString());
            Assert.False(r.Headers.Contains("Set-Cookie"));
            Assert.NotNull(r.Content.Headers.ContentLength);
        });
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        var html = await first.Content.ReadAsStringAsync();
        Assert.Equal(html, await second.Content.ReadAsStringAsync());
        foreach (var not in new[] { "blazor.web", "Component-State", "__RequestVerificationToken", "components-reconnect", "lock.js" })
            Assert.DoesNotContain(not, html, StringComparison.Ordinal);
        Assert.Matches("exit[.a-z0-9]*[.]js", html);
    }

    [Fact]
    public async Task A_browser_that_has_the_page_is_sent_nothing_again()
    {
        using var first = await Get("/privacy");
        using var again = await Get("/privacy", ("If-None-Match", $"\"other\", {first.Headers.ETag}"));
        using var changed = await Get("/privacy", ("If-None-Match", first.Headers.ETag!.ToString()), ("Cookie", "look=dark"));

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("identity", null)]
    [InlineData("so;;me=thing", null)]
    public async Task It_is_sent_in_the_encoding_that_is_asked_for(string accepted, string? encoding)
    {
        using var plain = await Get("/guides");
        using var response = await Get("/guides", ("Accept-Encoding", accepted));

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var opened = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await new StreamReader(opened).ReadToEndAsync());
    }

    [Fact]
    public async Task Pronoun_and_look_have_pages_of_their_own()
    {
        var (he, she, dark) = (await Text("/"), await Text("/", ("Cookie", "pronoun=she")), await Text("/", ("Cookie", "look=dark; pronoun=he")));

        Assert.Contains("I am about to message him", he, StringComparison.Ordinal);
        Assert.Contains("I am about to message her", she, StringComparison.Ordinal);
        Assert.Contains("data-look=\"dark\"", dark, StringComparison.Ordinal);
        Assert.Equal(he, await Text("/", ("Cookie", "pronoun=nonsense")));
    }

    [Fact]
    public async Task Help_begins_with_the_country_of_the_browsers_language()
    {
        var (british, german) = (await Text("/help", ("Accept-Language", "en-GB")), await Text("/help", ("Accept-Language", "de-DE,de;q=0.9")));

        Assert.NotEqual(british, german);
        Assert.Equal(german, await Text("/help", ("Accept-Language", "de-DE")));
    }

    [Theory]
    [InlineData("/", "left=yes")]
    [InlineData("/", "space=forged")]
    [InlineData("/help", "whatever=else")]
    [InlineData("/guides", "opened=why-did-he-leave")]
    [InlineData("/guides?q=space", "")]
    [InlineData("/GUIDES", "")]
    [InlineData("/guides/", "")]
    [InlineData("/start", "")]
    [InlineData("/journal", "")]
    public async Task What_may_be_somebodys_own_is_made_for_them_and_kept_nowhere(string path, string cookie)
    {
        await Get(path.TrimEnd('/'));
        using var response = await Get(path, ("Cookie", cookie));

        Assert.Equal("no-store, no-cache", response.Headers.CacheControl!.ToString());
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task Whoever_has_a_space_open_gets_their_own_page_and_leaves_none_to_others()
    {
        var before = await Text("/");
        var user = new TestUser(site);
        await user.Keeps("has a page");

        Assert.Contains("Write in your journal", await user.Sees("/"), StringComparison.Ordinal);
        using var own = await user.Browser.Http.GetAsync("/");
        Assert.Equal("no-store, no-cache", own.Headers.CacheControl!.ToString());
        Assert.Equal(before, await Text("/"));
    }

    [Fact]
    public async Task Whoever_asks_under_another_name_of_the_host_leaves_it_nowhere()
    {
        await Text("/practices/signs", ("Host", "evil.example"));

        Assert.DoesNotContain("evil", await Text("/practices/signs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_not_kept()
    {
        foreach (var _ in new[] { 1, 2 })
        {
            using var response = await Get("/guides/nothing");
            Assert.Equal((HttpStatusCode.NotFound, null), (response.StatusCode, response.Headers.ETag));
        }
    }

    private async Task<string> Text(string path, params (string Name, string Value)[] headers)
    {
        using var response = await Get(path, headers);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers.Where(h => h.Value.Length > 0)) request.Headers.TryAddWithoutValidation(name, value);
        return await site.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false }).SendAsync(request);
    }
}
