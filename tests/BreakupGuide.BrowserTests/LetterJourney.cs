using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Somebody who is about to send a message, on a phone: writes it here first, and lets it rest.</summary>
public sealed class LetterJourney
{
    [Fact]
    public async Task A_message_becomes_a_letter_that_rests()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 390, height: 844);
        await page.GotoAsync("/urge");

        var words = page.GetByLabel("Your words", new() { Exact = true });
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Let it rest", Exact = true });
        // Above the bar at the bottom, with the keyboard closed.
        var box = (await button.BoundingBoxAsync())!;
        Assert.True(box.Y + box.Height < 844 - 60, $"The button ends at {box.Y + box.Height}.");
        var hope = page.GetByLabel("What do you hope he answers?");
        await Expect(hope).ToBeHiddenAsync();
        await words.FillAsync("I only want to know how you are");
        await Expect(hope).ToBeVisibleAsync();
        await Expect(page.GetByText("Saved").First).ToBeVisibleAsync();
        await hope.FillAsync("that all is well");
        await page.ThroughAsync(() => button.ClickAsync());

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("It rests until");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "See your letter" }).ClickAsync());
        await Expect(page.GetByText("that all is well")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy it" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Left_without_pressing_anything_it_rests_a_day()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 390, height: 844);
        await page.GotoAsync("/urge");
        await page.GetByLabel("Your words", new() { Exact = true }).FillAsync("I only want to know how you are");
        await Expect(page.GetByText("Saved").First).ToBeVisibleAsync();

        await page.GotoAsync("/journal");
        var letter = await page.GetByRole(AriaRole.Link, new() { Name = "I only want to know how you are" }).GetAttributeAsync("href") ?? "";
        await page.GotoAsync(letter.Replace("/journal/", "/urge/", StringComparison.Ordinal));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("It rests until");
    }

    [Fact]
    public async Task A_plain_look_shows_each_finding_at_its_sentence()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 390, height: 844);
        await page.GotoAsync("/urge");
        await page.GetByLabel("Your words", new() { Exact = true }).FillAsync("I am sorry, but I was tired. Can you forgive me? I fed the cat.");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Let it rest", Exact = true }).ClickAsync());
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "See your letter" }).ClickAsync());
        await page.UnfoldAsync("A plain look at your message");
        await page.GetByLabel("An apology").CheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Look at it", Exact = true }).ClickAsync());

        var sentences = page.Locator(".sentences li");
        await Expect(sentences).ToHaveCountAsync(3);
        await Expect(sentences.Nth(0)).ToContainTextAsync("“If” and “but”");
        await Expect(sentences.Nth(1)).ToContainTextAsync("asks for something back");
        await Expect(sentences.Nth(2).Locator(".finding")).ToHaveCountAsync(0);
        Assert.True(await page.FitsAsync());
    }
}
