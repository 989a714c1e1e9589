using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Guides;

public class GuidesPageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task It_lists_all_guides_in_reading_order_and_again_by_topic()
    {
        var page = await browser.Open("/guides");

        Assert.Equal(
            library.Guides.OrderBy(g => g.Order).Select(g => $"/guides/{g.Slug}"),
            page.QuerySelectorAll("section[aria-labelledby=order] h3 a").Select(a => a.GetAttribute("href")));
        var topics = page.QuerySelectorAll("section[aria-labelledby=topics] dl > div");
        Assert.Equal(library.Guides.SelectMany(g => g.Topics).Distinct().Count(), topics.Length);
        Assert.Equal(library.Guides.Sum(g => g.Topics.Count), topics.Sum(t => t.QuerySelectorAll("dd a").Length));
    }

    [Fact]
    public async Task The_search_is_a_plain_form_with_a_label()
    {
        var page = await browser.Open("/guides");
        var box = page.QuerySelector("form[role=search] input[name=q]")!;

        Assert.Equal("Search the guides", page.QuerySelector($"label[for={box.Id}]")?.TextContent);
        Assert.Equal("get", box.Closest("form")?.GetAttribute("method"));
    }

    [Fact]
    public async Task Searching_finds_words_of_the_text_and_leads_to_their_section()
    {
        var guide = library.Guides[0];
        var heading = guide.He.Contents[0];
        var page = await browser.Open($"/guides?q={Uri.EscapeDataString(heading.Text)}");

        Assert.Contains(page.QuerySelectorAll(".passage a"), a => a.GetAttribute("href") == $"/guides/{guide.Slug}#{heading.Id}");
        Assert.Equal(heading.Text, page.QuerySelector("#q")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Searching_for_what_is_not_there_says_so_and_shows_the_way_back()
    {
        var page = await browser.Open("/guides?q=zebracrossing");

        Assert.Equal("Nothing found for “zebracrossing”", page.QuerySelector("h2")?.TextContent);
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/guides");
    }

    [Fact]
    public async Task What_is_searched_for_is_shown_as_text_only()
    {
        var page = await browser.Open("/guides?q=" + Uri.EscapeDataString("<img src=x>"));

        Assert.Empty(page.QuerySelectorAll("main img"));
        Assert.Contains("<img src=x>", page.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guide_that_was_opened_is_offered_to_continue_and_can_be_forgotten()
    {
        var slugs = library.Guides.OrderBy(g => g.Order).Select(g => g.Slug).ToList();
        Assert.Null((await browser.Open("/guides")).QuerySelector(".continue"));

        // As the guide's script writes it (ReadingJourney), after a cookie of the former program.
        Assert.NotNull((await browser.Open($"/guides/{slugs[0]}")).QuerySelector("script[src$='/read.js']"));
        browser.Http.DefaultRequestHeaders.Add("Cookie", $"read={slugs[2]}.{slugs[0]}; opened={slugs[2]}.{slugs[0]}");
        var page = await browser.Open("/guides");
        Assert.Equal($"/guides/{slugs[0]}", Assert.Single(page.QuerySelectorAll("a"), a => a.TextContent == "Continue reading").GetAttribute("href"));
        Assert.Equal(
            [slugs[0], slugs[2]],
            page.QuerySelectorAll("section[aria-labelledby=order] li")
                .Where(li => li.TextContent.Contains("you have opened this one", StringComparison.Ordinal))
                .Select(li => li.QuerySelector("a")!.GetAttribute("href")!["/guides/".Length..]));

        var settings = await browser.Open("/settings");
        using var forgotten = await browser.Send(settings.QuerySelectorAll("form").Single(f => f.TextContent.Contains("Forget", StringComparison.Ordinal)));
        var deleted = forgotten.Headers.GetValues("Set-Cookie").Where(c => c.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        Assert.Equal(["opened", "read"], deleted.Select(c => c.Split('=')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_forged_reading_cookie_shows_nothing()
    {
        browser.Http.DefaultRequestHeaders.Add("Cookie", "opened=nonsense.more");
        Assert.Null((await browser.Open("/guides")).QuerySelector(".continue"));
    }
}
