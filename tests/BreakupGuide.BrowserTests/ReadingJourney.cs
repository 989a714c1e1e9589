using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

[Collection(BrowserCollection.Name)]
public sealed class ReadingJourney(Chromium chromium)
{
    [Fact]
    public async Task A_guide_is_found_and_read_without_JavaScript()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site, javaScript: false);

        await page.GotoAsync("/");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "I only want to read" }).ClickAsync();
        await page.GetByLabel("Search the guides").FillAsync("jealous");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Main).GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Reasons", Exact = false }).First.ClickAsync();

        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        var evidence = page.Locator("aside.evidence[data-verdict=contradicted]").First;
        await Expect(evidence).ToBeVisibleAsync();
        await Expect(evidence.Locator("details")).Not.ToHaveAttributeAsync("open", "");
        await evidence.Locator("summary").ClickAsync();
        await Expect(evidence.Locator("details")).ToContainTextAsync("Fleischmann");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Exit this page", Exact = true })).ToHaveCountAsync(1);
    }
}
