using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Leaving at once.</summary>
public sealed class LeavingJourneys
{
    private const string Words = "I must stop here";

    [Fact]
    public async Task Leaving_in_the_middle_of_a_sentence_covers_every_tab_and_loses_no_word()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await page.CreateSpaceAsync("Ilse");
        var other = await page.Context.NewPageAsync();
        // Nothing is saved by itself any more: what is there afterwards travelled with the lock.
        await page.Context.RouteAsync("**/drafts/**", route => route.AbortAsync());
        await WriteAsync(other, "Written in the other tab");
        await WriteAsync(page, Words);

        // Covered in the same moment, before anything is waited for.
        Assert.Equal("hidden Loading", await page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true })
            .EvaluateAsync<string>("link => { link.click(); return `${getComputedStyle(document.body).visibility} ${document.title}`; }"));

        await Expect(page).ToHaveURLAsync(PageActions.Neutral);
        await Expect(other.Locator(".cover")).ToBeVisibleAsync();
        await Expect(other.GetByLabel("Your words")).ToBeHiddenAsync();
        await Expect(other).ToHaveTitleAsync("Loading");

        // Back leads to nothing old.
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Unlock", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("body")).Not.ToContainTextAsync(Words);

        await page.Context.UnrouteAllAsync();
        await page.UnlockAsync("Ilse");
        await page.GotoAsync("/journal");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Words);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Written in the other tab");

        // The other tab is not shown as it was, but loaded anew.
        await other.ThroughAsync(() => other.GetByRole(AriaRole.Button, new() { Name = "Load the page again" }).ClickAsync());
        await Expect(other.GetByLabel("Your words")).ToHaveValueAsync("Written in the other tab");
    }

    [Fact]
    public async Task Leaving_with_nothing_written_locks_too_and_takes_the_page_out_of_the_history()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await page.CreateSpaceAsync("Ilse");
        await page.GotoAsync("/guides");
        await page.GotoAsync("/journal");

        await page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(PageActions.Neutral);

        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/guides");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Unlock", Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/journal");
        await Expect(page.Locator("header.top").GetByRole(AriaRole.Link, new() { Name = "Unlock", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Three_presses_of_shift_leave_from_inside_a_text_area_also_when_the_program_is_dead()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await NewPageAsync(site);
        await page.StopTheClockAsync();
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        await page.GetByLabel("Your words").FocusAsync();
        var progress = page.Locator("[data-exit-presses]");

        // Capital letters are no presses, and a letter in between begins the count again.
        await page.Keyboard.PressAsync("Shift+A");
        await page.Keyboard.PressAsync("Shift+B");
        await page.Keyboard.PressAsync("Shift+C");
        await Expect(progress).ToBeEmptyAsync();
        await page.Keyboard.PressAsync("Shift");
        await page.Keyboard.PressAsync("Shift");
        await Expect(progress).ToHaveTextAsync("Press Shift one more time to leave");
        await page.Keyboard.PressAsync("d");
        await Expect(progress).ToBeEmptyAsync();

        // Each press has 0.6 seconds of its own: slower ones are somebody who types, or taps for Sticky Keys.
        await page.Keyboard.PressAsync("Shift");
        await page.Clock.RunForAsync(500);
        await page.Keyboard.PressAsync("Shift");
        await page.Clock.RunForAsync(500);
        await Expect(progress).ToHaveTextAsync("Press Shift one more time to leave");
        await Expect(progress.Locator(".lit")).ToHaveCountAsync(2);
        await page.Clock.RunForAsync(101);
        await Expect(progress).ToBeEmptyAsync();

        // Not even words that cannot be saved hold anybody back with a question.
        var isAsked = false;
        page.Dialog += (_, dialog) =>
        {
            isAsked = true;
            _ = dialog.AcceptAsync();
        };
        await site.KillAsync();
        await page.Keyboard.PressAsync("e");
        await page.Clock.RunForAsync(2000);
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Not saved|Kept on this device"));
        await page.Keyboard.PressAsync("Shift");
        await page.Keyboard.PressAsync("Shift");
        await page.Keyboard.PressAsync("Shift");
        await Expect(page).ToHaveURLAsync(PageActions.Neutral);
        Assert.False(isAsked);
    }

    [Fact]
    public async Task Without_javascript_the_link_leaves_and_a_visitor_is_asked_on_return()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site, javaScript: false);
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync(Words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".prose")).ToHaveTextAsync(Words);

        // A redirect goes past the played page and into a network that is not there: that it was asked for is all there is to see.
        await page.RunAndWaitForRequestAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true }).ClickAsync(), PageActions.Neutral);
        await Expect(page.Locator("body")).Not.ToContainTextAsync(Words);

        await page.GoBackAsync();
        await Expect(page.Locator("body")).Not.ToContainTextAsync(Words);
        await page.GotoAsync("/");
        await page.Locator("form.away").GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GotoAsync("/journal");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Words);
    }

    [Fact]
    public async Task A_page_that_the_browser_kept_is_loaded_anew_and_a_hidden_one_is_covered_where_that_is_wanted()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await page.CoverHiddenPagesAsync();
        await WriteAsync(page, Words);
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");

        await page.HideAsync();
        await Expect(page.GetByLabel("Your words")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.GetByLabel("Your words")).ToBeFocusedAsync();
        await Expect(page).ToHaveTitleAsync("Notes – writing");

        // Nor does it keep pages.
        await page.ThroughAsync(async () =>
        {
            Assert.True(await page.EvaluateAsync<bool>("""
                () => {
                  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
                  return getComputedStyle(document.body).visibility === 'hidden';
                }
                """));
        });
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync(Words);

        // A tab that did not hear of the leaving says what became of its words, and where to go on; a visitor has nothing to unlock with.
        await page.ReadyAsync();
        await page.Context.APIRequest.GetAsync($"{site.Address}/exit", new() { MaxRedirects = 0 });
        await page.GetByLabel("Your words").FillAsync("More words");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("You left this page");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "continue where you were" })).ToHaveAttributeAsync("href", "/");
    }

    [Fact]
    public async Task A_page_that_was_opened_before_the_first_words_saves_into_the_space_that_another_one_began()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        var second = await page.Context.NewPageAsync();
        var third = await page.Context.NewPageAsync();
        foreach (var opened in new[] { page, second, third }) await opened.GotoAsync("/journal/new");
        await second.ReadyAsync();
        await third.ReadyAsync();
        await WriteAsync(page, "First of all");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");

        await second.GetByLabel("Your words").FillAsync("Second");
        await Expect(second.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await third.GetByLabel("Your words").FillAsync("Third and last");
        await third.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true }).ClickAsync();
        await Expect(third).ToHaveURLAsync(PageActions.Neutral);

        await third.GotoAsync("/");
        await third.ThroughAsync(() => third.Locator("form.away").GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync());
        await third.GotoAsync("/journal");
        foreach (var words in new[] { "First of all", "Second", "Third and last" }) await Expect(third.GetByRole(AriaRole.Main)).ToContainTextAsync(words);
    }

    private static async Task<IPage> NewPageAsync(Site site, bool javaScript = true)
    {
        var page = await site.NewPageAsync(javaScript);
        await page.Context.PlayNeutralPageAsync();
        return page;
    }

    private static async Task WriteAsync(IPage page, string words)
    {
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        await page.GetByLabel("Your words").FillAsync(words);
    }
}
