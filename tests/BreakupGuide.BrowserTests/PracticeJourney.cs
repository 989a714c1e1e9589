using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Somebody who notes how a quiet day went, on a phone.</summary>
public sealed class PracticeJourney
{
    [Fact]
    public async Task Three_taps_make_an_entry()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 390, height: 844);
        await page.GotoAsync("/practices/check-in");

        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Add an entry", Exact = true }).ClickAsync());
        await page.GetByText("All right", new() { Exact = true }).ClickAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "bearable" })).ToBeVisibleAsync();
        await Expect(page.Locator("ol.timeline > li")).ToHaveCountAsync(1);
        await Expect(page.Locator("ol.timeline")).ToContainTextAsync("All right");
        await Expect(page.Locator("ol.timeline")).ToContainTextAsync("Change");
    }

    [Fact]
    public async Task What_was_tapped_and_typed_is_saved_without_a_button_on_the_day_that_was_chosen()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 390, height: 844);
        await page.GotoAsync("/practices/check-in/new");
        await page.UnfoldAsync("Which day?");
        await page.GetByLabel("The day that this belongs to").FillAsync("2026-05-02");
        await page.GetByText("Low", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved").First).ToBeVisibleAsync();
        await page.UnfoldAsync("Add more, if you like");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByLabel("What helps at the moment, even a little?").FillAsync("Soup"),
            response => response.Url.EndsWith("/helps", StringComparison.Ordinal));
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/practices/check-in/[0-9a-f]{32}$"));
        await page.GotoAsync("/practices/check-in");

        await Expect(page.Locator("ol.timeline > li")).ToHaveCountAsync(1);
        await Expect(page.Locator("ol.timeline time")).ToHaveAttributeAsync("datetime", "2026-05-02");
        await Expect(page.Locator("ol.timeline")).ToContainTextAsync("Soup");
    }
}
