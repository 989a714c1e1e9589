using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What a person typed is there again, whatever happened to the network, the tab or the session.</summary>
[Collection(BrowserCollection.Name)]
public sealed class NothingLostJourneys(Chromium chromium)
{
    private static readonly Regex Drafts = new("/drafts/[0-9a-f-]{32,36}/");

    [Fact]
    public async Task With_the_network_cut_and_back_no_character_is_missing()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site);
        var typist = await Typist.BeginAsync(page, seed: 7);
        await page.NetworkAsync(500, isCut: true);
        await typist.TypeAsync(40);
        await Expect(Status(page)).ToContainTextAsync("Kept on this device, not yet saved");
        await page.NetworkAsync(500, isCut: false);
        await typist.TypeAsync(20);

        await Typist.AssertSavedAsync(page, typist.Typed);
    }

    [Fact]
    public async Task A_killed_tab_loses_at_most_its_last_moment()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site);
        var typist = await Typist.BeginAsync(page, seed: 7);
        var context = page.Context;
        // Nothing reaches the program any more.
        await context.RouteAsync(Drafts, route => route.AbortAsync());
        await typist.TypeAsync(30);
        await Expect(Status(page)).ToContainTextAsync("Kept on this device, not yet saved");
        var kept = typist.Typed;
        await typist.TypeAsync(30);
        await page.CrashAsync();

        await context.UnrouteAllAsync();
        var again = await context.NewPageAsync();
        await again.GotoAsync("/journal");
        await Expect(again.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await again.ThroughAsync(() => again.GetByRole(AriaRole.Link, new() { Name = "Go there" }).ClickAsync());

        var there = await again.Locator("textarea").InputValueAsync();
        Assert.StartsWith(kept, there, StringComparison.Ordinal);
        Assert.StartsWith(there, typist.Typed, StringComparison.Ordinal);
        // Twelve keys are a second. How long it takes is measured in tests/chaos; here a busy machine may stand still for a moment.
        Assert.InRange(typist.Typed.Length - there.Length, 0, 12);
    }

    [Fact]
    public async Task A_tab_that_was_killed_at_the_first_question_of_a_run_brings_its_answer_back_where_it_belongs()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__PassphraseRounds", "220000"));
        var page = await chromium.PersonAsync(site);
        await People.CreateSpaceAsync(page, "Ilse");
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

    public static TheoryData<string, string> LongTexts => new()
    {
        { "x", "link" }, { "ж", "link" }, { "x", "reload" }, { "ж", "reload" }, { "x", "close" }, { "ж", "close" }, { "x", "exit" }, { "ж", "exit" },
    };

    [Theory]
    [MemberData(nameof(LongTexts))]
    public async Task Sixty_thousand_characters_survive_leaving_at_once(string letter, string way)
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site);
        var context = page.Context;
        await context.PlayNeutralPageAsync();
        await Typist.BeginAsync(page, seed: 7);
        await page.SlowDownAsync(500);
        var words = string.Concat(Enumerable.Repeat(letter + letter + letter + " ", 15_000));
        // Where the browser asks whether to leave, a person who wants to keep the words says no, and leaves a moment later.
        var asked = 0;
        page.Dialog += (_, dialog) =>
        {
            asked++;
            _ = dialog.DismissAsync();
        };

        // Pasted and left in one and the same moment.
        var act = way switch
        {
            "link" => "document.querySelector('a[href=\"/guides\"]').click()",
            "reload" => "location.reload()",
            "exit" => "document.querySelector('.exit a').click()",
            _ => "0",
        };
        await page.EvaluateAsync($$"""
            words => {
              document.documentElement.dataset.before = '';
              const area = document.querySelector('textarea');
              area.value = words;
              area.dispatchEvent(new Event('input', { bubbles: true }));
              {{act}};
            }
            """, words);
        if (way == "close")
        {
            await page.CloseAsync(new() { RunBeforeUnload = true });
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (asked == 0 && !page.IsClosed) await moment.WaitForNextTickAsync();
        }

        if (way == "reload") await ReloadedOrAskedAsync();
        if (way == "link") await Expect(page).ToHaveURLAsync(site.Address + "/guides");
        if (way == "exit") await Expect(page).ToHaveTitleAsync("Weather");
        if (asked > 0 && !page.IsClosed) await Expect(Status(page)).ToContainTextAsync("Saved ");

        var again = await context.NewPageAsync();
        await again.GotoAsync("/");
        // A visitor who left is asked.
        if (way == "exit") await again.ThroughAsync(() => again.Locator("form.away").GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync());
        await AssertInJournalAsync(again, words);

        async Task ReloadedOrAskedAsync()
        {
            // Asked again and again: the question may meet the page that goes.
            while (asked == 0 && await IsThereAsync())
            {
                using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
                await moment.WaitForNextTickAsync();
            }
        }

        async Task<bool> IsThereAsync()
        {
            try
            {
                return await page.EvaluateAsync<bool>("() => 'before' in document.documentElement.dataset");
            }
            catch (PlaywrightException)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_sentence_loses_nothing_not_even_with_its_tab()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__PassphraseRounds", "220000"));
        var page = await chromium.PersonAsync(site);
        await People.CreateSpaceAsync(page, "Ilse");
        var typist = await Typist.BeginAsync(page, seed: 7);
        await page.SlowDownAsync(500);

        await EndSessionsElsewhereAsync(site, "Ilse");
        await typist.TypeAsync(30);
        await Expect(Status(page)).ToContainTextAsync("Your space is locked. Your words are kept on this device");
        await typist.TypeAsync(10);
        await Expect(Status(page)).ToContainTextAsync("Your words are kept on this device");

        // Unlocked in another tab, the page goes on by itself.
        var other = await page.Context.NewPageAsync();
        await People.UnlockAsync(other, "Ilse");
        await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(Status(page)).ToContainTextAsync("Saved ");

        // And once more; this time the tab is gone before anybody unlocks.
        await EndSessionsElsewhereAsync(site, "Ilse");
        await typist.TypeAsync(30);
        await Expect(Status(page)).ToContainTextAsync("Your words are kept on this device");
        await page.CrashAsync();
        await other.GotoAsync("/unlock?locked=1");
        await Expect(other.GetByRole(AriaRole.Main)).ToContainTextAsync("kept on this device");
        await People.UnlockAsync(other, "Ilse");
        await Expect(other.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await AssertInJournalAsync(other, typist.Typed);
    }

    [Fact]
    public async Task Locking_with_words_that_cannot_be_saved_keeps_them_and_says_so()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__PassphraseRounds", "220000"));
        var page = await chromium.PersonAsync(site);
        await People.CreateSpaceAsync(page, "Ilse");
        var typist = await Typist.BeginAsync(page, seed: 7);
        await page.Context.RouteAsync(Drafts, route => route.AbortAsync());
        await typist.TypeAsync(20);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("kept on this device");

        await page.Context.UnrouteAllAsync();
        await People.UnlockAsync(page, "Ilse");
        await Expect(page.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await AssertInJournalAsync(page, typist.Typed);
    }

    [Fact]
    public async Task Locking_with_words_that_can_neither_be_saved_nor_kept_asks_first()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__PassphraseRounds", "220000"));
        var page = await chromium.PersonAsync(site);
        await People.CreateSpaceAsync(page, "Ilse");
        // A browser that keeps nothing.
        await page.AddInitScriptAsync("delete globalThis.indexedDB; Object.defineProperty(globalThis, 'indexedDB', { value: undefined });");
        var typist = await Typist.BeginAsync(page, seed: 7);
        await page.Context.RouteAsync(Drafts, route => route.AbortAsync());
        await typist.TypeAsync(5);
        await Expect(Status(page)).ToContainTextAsync("Not saved: keep this page open");

        await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await Expect(page.Locator(".cover")).ToContainTextAsync("If you lock now, they are lost");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await page.Context.UnrouteAllAsync();
        await Typist.AssertSavedAsync(page, typist.Typed);
    }

    [Fact]
    public async Task The_form_s_own_post_into_a_dead_program_loses_nothing()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site);
        var typist = await Typist.BeginAsync(page, seed: 7);
        var address = page.Url;
        await site.KillAsync();
        await typist.TypeAsync(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("textarea")).ToHaveCountAsync(0); // the browser's own page now
        await site.StartAgainAsync();

        await page.GotoAsync(address);
        await Expect(page.Locator("textarea")).ToHaveValueAsync(typist.Typed);
    }

    private async Task EndSessionsElsewhereAsync(RunningSite site, string name)
    {
        var elsewhere = await chromium.PersonAsync(site);
        await People.UnlockAsync(elsewhere, name);
        await elsewhere.GotoAsync("/settings/sessions");
        await elsewhere.ThroughAsync(() => elsewhere.GetByRole(AriaRole.Button, new() { Name = "Lock everywhere, here too" }).ClickAsync());
        await elsewhere.Context.CloseAsync();
    }

    // The newest entry; asked for again, since a save may still be on its way when a page is left.
    private static async Task AssertInJournalAsync(IPage page, string words)
    {
        var until = Stopwatch.StartNew();
        var there = "";
        while (until.Elapsed < TimeSpan.FromMinutes(1))
        {
            await page.GotoAsync("/journal");
            await page.GotoAsync($"{await page.Locator(".timeline a").First.GetAttributeAsync("href")}/edit");
            there = await page.GetByLabel("Your words").InputValueAsync();
            if (there == words) return;
        }

        Assert.Fail($"{there.Length} of {words.Length} characters are there.");
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
