using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Guides;

public class GuidePageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task Every_guide_shows_its_title_its_time_and_the_article_it_retells()
    {
        Assert.NotEmpty(library.Guides);
        foreach (var guide in library.Guides)
        {
            var page = await browser.Open($"/guides/{guide.Slug}");
            Assert.Equal(guide.Title.He, page.QuerySelector("h1")?.TextContent);
            Assert.Contains($"{guide.Minutes} minutes", page.QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
            var text = page.QuerySelector("main")!.TextContent;
            if (guide.Retells is { } article) Assert.Contains($"retells the article “{article}”", text, StringComparison.Ordinal);
            else Assert.DoesNotContain("retells the article", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_guide_shows_a_placeholder_whatever_the_pronoun()
    {
        foreach (var pronoun in new[] { "he", "she", "they" })
        {
            var reader = site.Browse();
            reader.Http.DefaultRequestHeaders.Add("Cookie", $"pronoun={pronoun}");
            foreach (var guide in library.Guides)
            {
                var page = await reader.Open($"/guides/{guide.Slug}");
                Assert.DoesNotContain("{", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_contents_list_leads_to_headings_of_the_page()
    {
        foreach (var guide in library.Guides)
        {
            var page = await browser.Open($"/guides/{guide.Slug}");
            var links = page.QuerySelectorAll("nav[aria-label=Contents] a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.NotEmpty(links);
            Assert.All(links, link =>
            {
                Assert.StartsWith($"/guides/{guide.Slug}#", link, StringComparison.Ordinal);
                Assert.Equal("H2", page.GetElementById(link.Split('#')[1])?.TagName);
            });
        }
    }

    [Fact]
    public async Task Reflect_links_lead_to_questions_that_exist_and_say_which()
    {
        var seen = 0;
        foreach (var guide in library.Guides)
        {
            var page = await browser.Open($"/guides/{guide.Slug}");
            foreach (var link in page.QuerySelectorAll(".reflect a"))
            {
                var parts = link.GetAttribute("href")!.Split('/', '?', '=');
                var question = library.Reflection(parts[2])?.Find(parts[4]);
                Assert.NotNull(question);
                Assert.Equal("Reflect on this", link.TextContent);
                // A question about each item is not quoted: there is no item yet.
                var asked = question.Ask.He.Contains("{item}", StringComparison.Ordinal) ? "" : question.Ask.He;
                Assert.Equal(asked, link.Closest("p")!.QuerySelector(".asked")?.TextContent);
                seen++;
            }
        }

        Assert.NotEqual(0, seen);
    }

    [Fact]
    public async Task Evidence_notes_name_their_studies_and_care_blocks_lead_to_help()
    {
        var pages = await Task.WhenAll(library.Guides.Select(g => browser.Open($"/guides/{g.Slug}")));
        var studies = pages.SelectMany(p => p.QuerySelectorAll(".evidence .references li")).ToList();
        var care = pages.SelectMany(p => p.QuerySelectorAll(".care")).ToList();

        Assert.NotEmpty(studies);
        Assert.All(studies, s => Assert.Contains(library.References, r => s.TextContent.Contains($"{r.Authors} ({r.Year})", StringComparison.Ordinal)));
        Assert.NotEmpty(care);
        Assert.All(care, c => Assert.NotNull(c.QuerySelector("a[href='/help']")));
    }

    [Fact]
    public async Task Previous_and_next_follow_the_reading_order()
    {
        var slugs = library.Guides.OrderBy(g => g.Order).Select(g => $"/guides/{g.Slug}").ToList();

        Assert.Equal((null, slugs[1]), await Neighbours(slugs[0]));
        Assert.Equal((slugs[0], slugs[2]), await Neighbours(slugs[1]));
        Assert.Equal((slugs[^2], null), await Neighbours(slugs[^1]));
    }

    [Fact]
    public async Task The_whole_guide_follows_the_pronoun()
    {
        browser.Http.DefaultRequestHeaders.Add("Cookie", "pronoun=she");
        var page = await browser.Open("/guides/why-did-he-leave");

        Assert.Equal("Why did she leave?", page.QuerySelector("h1")?.TextContent);
        Assert.StartsWith("Why did she leave?", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_guide_is_a_404_page()
    {
        var page = await browser.Open("/guides/no-such-guide", 404);
        Assert.Equal("This page is not here", page.QuerySelector("h1")?.TextContent);
    }

    private async Task<(string?, string?)> Neighbours(string address)
    {
        var page = await browser.Open(address);
        return (page.QuerySelector("a[rel=prev]")?.GetAttribute("href"), page.QuerySelector("a[rel=next]")?.GetAttribute("href"));
    }
}
