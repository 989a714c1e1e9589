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

    [Fact]
    public async Task A_guide_that_was_opened_is_gone_on_with_until_it_is_forgotten()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        foreach (var guide in new[] { "grief-and-nights", "why-did-he-leave" })
        {
            await page.GotoAsync($"/guides/{guide}");
            await page.UntilAsync($"() => document.cookie.includes('{guide}')");
        }

        await page.GotoAsync("/guides");
        await Expect(page.Locator("a[href$=grief-and-nights]").Locator("xpath=ancestor::li[1]").First).ToContainTextAsync("you have opened this one");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue reading" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/guides/why-did-he-leave$"));

        await page.GotoAsync("/settings");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Forget which guides I opened" }).ClickAsync());
        await page.GotoAsync("/guides");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Continue reading" })).ToHaveCountAsync(0);
    }
}
