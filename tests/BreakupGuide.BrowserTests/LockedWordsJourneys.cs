using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What a person typed is there again after the space was locked, here or elsewhere, before it could be saved.</summary>
public sealed class LockedWordsJourneys
{
    private static readonly Regex Drafts = new("/drafts/[0-9a-f-]{32,36}/");

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_sentence_loses_nothing_not_even_with_its_tab()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        var user = await TypingUser.BeginAsync(page, seed: 7);
        await page.SlowDownAsync(500);

        await TypeWhileSessionsEndAsync(site, page, user);

        // Unlocked in another tab, the page goes on by itself.
        var other = await page.Context.NewPageAsync();
        await other.UnlockAsync("Ilse");
        await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        // An open tab asks now and then, and tells the others that the space is locked: they go, with their words kept.
        await other.CloseAsync();

        // And once more; this time the tab is gone before anybody unlocks.
        await TypeWhileSessionsEndAsync(site, page, user);
        await page.KeptAsync();
        await page.CrashAsync();
        other = await page.Context.NewPageAsync();
        await other.GotoAsync("/unlock?locked=1");
        await Expect(other.GetByRole(AriaRole.Main)).ToContainTextAsync("kept on this device");
        await other.UnlockAsync("Ilse");
        await Expect(other.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await other.AssertInJournalAsync(user.Typed);
    }

    [Fact]
    public async Task Whoever_writes_on_in_a_space_that_was_locked_elsewhere_is_told_and_not_interrupted()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        await page.StopTheClockAsync();
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        await page.GetByLabel("Your words").PressSequentiallyAsync("In the middle ");
        await page.Context.Clock.RunForAsync(2000);
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await page.GetByLabel("Your words").PressSequentiallyAsync("of ");
        await EndSessionsElsewhereAsync(site, "Ilse", () => page.Context.Clock.RunForAsync(200));
        await page.KeptAsync();
        await page.Context.Clock.RunForAsync(2000);
        await Expect(Status(page)).ToContainTextAsync("Your space is locked. Your words are kept on this device");

        // Once a minute a key asks whether the space may stay open.
        await page.Context.Clock.FastForwardAsync("01:01");
        var stay = page.WaitForResponseAsync("**/stay");
        await page.Keyboard.TypeAsync("a");
        Assert.Equal(401, (await stay).Status);
        await page.Keyboard.TypeAsync(" sentence");
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("In the middle of a sentence");
        await Expect(page.GetByLabel("Your words")).ToBeFocusedAsync();
        await page.Context.Clock.ResumeAsync();
        await Expect(Status(page)).ToContainTextAsync("Your space is locked. Your words are kept on this device");
    }

    [Fact]
    public async Task Locking_with_words_that_cannot_be_saved_keeps_them_and_says_so()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        var user = await TypingUser.BeginAsync(page, seed: 7);
        await page.Context.RouteAsync(Drafts, route => route.AbortAsync());
        await user.TypeAsync(20);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("kept on this device");

        await page.Context.UnrouteAllAsync();
        await page.UnlockAsync("Ilse");
        await Expect(page.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await page.AssertInJournalAsync(user.Typed);
    }

    [Fact]
    public async Task Locking_with_words_that_can_neither_be_saved_nor_kept_asks_first()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        // A browser that keeps nothing.
        await page.AddInitScriptAsync("delete globalThis.indexedDB; Object.defineProperty(globalThis, 'indexedDB', { value: undefined });");
        var user = await TypingUser.BeginAsync(page, seed: 7);
        await page.Context.RouteAsync(Drafts, route => route.AbortAsync());
        await user.TypeAsync(5);
        await Expect(Status(page)).ToContainTextAsync("Not saved: keep this page open");

        await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await Expect(page.Locator(".cover")).ToContainTextAsync("If you lock now, they are lost");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await page.Context.UnrouteAllAsync();
        await TypingUser.AssertSavedAsync(page, user.Typed);
    }

    private static async Task TypeWhileSessionsEndAsync(Site site, IPage page, TypingUser user)
    {
        // A page on which nothing is unsaved goes away when it hears that its space is locked: one save is held on its way.
        var save = await Gate.BeforeAsync(page, "**/drafts/**");
        await user.StartAsync();
        await save.Asked;
        // Let go as soon as they have ended: the page waits for it only so long before it goes, with its words kept.
        await EndSessionsElsewhereAsync(site, "Ilse", save.PassedAsync);
        await Expect(Status(page)).ToContainTextAsync("Your space is locked. Your words are kept on this device");
        await user.AfterAsync(10);
        await user.StopAsync();
        await Expect(Status(page)).ToContainTextAsync("Your words are kept on this device");
    }

    private static async Task EndSessionsElsewhereAsync(Site site, string name, Func<Task> then)
    {
        var elsewhere = await site.NewPageAsync();
        await elsewhere.UnlockAsync(name);
        await elsewhere.GotoAsync("/settings/sessions");
        await elsewhere.RunAndWaitForResponseAsync(
            () => elsewhere.GetByRole(AriaRole.Button, new() { Name = "Lock everywhere, here too" }).ClickAsync(),
            response => response.Request.Method == "POST");
        await then();
        await elsewhere.Context.CloseAsync();
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
