using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>The lock that comes by itself.</summary>
public sealed class ComingLockJourneys
{
    [Fact]
    public async Task The_lock_is_announced_can_be_put_off_and_comes()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        var other = await page.Context.NewPageAsync();
        await page.StopTheClockAsync();
        await other.GotoAsync("/guides");
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        var (warning, elsewhere) = (page.Locator("[data-lock-said]"), other.Locator("[data-lock-said]"));

        // The warning comes a minute and five seconds before a quarter of an hour has passed.
        await page.Context.Clock.FastForwardAsync("13:50");
        await Expect(warning).ToBeEmptyAsync();
        await page.Context.Clock.FastForwardAsync("00:10");
        await Expect(warning).ToHaveTextAsync("Your space locks in a minute.");
        await Expect(elsewhere).ToHaveTextAsync("Your space locks in a minute.");

        // Staying here is staying everywhere.
        var stayed = page.WaitForResponseAsync("**/stay");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stay", Exact = true }).ClickAsync();
        Assert.Equal(204, (await stayed).Status);
        await Expect(warning).ToBeHiddenAsync();
        await Expect(elsewhere).ToBeHiddenAsync();

        // So is writing, without any button.
        await page.Context.Clock.FastForwardAsync("14:00");
        await Expect(warning).ToBeVisibleAsync();
        await page.GetByLabel("Your words").PressSequentiallyAsync("Still here");
        await Expect(warning).ToBeHiddenAsync();
        await page.Context.Clock.RunForAsync(2000);
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");

        await page.ThroughAsync(() => page.Context.Clock.FastForwardAsync("15:00"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Unlock", Exact = true })).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");
        await page.UnlockAsync("Ilse");
        await page.GotoAsync("/journal");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Still here");
    }

    [Fact]
    public async Task The_lock_that_nothing_puts_off_is_announced_too()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__LockAfterMinutes", "120"), ("BreakupGuide__SessionHours", "1"));
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        await page.StopTheClockAsync();
        await page.GotoAsync("/guides");

        await page.Context.Clock.FastForwardAsync("57:50");
        await Expect(page.Locator("[data-lock-said]")).ToBeEmptyAsync();
        await page.Context.Clock.FastForwardAsync("01:10");
        await Expect(page.Locator("[data-lock-said]")).ToContainTextAsync("It has been open for a long time");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stay", Exact = true })).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock now" })).ToBeVisibleAsync();

        // Covered at once, however long the lock itself takes.
        var goesOn = new TaskCompletionSource();
        await page.RouteAsync("**/lock", async route =>
        {
            await goesOn.Task;
            await route.ContinueAsync();
        });
        await page.Context.Clock.FastForwardAsync("01:00");
        await Expect(page.Locator(".cover")).ToHaveTextAsync("Your space is being locked.");
        await Expect(page.GetByRole(AriaRole.Main)).ToBeHiddenAsync();
        await page.ThroughAsync(() =>
        {
            goesOn.SetResult();
            return Task.CompletedTask;
        });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");
    }
}
