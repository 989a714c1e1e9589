using System.Net;

namespace BreakupGuide.Tests.App;

/// <summary>What search engines and previews are told: of pages for everybody what they are, of a person's pages nothing.</summary>
public sealed class PublicHeadTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Theory]
    [InlineData("/", "BreakupGuide")]
    [InlineData("/guides", "Guides – BreakupGuide")]
    [InlineData("/guides/why-did-he-leave", "Why did he leave? – BreakupGuide")]
    [InlineData("/help", "Help right now – BreakupGuide")]
    [InlineData("/privacy", "Privacy – BreakupGuide")]
    [InlineData("/reflections", "Reflections – BreakupGuide")]
    public async Task Pages_for_everybody_say_what_they_are(string address, string title)
    {
        var page = await browser.Open(address);

        Assert.Equal(title, page.Title);
        Assert.InRange(page.QuerySelector("meta[name=description]")?.GetAttribute("content")?.Length ?? 0, 30, 220);
        Assert.Equal(title.Replace(" – BreakupGuide", "", StringComparison.Ordinal), page.QuerySelector("meta[property='og:title']")?.GetAttribute("content"));
        Assert.Null(page.QuerySelector("meta[name=robots]"));
    }

    [Theory]
    [InlineData("/journal")]
    [InlineData("/journal/new")]
    [InlineData("/start")]
    [InlineData("/unlock")]
    [InlineData("/settings")]
    [InlineData("/reflections/why-he-left/start")]
    public async Task A_persons_pages_are_kept_out_of_indexes(string address)
    {
        var page = await browser.Open(address);

        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("meta[name=description], meta[property]"));
    }

    [Fact]
    public async Task A_shared_link_has_a_picture_where_the_programs_own_address_is_known()
    {
        Assert.Null((await browser.Open("/")).QuerySelector("meta[property='og:image']"));

        using var known = new Site([("BreakupGuide:PublicUrl", "http://notes.example")]);
        var page = await known.Browse().Open("/guides");
        Assert.Equal("http://notes.example/share.png", page.QuerySelector("meta[property='og:image']")?.GetAttribute("content"));
    }

    [Theory]
    [InlineData("/robots.txt", "text/plain")]
    [InlineData("/favicon.ico", "image/x-icon")]
    [InlineData("/share.png", "image/png")]
    public async Task What_browsers_and_robots_ask_for_is_there(string address, string type)
    {
        using var response = await browser.Http.GetAsync(address);

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_font_that_the_style_sheet_names_by_its_fingerprint_is_there()
    {
        var css = await browser.Http.GetStringAsync("/app.css");
        var named = css.Split("url(\"")[1].Split('"')[0];
        using var response = await browser.Http.GetAsync($"/{named}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(named, (await browser.Open("/")).QuerySelector("link[rel=preload]")!.GetAttribute("href"), StringComparison.Ordinal);
    }
}
