using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>The first walk with the keyboard alone: only keys are pressed, nothing is clicked or filled.</summary>
public sealed class KeyboardJourney
{
    private const int MostTabs = 60;

    [Fact]
    public async Task The_first_questions_are_answered_and_found_again_with_keys_alone()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 1280, height: 800);
        await page.GotoAsync("/");

        // The first stop of every page is the way past the header; the second leaves at once.
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(":focus")).ToHaveTextAsync("Skip to the main content");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(":focus")).ToHaveTextAsync("Leave this page now");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await GoThroughAsync(page, "Answer the first question");

        var first = await page.Locator("h1").InnerTextAsync();
        await TabToInputAsync(page, "choice");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await GoThroughAsync(page, "Continue");

        await Expect(page.Locator("h1")).Not.ToHaveTextAsync(first);
        await TabToInputAsync(page, "choice");
        await page.Keyboard.PressAsync("Space");
        await GoThroughAsync(page, "Continue");

        await TabToInputAsync(page, "item.");
        var list = await page.Locator("h1").InnerTextAsync();
        await page.Keyboard.TypeAsync("He said it was not me");
        await GoThroughAsync(page, "Continue");
        await Expect(page.Locator("h1")).Not.ToHaveTextAsync(list);

        // Passing over is folded.
        await TabToAsync(page, "I can’t answer this");
        await page.Keyboard.PressAsync("Enter");
        await GoThroughAsync(page, "Skip");
        await GoThroughAsync(page, "Back");
        await GoThroughAsync(page, "Back");
        await Expect(page.Locator("textarea[name^='item.']").First).ToHaveValueAsync("He said it was not me");
    }

    private static async Task GoThroughAsync(IPage page, string text)
    {
        await TabToAsync(page, text);
        await page.ThroughAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    private static Task TabToAsync(IPage page, string text) =>
        TabUntilAsync(page, $"e => (e.innerText || e.value || '').trim() === {System.Text.Json.JsonSerializer.Serialize(text)}", text);

    private static Task TabToInputAsync(IPage page, string name) => TabUntilAsync(page, $"e => (e.name || '').startsWith('{name}')", name);

    private static async Task TabUntilAsync(IPage page, string isThere, string wanted)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await page.EvaluateAsync<bool>($"() => ({isThere})(document.activeElement)")) continue;
            var isInSight = await page.EvaluateAsync<bool>(
                "() => { const r = document.activeElement.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; }");
            Assert.True(isInSight, $"“{wanted}” has the focus out of sight.");
            return;
        }

        Assert.Fail($"“{wanted}” was not reached in {MostTabs} tabs on {page.Url}.");
    }
}
