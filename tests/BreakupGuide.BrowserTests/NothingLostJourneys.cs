using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What a person typed is there again, whatever happened to the network, the program or the tab.</summary>
public sealed class NothingLostJourneys
{
    private static readonly Regex Drafts = new("/drafts/[0-9a-f-]{32,36}/");

    [Fact]
    public async Task With_the_network_cut_and_back_no_character_is_missing()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var user = await TypingUser.BeginAsync(page, seed: 7);
        await page.NetworkAsync(500, isCut: true);
        await user.TypeAsync(40);
        await Expect(Status(page)).ToContainTextAsync("Kept on this device, not yet saved");
        await page.NetworkAsync(500, isCut: false);
        await user.TypeAsync(20);

        await TypingUser.AssertSavedAsync(page, user.Typed);
    }

    [Fact]
    public async Task A_killed_tab_loses_at_most_its_last_moment()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var user = await TypingUser.BeginAsync(page, seed: 7);
        var context = page.Context;
        // Nothing reaches the program any more.
        await context.RouteAsync(Drafts, route => route.AbortAsync());
        await user.TypeAsync(30);
        await Expect(Status(page)).ToContainTextAsync("Kept on this device, not yet saved");
        var kept = user.Typed;
        await user.TypeAsync(30);
        await page.CrashAsync();

        await context.UnrouteAllAsync();
        var again = await context.NewPageAsync();
        await again.GotoAsync("/journal");
        await Expect(again.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await again.ThroughAsync(() => again.GetByRole(AriaRole.Link, new() { Name = "Go there" }).ClickAsync());

        var there = await again.Locator("textarea").InputValueAsync();
        Assert.StartsWith(kept, there, StringComparison.Ordinal);
        Assert.StartsWith(there, user.Typed, StringComparison.Ordinal);
        // Twelve keys are a second. How long it takes is measured in tests/chaos; here a busy machine may stand still for a moment.
        Assert.InRange(user.Typed.Length - there.Length, 0, 12);
    }

    [Fact]
    public async Task A_tab_that_was_killed_at_the_first_question_of_a_run_brings_its_answer_back_where_it_belongs()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        var context = page.Context;
        await context.RouteAsync(Drafts, route => route.AbortAsync());
        await page.GotoAsync("/reflections/why-he-left/start");
        await page.Locator("input[type=radio]").Nth(1).CheckAsync();
        await Expect(Status(page)).ToContainTextAsync("Kept on this device");
        await page.CrashAsync();

        await context.UnrouteAllAsync();
        var again = await context.NewPageAsync();
        await again.GotoAsync("/guides");
        await again.ThroughAsync(() => again.GetByRole(AriaRole.Link, new() { Name = "Go there" }).ClickAsync());
        await Expect(again.Locator("input[type=radio]").Nth(1)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task The_form_s_own_post_into_a_dead_program_loses_nothing()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync();
        // The key to what is kept on this device comes after the first save; a program that dies in between has given none.
        var key = page.WaitForResponseAsync(response => response.Url.EndsWith("/drafts/key", StringComparison.Ordinal) && response.Ok);
        var user = await TypingUser.BeginAsync(page, seed: 7);
        await (await key).FinishedAsync();
        var address = page.Url;
        await site.KillAsync();
        await user.TypeAsync(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("textarea")).ToHaveCountAsync(0); // the browser's own page now
        await site.StartAgainAsync();

        await page.GotoAsync(address);
        await Expect(page.Locator("textarea")).ToHaveValueAsync(user.Typed);
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
