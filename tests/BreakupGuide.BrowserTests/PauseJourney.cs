using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Somebody who writes for a long time is offered a pause: once, below the words, and nothing of them is lost by it.</summary>
public sealed class PauseJourney
{
    [Fact]
    public async Task After_twenty_minutes_of_writing_one_line_offers_a_pause()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.StopTheClockAsync();
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        var words = page.GetByLabel("Your words");
        var line = page.Locator("[data-pause]");
        await words.PressSequentiallyAsync("a");
        for (var minute = 0; minute < 19; minute++)
        {
            await page.Clock.RunForAsync(60_000);
            await words.PressSequentiallyAsync("b");
        }

        await Expect(line).ToBeHiddenAsync();
        await page.Clock.RunForAsync(61_000);
        await words.PressSequentiallyAsync("c");
        await Expect(line).ToBeVisibleAsync();
        // Below the words, and what is being typed goes on.
        var (box, offer) = ((await words.BoundingBoxAsync())!, (await line.BoundingBoxAsync())!);
        Assert.True(offer.Y >= box.Y + box.Height, $"The line stands at {offer.Y}, the words end at {box.Y + box.Height}.");
        await Expect(words).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Go on", Exact = true }).ClickAsync();
        await Expect(line).ToBeHiddenAsync();
        await Expect(words).ToBeFocusedAsync();
        for (var minute = 0; minute < 25; minute++)
        {
            await page.Clock.RunForAsync(60_000);
            await words.PressSequentiallyAsync("d");
        }

        await Expect(line).ToBeHiddenAsync();
        // Of the words nothing is kept for this.
        var kept = await page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage })");
        Assert.Matches("""^\{"writing":"\{\\"since\\":\d+,\\"last\\":\d+,\\"shown\\":true\}"\}$""", kept);
    }

    [Fact]
    public async Task A_session_goes_on_over_pages_and_ends_with_a_long_gap()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.StopTheClockAsync();
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        await WriteAsync(page, "a", thenMinutes: 9);
        await WriteAsync(page, "b", thenMinutes: 9);
        await page.GotoAsync("/urge");
        await page.ReadyAsync();
        var line = page.Locator("[data-pause]");
        await WriteAsync(page, "c", thenMinutes: 3);
        await Expect(line).ToBeHiddenAsync();
        await WriteAsync(page, "d", thenMinutes: 11);
        await Expect(line).ToBeVisibleAsync();
        await page.GotoAsync("/urge");
        await page.ReadyAsync();
        // After eleven quiet minutes it begins anew.
        for (var step = 0; step < 3; step++)
        {
            await WriteAsync(page, "e", thenMinutes: 9);
            if (step < 2) await Expect(line).ToBeHiddenAsync();
        }

        await WriteAsync(page, "e", thenMinutes: 1);
        await Expect(line).ToBeVisibleAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Ten minutes of something else" }).ClickAsync());
        await Expect(page.Locator("h1")).ToHaveTextAsync("Ten minutes of something else");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Back to what I wrote" }).ClickAsync());
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("eeee");
    }

    // Time must not run while words are on their way: they would count as not answered.
    private static async Task WriteAsync(IPage page, string key, int thenMinutes)
    {
        await page.GetByLabel("Your words").PressSequentiallyAsync(key);
        await page.Clock.RunForAsync(3_000);
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved");
        await page.Clock.RunForAsync(thenMinutes * 60_000);
    }
}
