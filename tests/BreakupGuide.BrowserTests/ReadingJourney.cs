using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

public sealed class ReadingJourney
{
    [Fact]
    public async Task A_guide_is_found_and_read_without_JavaScript()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(javaScript: false);

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "I only want to read" }).ClickAsync();
        await page.GetByLabel("Search the guides").FillAsync("jealous");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Reasons", Exact = false }).First.ClickAsync();

        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        var evidence = page.Locator("aside.evidence[data-verdict=contradicted]").First;
        await Expect(evidence).ToBeVisibleAsync();
        await Expect(evidence.Locator("details")).Not.ToHaveAttributeAsync("open", "");
        await evidence.Locator("summary").ClickAsync();
        await Expect(evidence.Locator("details")).ToContainTextAsync("Fleischmann");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true })).ToHaveCountAsync(1);
    }
}
