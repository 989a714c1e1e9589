using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Somebody who took a walk twice sets both times side by side, looks at one question over time, and at what can be drawn.</summary>
public sealed class ThenAndNowJourney
{
    [Theory]
    [InlineData("phone-light", true)]
    [InlineData("desk-dark", false)]
    public async Task Two_times_of_a_walk_stand_beside_each_other_and_over_time(string view, bool isBelow)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(view);
        await WalkAsync(page, "I had the same winter on my mind");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Then and now" })).ToHaveCountAsync(0);
        await WalkAsync(page, "I had the same spring on my mind");

        await Follow(page, "Then and now: beside");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Then and now");
        await Expect(page.Locator(".ends h2")).ToHaveCountAsync(2);
        var part = page.Locator("section.answer").Filter(new() { HasText = "on my mind" }).First;
        await Expect(part.Locator("del").First).ToContainTextAsync("winter");
        await Expect(part.Locator("ins").First).ToContainTextAsync("spring");
        var sides = part.Locator(".both > div");
        var (then, now) = ((await sides.Nth(0).BoundingBoxAsync())!, (await sides.Nth(1).BoundingBoxAsync())!);
        Assert.Equal(isBelow, now.Y >= then.Y + then.Height);
        await LookAsync(page, view, "compare");

        // Everything by keyboard: what is the same unfolds.
        await page.Locator("details > summary", new() { HasText = "Same in both" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("details[open] dl")).ToBeVisibleAsync();

        await Follow(page, "Read all of it", last: true);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Compare with" })).ToHaveCountAsync(1);
        await Follow(page, "All my answers to this", last: true);
        await Expect(page.Locator("main ol > li")).ToHaveCountAsync(2);
        await LookAsync(page, view, "one-question");

        await Follow(page, "Your journal");
        await Follow(page, "Over time");
        await Expect(page.Locator("#changed + p")).ToContainTextAsync("finished more than once");
        await Expect(page.Locator("section[aria-labelledby=changed] h3")).ToHaveCountAsync(1);
        await Expect(page.Locator("section[aria-labelledby=mood]")).ToContainTextAsync("A picture comes with three entries");
        await LookAsync(page, view, "insights");
    }

    [Fact]
    public async Task Something_earlier_comes_only_when_it_is_asked_for()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync("phone-light");
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("A page of a wet afternoon");
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel("Date").FillAsync("2026-05-02");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());

        await page.GotoAsync("/journal");
        await Follow(page, "Something I wrote earlier");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("wet afternoon");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Show me one" }).ClickAsync());
        await Expect(page.Locator("main")).ToContainTextAsync("Free writing, from Saturday, 2 May 2026");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("wet afternoon");
        await LookAsync(page, "phone-light", "earlier-asked");
        await Follow(page, "Show it");
        await Expect(page.Locator("main")).ToContainTextAsync("wet afternoon");
        await page.UnfoldAsync("May come up again");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Yes", Exact = true }).ClickAsync());
        await page.GotoAsync("/journal/earlier");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Show me one" }).ClickAsync());
        await Expect(page.Locator("article")).ToContainTextAsync("wet afternoon");
    }

    private static async Task WalkAsync(IPage page, string words)
    {
        await page.GotoAsync("/reflections/why-he-left/start?walk=short");
        await new Walker(page, "he") { Words = () => words }.ToCheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync());
    }

    private static Task Follow(IPage page, string name, bool last = false)
    {
        var links = page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name });
        return page.ThroughAsync(() => (last ? links.Last : links.First).ClickAsync());
    }

    private static async Task LookAsync(IPage page, string view, string name) => Assert.Empty(await page.InspectAsync(view, name));
}
