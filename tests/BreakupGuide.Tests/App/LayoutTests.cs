using AngleSharp.Dom;

namespace BreakupGuide.Tests.App;

public class LayoutTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Fact]
    public async Task Skip_links_come_first_and_lead_to_the_content_and_away()
    {
        var page = await browser.Open("/?x=1");
        var links = page.QuerySelectorAll("a").Take(2).ToList();

        Assert.Equal(["Skip to the main content", "Leave this page now"], links.Select(Name));
        // With the document's base address a bare fragment would lead to the home page.
        Assert.Equal("/?x=1#main", links[0].GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("main#main"));
        Assert.Equal("/exit", links[1].GetAttribute("href"));
        // It would move the focus past them when the page has loaded.
        Assert.Null(page.QuerySelector("blazor-focus-on-navigate"));
    }

    // Browsers take two slashes, or a backslash for one of them, for the name of another site, and leave out tabs and line ends.
    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("///evil.example/x")]
    [InlineData("/%5Cevil.example/x")]
    [InlineData("/%09/evil.example/x")]
    [InlineData("/no such%3Fpage/%23here?x=1")]
    public async Task A_missing_page_skips_to_its_own_content_and_to_no_other_site(string address)
    {
        var asked = new Uri("http://localhost" + address);
        using var response = await browser.Http.GetAsync(asked);
        Assert.Equal(404, (int)response.StatusCode);
        var link = (await Browser.Read(response)).QuerySelector("a")!;

        Assert.Equal("Skip to the main content", Name(link));
        var href = link.GetAttribute("href")!;
        Assert.Matches(@"^/(\.//|[^/\\\t\r\n])[^\\\t\r\n]*#main$", href);
        Assert.Equal(asked.PathAndQuery, new Uri(new Uri("http://localhost/"), href).PathAndQuery);
    }

    [Fact]
    public async Task There_is_exactly_one_way_out_named_exit_this_page()
    {
        var page = await browser.Open("/");
        var exit = Assert.Single(page.QuerySelectorAll("a, button"), e => Name(e) == "Exit this page");

        Assert.NotNull(exit.Closest("header"));
        Assert.Equal("/exit", exit.GetAttribute("href"));
        // The click must leave at once, not be fetched in the background.
        Assert.Equal("false", exit.Closest("[data-enhance-nav]")?.GetAttribute("data-enhance-nav"));
    }

    [Fact]
    public async Task The_header_leads_to_the_three_activities_and_the_footer_to_help_and_privacy()
    {
        var page = await browser.Open("/");

        Assert.Equal(["Guides /guides", "Reflect /reflections", "Journal /journal"], Links(page, "header nav[aria-label=Main] a"));
        Assert.Equal(["Before you send /urge", "Help /help", "Unlock /unlock"], Links(page, "header nav:not([aria-label=Main]) a"));
        Assert.Equal(["Help right now /help", "Privacy /privacy", "Settings /settings"], Links(page, "footer a"));
    }

    [Fact]
    public async Task Without_a_space_the_header_offers_to_unlock_one()
    {
        var page = await browser.Open("/");

        Assert.Equal("/unlock", Assert.Single(page.QuerySelectorAll("header a"), a => Name(a) == "Unlock").GetAttribute("href"));
        Assert.DoesNotContain(page.QuerySelectorAll("button"), b => Name(b) == "Lock");
    }

    [Fact]
    public async Task The_head_asks_no_third_party_and_tells_no_referrer()
    {
        var page = await browser.Open("/");

        Assert.Equal("no-referrer", page.QuerySelector("meta[name=referrer]")?.GetAttribute("content"));
        Assert.Contains("dot", page.QuerySelector("link[rel=icon]")?.GetAttribute("href"), StringComparison.Ordinal);
        var loaded = page.QuerySelectorAll("link[href], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        Assert.NotEmpty(loaded);
        Assert.DoesNotContain(loaded, address => address.Contains("//", StringComparison.Ordinal));
        Assert.DoesNotContain(page.QuerySelectorAll("script"), s => !s.HasAttribute("src"));
        Assert.Empty(page.QuerySelectorAll("[style], style"));
    }

    private static string Name(IElement element) => element.TextContent.Trim();

    private static IEnumerable<string> Links(IDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(a => $"{Name(a)} {a.GetAttribute("href")}");
}
