using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// Nothing private stays on the screen, or comes back to it, once somebody has left or locked:
/// whatever was on its way, and whatever became of the request.
/// </summary>
public sealed class NothingShownJourneys
{
    private const string Words = "Nobody else reads this";

    [Fact]
    public async Task A_page_that_is_on_its_way_does_not_come_in_place_of_the_neutral_one()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        var address = await WrittenAsync(page);
        await page.Clock.InstallAsync();
        await page.GotoAsync("/journal");
        // Leaving waits for its answer only: no time passes.
        await page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
        var entry = await Gate.BeforeAsync(page, address);
        var exit = await Gate.BeforeAsync(page, site.Address + "/exit");

        // In one go: as long as a page is on its way, the test cannot ask this one for anything.
        await page.EvaluateAsync("""
            () => {
              document.querySelector('.timeline a').click();
              fetch('/session').finally(() => document.querySelector('.exit a').click());
            }
            """);
        await entry.Asked;
        await exit.Asked;
        await entry.PassedAsync();
        exit.Open();

        await Expect(page).ToHaveURLAsync(PageActions.Neutral);
        await page.Clock.ResumeAsync();
        await AssertLockedAsync(page);
    }

    [Fact]
    public async Task A_covered_page_stays_covered_when_the_search_draws_it_anew()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await page.CoverHiddenPagesAsync();
        await WrittenAsync(page);
        await page.GotoAsync("/journal");
        await page.UntilAsync("() => window.Blazor !== undefined");
        var answer = await Gate.BeforeAsync(page, site.Address + "/journal");
        await page.GetByLabel("Search your journal").FillAsync("Nobody");
        await answer.Asked;
        await page.HideAsync();
        answer.Open();

        await Expect(page.GetByRole(AriaRole.Main, new() { IncludeHidden = true })).ToContainTextAsync("One entry found.");
        await AssertCoveredAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("One entry found.");
    }

    [Fact]
    public async Task What_exit_sends_may_never_arrive_and_still_nothing_opens_afterwards()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        var address = await WrittenAsync(page);
        await page.Context.RouteAsync("**/exit", route => route.AbortAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(PageActions.Neutral);
        await page.Context.UnrouteAsync("**/exit");

        await page.GotoAsync(address);
        await Expect(page.Locator("body")).Not.ToContainTextAsync(Words);
        await AssertLockedAsync(page);

        // The mark is gone with that: what is unlocked now stays open.
        await page.UnlockAsync("Ilse");
        await page.GotoAsync("/journal");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Words);
    }

    [Fact]
    public async Task A_page_notices_that_its_space_was_locked_from_elsewhere()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        var address = await WrittenAsync(page);
        // Somebody comes back to the tab.
        await LockElsewhereAsync(page);
        await page.ThroughAsync(() => page.EvaluateAsync("() => dispatchEvent(new Event('focus'))"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");

        // Nobody does, and it stands there.
        await page.UnlockAsync("Ilse");
        await page.Clock.InstallAsync();
        await page.GotoAsync(address);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Words);
        await LockElsewhereAsync(page);
        await page.ThroughAsync(() => page.Clock.FastForwardAsync("00:21"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");

        // Nor does a cover give it free.
        await page.UnlockAsync("Ilse");
        await page.CoverHiddenPagesAsync();
        await page.GotoAsync(address);
        await page.HideAsync();
        await LockElsewhereAsync(page);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");
    }

    [Fact]
    public async Task Locking_covers_at_once_however_long_it_takes()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await WrittenAsync(page);

        Assert.Equal("hidden Loading", await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true })
            .EvaluateAsync<string>("button => { button.click(); return `${getComputedStyle(document.querySelector('main')).visibility} ${document.title}`; }"));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");
    }

    [Fact]
    public async Task Under_the_cover_of_another_tab_no_saved_word_stays_and_no_style_sheet_is_needed()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        var address = await WrittenAsync(page);
        await page.Context.RouteAsync("**/*.css", route => route.AbortAsync());
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await Expect(other.GetByRole(AriaRole.Main)).ToContainTextAsync(Words);

        await page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true }).ClickAsync();

        await AssertCoveredAsync(other);
        await Expect(other.Locator("body")).Not.ToContainTextAsync(Words);
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Load the page again" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_page_is_covered_when_another_program_comes_to_the_front_where_that_is_wanted()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await page.CoverHiddenPagesAsync();
        await page.GotoAsync("/guides");

        // The browser under test believes that each of its pages is in front, so it is told what a browser would tell.
        await page.EvaluateAsync("() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); }");

        await AssertCoveredAsync(page);
    }

    [Fact]
    public async Task Words_that_were_given_back_are_not_taken_away_by_locking_the_other_space()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site);
        await page.CreateSpaceAsync("Ilse");
        await page.GotoAsync("/journal/new");
        await LockElsewhereAsync(page);
        var other = await page.Context.NewPageAsync();
        await other.CreateSpaceAsync("Olga");
        await page.GetByLabel("Your words").FillAsync(Words);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Another space is open in this browser");

        await other.ThroughAsync(() => other.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        await AssertCoveredAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show my words" }).ClickAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync(Words);
        await other.UnlockAsync("Ilse");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save my words" }).ClickAsync());
        await Expect(page.Locator(".prose")).ToHaveTextAsync(Words);
    }

    private static async Task<IPage> NewPageAsync(Site site)
    {
        var page = await site.NewPageAsync();
        await page.Context.PlayNeutralPageAsync();
        return page;
    }

    /// <summary>Makes a space with one entry and shows it; gives its address.</summary>
    private static async Task<string> WrittenAsync(IPage page)
    {
        await page.CreateSpaceAsync("Ilse");
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync(Words);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await Expect(page.Locator(".prose")).ToHaveTextAsync(Words);
        return page.Url;
    }

    /// <summary>No script of ours sees it: as by another browser, or by a page that was left before its scripts had arrived.</summary>
    private static async Task LockElsewhereAsync(IPage page) => await page.Context.APIRequest.GetAsync("/exit", new() { MaxRedirects = 0 });

    private static async Task AssertLockedAsync(IPage page)
    {
        await page.GotoAsync("/journal");
        await Expect(page.Locator("header.top").GetByRole(AriaRole.Link, new() { Name = "Unlock", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("body")).Not.ToContainTextAsync(Words);
    }

    private static async Task AssertCoveredAsync(IPage page)
    {
        await Expect(page.Locator(".cover")).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToBeHiddenAsync();
        await Expect(page.Locator("header.top")).ToBeHiddenAsync();
        await Expect(page).ToHaveTitleAsync("Loading");
    }
}
