using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Safety;

public class HelpPageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task Every_help_line_is_shown_with_one_tap_to_call()
    {
        var page = await browser.Open("/help");
        var lines = library.Helplines.SelectMany(c => c.Lines).ToList();

        Assert.NotEmpty(lines);
        Assert.Equal(
            lines.Where(l => l.Call is not null).Select(l => "tel:" + string.Concat(l.Call!.Where(c => char.IsDigit(c) || c == '+'))),
            page.QuerySelectorAll("a[href^='tel:']").Select(a => a.GetAttribute("href")));
        Assert.All(lines, l => Assert.Contains(l.Name, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Countries_lead_to_their_lines()
    {
        var page = await browser.Open("/help");
        var links = page.QuerySelectorAll("nav[aria-label=Countries] a");

        Assert.Equal(library.Helplines.Select(c => c.Country), links.Select(a => a.TextContent));
        Assert.All(links, a => Assert.Equal(a.TextContent, page.GetElementById(a.GetAttribute("href")!.Split('#')[1])?.TextContent));
    }

    [Fact]
    public async Task Links_that_leave_the_site_are_plain_links_that_tell_nothing()
    {
        var outside = (await browser.Open("/help")).QuerySelectorAll("a[href^='http']");

        Assert.NotEmpty(outside);
        Assert.All(outside, a => Assert.Equal((null, "noopener noreferrer"), (a.GetAttribute("target"), a.GetAttribute("rel"))));
    }

    [Fact]
    public async Task It_says_what_we_are_not_and_speaks_to_both_sides()
    {
        var text = (await browser.Open("/help")).QuerySelector("main")!.TextContent;

        Assert.Contains("We are not a crisis service.", text, StringComparison.Ordinal);
        Assert.Contains("Signs that a relationship is not safe", text, StringComparison.Ordinal);
        Assert.Contains("When you are worried about what you do yourself", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_follows_the_pronoun()
    {
        browser.Http.DefaultRequestHeaders.Add("Cookie", "pronoun=they");
        Assert.DoesNotMatch(@"\b([Hh]e|[Hh]im|[Hh]imself|[Ss]he)\b", (await browser.Open("/help")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("pass through the server’s memory")]
    [InlineData("Whoever has this browser can open it for 24 hours")]
    [InlineData("How many entries there are")]
    [InlineData("Your browser’s history")]
    [InlineData("If you lose both, nobody can open your words again")]
    public async Task The_privacy_page_says_what_is_not_protected(string words) =>
        Assert.Contains(words, (await browser.Open("/privacy")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
}
