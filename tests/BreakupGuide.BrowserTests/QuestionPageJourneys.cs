using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>The question pages on a phone: what one needs to answer stands on the first screen.</summary>
public sealed class QuestionPageJourneys
{
    private const int BarHeight = 60;

    private const string Address = "https://maps.example.org/place/where-we-first-met/at/53.5511,9.9937,17z/view-of-it";

    [Fact]
    public async Task Questions_of_the_short_walk_fit_on_the_first_screen_up_to_Continue()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/reflections/why-he-left/start?walk=short");
        await FitsAsync(page, "the first question");

        var list = new Walker(page, "he", "plainly");
        await list.AnswerAsync();
        await list.AnswerAsync();
        await FitsAsync(page, "a list");
        await list.AnswerAsync();
        await list.AnswerAsync();
        Assert.EndsWith("/how-sure", page.Url, StringComparison.Ordinal);
        await FitsAsync(page, "a sort");

        await page.GotoAsync("/reflections/your-part/start?walk=short");
        await new Walker(page, "no").AnswerAsync();
        await Passing(page);
        await Passing(page);
        Assert.EndsWith("/kind", page.Url, StringComparison.Ordinal);
        await FitsAsync(page, "a text");
    }

    [Fact]
    public async Task A_long_address_wraps_where_it_is_sorted_and_in_the_outcome()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 360, height: 740);
        await page.GotoAsync("/reflections/why-he-left/start?walk=short");
        var walker = new Walker(page, "i", "calmly", "stands") { Words = () => Address };
        await walker.AnswerAsync();
        await NotWiderAsync(page, "list");
        await walker.AnswerAsync();
        await walker.AnswerAsync();
        await Expect(page.Locator("legend").First).ToHaveTextAsync(Address);
        await NotWiderAsync(page, "sort");
        await walker.ToCheckAsync();
        await NotWiderAsync(page, "check");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Address);
        await NotWiderAsync(page, "outcome");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_line_of_a_list_is_broken_and_Enter_leads_to_the_next_line(bool javaScript)
    {
        const string Long = "He said that he had been thinking about it since the summer, and that it had nothing to do with me.";
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(javaScript);
        await page.GotoAsync("/reflections/why-he-left/start?walk=short");
        await new Walker(page, "i").AnswerAsync();
        // Until the circuit has drawn the list once more, a row may be gone for a moment.
        if (javaScript) await PolicyJourney.AliveAsync(page);
        var rows = page.Locator("textarea[name^='item.']");
        var height = (await rows.First.BoundingBoxAsync())!.Height;
        await rows.First.FillAsync(Long);

        Assert.InRange((await rows.First.BoundingBoxAsync())!.Height, height * 2, height * 6);
        Assert.Equal(0, await rows.First.EvaluateAsync<int>("row => row.scrollHeight - row.clientHeight"));
        if (javaScript)
        {
            for (var row = 1; row <= 3; row++)
            {
                await page.Keyboard.PressAsync("Enter");
                await Expect(rows.Nth(row)).ToBeFocusedAsync();
            }

            await Expect(rows).ToHaveCountAsync(4);
            await page.Keyboard.TypeAsync("The fourth");
            await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        }

        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Stop here for today", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Long);
        if (javaScript) await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("The fourth");
    }

    [Fact]
    public async Task Stopping_for_today_keeps_the_words_of_the_moment()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/reflections/why-he-left/start?walk=short");
        await new Walker(page, "i").AnswerAsync();
        await page.Locator("textarea[name^='item.']").First.FillAsync("Written a moment ago");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Stop here for today", Exact = true }).ClickAsync());

        await Expect(page.Locator("h1")).ToHaveTextAsync("That is enough for today");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Written a moment ago");
    }

    [Fact]
    public async Task Whoever_answers_first_and_then_says_who_it_is_about_finds_the_answer_again()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/reflections/why-he-left/start?walk=short");
        await page.Locator("input[value=both]").CheckAsync();
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "She", Exact = true }).ClickAsync());

        await Expect(page.GetByText("She did")).ToBeVisibleAsync();
        await Expect(page.Locator("input[value=both]")).ToBeCheckedAsync();
    }

    private static async Task Passing(IPage page)
    {
        await page.GetByText("I can’t answer this").ClickAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Skip", Exact = true }).ClickAsync());
    }

    private static async Task FitsAsync(IPage page, string what)
    {
        foreach (var place in new[] { "h1", "[data-draft-status]", "button[value=continue]" })
        {
            var box = await page.Locator(place).BoundingBoxAsync();
            Assert.True(box is not null && box.Y + box.Height <= 844 - BarHeight, $"{what}: {place} ends at {box?.Y + box?.Height}");
        }
    }

    private static async Task NotWiderAsync(IPage page, string what) =>
        Assert.True(
            await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
            $"{what} scrolls sideways");
}
