using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Home;

public class HomePageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task The_first_screen_offers_one_primary_action_and_two_quiet_ones()
    {
        var page = await browser.Open("/");

        Assert.Equal("Make sense of your break-up, in private.", page.QuerySelector("h1")?.TextContent);
        var primary = Assert.Single(page.QuerySelectorAll(".button-primary"));
        Assert.Equal("Answer the first question", primary.TextContent);
        Assert.Equal("/reflections/why-he-left/start?walk=short", primary.GetAttribute("href"));
        Assert.Equal(
            ["I am about to message him /urge", "I only want to read /guides"],
            page.QuerySelectorAll("main .button-quiet").Select(a => $"{a.TextContent} {a.GetAttribute("href")}"));
    }

    [Theory]
    [InlineData("she", "I am about to message her", "Not safe with her?")]
    [InlineData("they", "I am about to message them", "Not safe with them?")]
    public async Task It_speaks_of_the_ex_partner_as_chosen(string pronoun, string message, string safe)
    {
        browser.Http.DefaultRequestHeaders.Add("Cookie", $"pronoun={pronoun}");
        var page = await browser.Open("/");

        Assert.Contains(page.QuerySelectorAll("a"), a => a.TextContent == message);
        Assert.Contains(page.QuerySelectorAll("h2"), h => h.TextContent == safe);
        Assert.DoesNotMatch(@"\b([Hh]e|[Hh]im|[Hh]is)\b", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Three_walks_stand_in_their_order_each_with_a_question_and_its_minutes()
    {
        var page = await browser.Open("/");
        var walks = page.QuerySelectorAll("article");

        Assert.Equal(
            ["/reflections/why-he-left", "/reflections/your-part", "/reflections/can-it-be-fixed"],
            walks.Select(w => w.QuerySelector("h3 a")?.GetAttribute("href")));
        foreach (var (walk, slug) in walks.Zip(["why-he-left", "your-part", "can-it-be-fixed"]))
        {
            var reflection = library.Reflection(slug)!;
            Assert.Contains(reflection.Questions, q => walk.TextContent.Contains($"“{q.Ask.He}”", StringComparison.Ordinal) && q.Ask.He.Length > 0);
            Assert.Contains(
                $"Short walk {reflection.Minutes.Short} minutes, whole walk {reflection.Minutes.Whole}", walk.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_map_is_marked_as_an_example()
    {
        var map = Assert.Single((await browser.Open("/")).QuerySelectorAll(".map"));

        Assert.Contains("invented example", map.PreviousElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["With me", "Between us", "With him", "Circumstances", "Nobody knows"], map.QuerySelectorAll("h3").Select(h => h.TextContent.Trim()));
    }

    [Fact]
    public async Task Each_of_six_situations_leads_to_a_guide_and_a_reflection()
    {
        var rows = (await browser.Open("/")).QuerySelectorAll("section[aria-labelledby=where-heading] li");

        Assert.Equal(6, rows.Length);
        Assert.Equal(
            library.Situations.Select(s => $"{s.Label.He} /guides/{s.Guide} /reflections/{s.Reflection}"),
            rows.Select(r => $"{r.QuerySelector("h3")!.TextContent} {string.Join(' ', r.QuerySelectorAll("a").Select(a => a.GetAttribute("href")))}"));
    }

    [Fact]
    public async Task The_guides_stand_in_reading_order_and_help_comes_last()
    {
        var page = await browser.Open("/");

        Assert.Equal(
            library.Guides.OrderBy(g => g.Order).Select(g => $"/guides/{g.Slug}"),
            page.QuerySelectorAll("section[aria-labelledby=guides-heading] a").Select(a => a.GetAttribute("href")));
        Assert.Equal("/help", page.QuerySelectorAll("main a")[^1].GetAttribute("href"));
    }

    [Fact]
    public async Task With_a_space_open_it_offers_to_continue_to_write_and_to_look_back_and_shows_nothing_old()
    {
        await browser.OpenSpace("home");
        var page = await browser.Open("/");

        Assert.Equal("Notes", page.Title);
        Assert.Equal(
            [
                "Answer questions /reflections", "Write in your journal /journal/new", "What I understand now /understanding", "Practices /practices",
                "Look back /journal",
            ],
            page.QuerySelectorAll("main .link-list a").Select(a => $"{a.QuerySelector("strong")!.TextContent} {a.GetAttribute("href")}"));
        Assert.Matches("^Good (morning|afternoon|evening)[.]$", page.QuerySelector("h1")!.TextContent);
        Assert.Single(page.QuerySelectorAll("header button"), b => b.TextContent == "Lock");
    }

    [Fact]
    public async Task A_walk_that_was_begun_is_offered_by_a_neutral_label_without_its_question_or_an_answer()
    {
        await browser.OpenSpace("begun");
        var question = await AnswerTheFirstQuestion();

        var page = await browser.Open("/");
        var link = page.QuerySelector("main .link-list a")!;
        Assert.Equal("/reflections/why-he-left", link.GetAttribute("href"));
        Assert.Equal("Continue", link.QuerySelector("strong")?.TextContent);
        Assert.Matches("^Question 2 of about [0-9]+, from today$", link.QuerySelector(".hint")?.TextContent);
        Assert.DoesNotContain(question, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Why he left", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_left_is_asked_neutrally_whether_to_continue()
    {
        await AnswerTheFirstQuestion();
        Assert.Equal("Notes", (await browser.Open("/")).Title);

        using (await browser.Http.GetAsync("/exit"))
        {
            var page = await browser.Open("/");
            Assert.Equal("Make sense of your break-up, in private.", page.QuerySelector("h1")?.TextContent);
            var back = page.QuerySelector("form.away")!;
            Assert.Equal(["Continue where you were?", "Continue"], back.Children.Where(c => c.LocalName is "span" or "button").Select(c => c.TextContent));
            using var response = await browser.Send(back);
        }

        var link = (await browser.Open("/")).QuerySelector("main .link-list a")!;
        Assert.Equal("Continue", link.QuerySelector("strong")?.TextContent);
    }

    [Fact]
    public async Task A_visitors_space_cannot_be_locked_so_the_header_does_not_offer_it()
    {
        await AnswerTheFirstQuestion();
        var header = (await browser.Open("/")).QuerySelector("header")!;

        Assert.Empty(header.QuerySelectorAll("button"));
        Assert.Contains(header.QuerySelectorAll("a"), a => a.TextContent == "Unlock");
    }

    private async Task<string> AnswerTheFirstQuestion()
    {
        var page = await browser.Open("/reflections/why-he-left/start");
        var choice = page.QuerySelector("main form input[type=radio]")!;
        using var saved = await browser.Send(choice.Closest("form")!, (choice.GetAttribute("name")!, choice.GetAttribute("value")!));
        Assert.Equal(302, (int)saved.StatusCode);
        return page.QuerySelector("h1")!.TextContent.Trim();
    }
}
