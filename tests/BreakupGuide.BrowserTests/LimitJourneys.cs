using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What a person sees of a limit: that nothing is lost, and what to do.</summary>
public sealed class LimitJourneys
{
    [Fact]
    public async Task A_page_too_many_says_so_and_works_by_its_form()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__Limits__CircuitsInSpace", "1"));
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("So that there is a space.");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        var drawn = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { } bytes && Encoding.Latin1.GetString(bytes).Contains("JS.RenderBatch", StringComparison.Ordinal)) drawn.TrySetResult();
        };
        await page.GotoAsync("/reflections/why-he-left/start");
        await drawn.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Expect(page.GetByText("Some parts of this page have stopped")).ToBeHiddenAsync();

        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/reflections/can-it-be-fixed/start");
        await Expect(second.GetByText("Some parts of this page have stopped")).ToBeVisibleAsync();
        var question = await second.Locator("h1").InnerTextAsync();
        await second.Locator("input[type=radio]").First.CheckAsync();
        await Expect(second.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await second.ThroughAsync(() => second.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        Assert.NotEqual(question, await second.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task A_form_that_came_too_soon_is_sent_again_by_loading_the_page_again()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__Limits__Changes__Burst", "1"), ("BreakupGuide__Limits__Changes__PerMinute", "1"));
        var page = await site.NewPageAsync(javaScript: false);
        await page.GotoAsync("/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/settings?saved=yes");
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("Not lost at all.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Please wait a moment");

        // A minute later: what was counted is forgotten.
        await site.KillAsync();
        await site.StartAgainAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".prose")).ToHaveTextAsync("Not lost at all.");
    }
}
