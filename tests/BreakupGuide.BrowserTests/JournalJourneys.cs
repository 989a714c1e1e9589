using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What the journal's pages do beyond their forms while JavaScript runs.</summary>
public sealed class JournalJourneys
{
    [Fact]
    public async Task Searching_follows_the_typing_and_takes_no_letter_away()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await WriteAsync(page, "We walked along the old canal");
        await WriteAsync(page, "Something else");
        await page.GotoAsync("/journal");
        await page.UntilAsync("() => window.Blazor !== undefined");

        // Slower than the pause after which it is sent, so that answers come in while letters are typed.
        await page.GetByLabel("Search your journal").PressSequentiallyAsync("old CANAL walked", new() { Delay = 230 });
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "One entry found." })).ToBeVisibleAsync();

        await Expect(page.GetByLabel("Search your journal")).ToHaveValueAsync("old CANAL walked");
        await Expect(page.GetByLabel("Search your journal")).ToBeFocusedAsync();
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(1);
        Assert.Matches(@"/journal\?found=\d+$", page.Url);
    }

    [Fact]
    public async Task The_preview_follows_what_is_saved_and_leaves_the_text_area_alone()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("A *quiet* day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator("#preview em")).ToHaveTextAsync("quiet");

        await page.GetByLabel("Your words").PressAsync("Control+End");
        await page.GetByLabel("Your words").PressSequentiallyAsync(" and a **good** night");
        await Expect(page.Locator("#preview strong")).ToHaveTextAsync("good");
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("A *quiet* day and a **good** night");
        await Expect(page.GetByLabel("Your words")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_typed_while_the_preview_is_still_coming_goes_where_it_belongs()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        var before = string.Concat(Enumerable.Repeat("A *quiet* day\n", 40));
        await page.GetByLabel("Your words").FillAsync(before);
        // The scripts of the page that comes are slow.
        var script = await Gate.BeforeAsync(page, "**/lock.js");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await script.Asked;
        await Expect(page.Locator("#preview")).ToBeInViewportAsync();

        await page.GetByLabel("Your words").PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" and a");
        await script.PassedAsync();
        await page.WaitForLoadStateAsync();
        await page.Keyboard.TypeAsync(" **good** night");
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync($"{before} and a **good** night");
        await Expect(page.Locator("#preview strong")).ToHaveTextAsync("good");
    }

    [Fact]
    public async Task Two_tabs_with_the_same_entry_lose_no_words()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await WriteAsync(page, "Where both began");
        var address = page.Url + "/edit";
        await page.GotoAsync(address);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await other.GetByLabel("Your words").FillAsync("Written in the other tab");
        await Expect(other.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");

        await page.GetByLabel("Your words").FillAsync("Written in this tab");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Two versions" })).ToContainTextAsync("changed in another place");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This was changed in another place" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Written in the other tab")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("Written in this tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".prose")).ToHaveTextAsync("Written in this tab");
    }

    [Fact]
    public async Task The_day_that_waits_in_a_new_form_is_the_day_where_the_person_is()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.Clock.SetFixedTimeAsync(new DateTime(2026, 3, 4, 23, 30, 0, DateTimeKind.Utc));
        await page.GotoAsync("/journal/new");

        // Berlin, where the clocks are an hour ahead.
        await Expect(page.GetByLabel("Date")).ToHaveValueAsync("2026-03-05");
    }

    private static async Task WriteAsync(IPage page, string words)
    {
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".prose")).ToHaveTextAsync(words);
    }
}
