using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What happens to words between the first key and the store.</summary>
public sealed class DraftJourneys
{
    [Fact]
    public async Task The_first_word_is_saved_after_three_actions()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Link, new() { Name = "Answer the first question" }).ClickAsync();
        await page.Locator("label.choice-row").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Saved ");

        await page.ReloadAsync();
        await Expect(page.Locator("input[type=radio]").First).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Words_are_there_after_a_reload_without_any_button()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");

        await page.GetByLabel("Your words").PressSequentiallyAsync("I could not sleep, so I wrote.");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        Assert.EndsWith("/edit", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);

        await page.ReloadAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("I could not sleep, so I wrote.");
    }

    [Fact]
    public async Task The_saved_line_tells_the_truth_while_the_program_is_dead_and_the_words_arrive_afterwards()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        // Without its key nothing can be kept on this device.
        var key = page.WaitForResponseAsync("**/drafts/key");
        await page.GetByLabel("Your words").PressSequentiallyAsync("Before.");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await (await key).FinishedAsync();

        await site.KillAsync();
        await page.GetByLabel("Your words").PressSequentiallyAsync(" After.");
        await Expect(Status(page)).ToContainTextAsync("Kept on this device, not yet saved");
        await site.StartAgainAsync();
        await Expect(Status(page)).ToContainTextAsync("Saved ");

        await page.ReloadAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("Before. After.");
    }

    [Fact]
    public async Task Words_typed_just_before_following_a_link_are_saved()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("Only this.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Guides", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/guides");

        // On a slow machine they are still on their way when the next page has come.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Journal", Exact = true }).ClickAsync());
        }
        while (!(await page.GetByRole(AriaRole.Main).InnerTextAsync()).Contains("Only this.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_typed_before_the_saving_script_has_arrived_are_saved()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var script = await Gate.BeforeAsync(page, "**/draft*.js");
        await page.GotoAsync("/journal/new", new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByLabel("Your words").FillAsync("Typed at once.");
        Assert.Equal("", await Status(page).InnerTextAsync());

        script.Open();
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("Typed at once.");
    }

    [Fact]
    public async Task A_circuit_that_starts_late_does_not_undo_a_choice()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        // The client script comes only after the choice was made, as on a slow network.
        var script = await Gate.BeforeAsync(page, "**/_framework/blazor.web*.js");
        await page.GotoAsync("/reflections/why-he-left/start", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("input[type=radio]").Nth(1).CheckAsync();
        await Expect(Status(page)).ToContainTextAsync("Saved ");

        var socket = page.WaitForWebSocketAsync();
        script.Open();
        await socket;
        await page.UntilAsync("() => window.Blazor !== undefined");
        await Expect(page.Locator("input[type=radio]").Nth(1)).ToBeCheckedAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        await page.GoBackAsync();
        await Expect(page.Locator("input[type=radio]").Nth(1)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Continue_sends_the_form_only_where_something_is_not_saved_yet()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var sent = new List<string>();
        page.Request += (_, request) => { if (request.Method == "POST") sent.Add(new Uri(request.Url).AbsolutePath.Split('/')[^1]); };
        var question = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        Task Continue() => page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        await page.GotoAsync("/reflections/why-he-left/start");
        var first = await question.InnerTextAsync();

        await page.Locator("input[type=radio]").Nth(0).CheckAsync();
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await Continue();
        await Expect(question).Not.ToHaveTextAsync(first);
        Assert.DoesNotContain("who-ended", sent);

        // Chosen and gone on at once: what the draft has not brought, the form brings.
        var second = await question.InnerTextAsync();
        var field = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        await page.RouteAsync("**/drafts/**", route => route.AbortAsync());
        await page.Locator("input[type=radio]").Nth(1).CheckAsync();
        await Continue();
        await Expect(question).Not.ToHaveTextAsync(second);
        Assert.Contains(field, sent);

        await page.GoBackAsync();
        await Expect(page.Locator("input[type=radio]").Nth(1)).ToBeCheckedAsync();
        // Stored already, and nothing else was chosen. Pressed before the script is there, the form would be sent.
        await page.ReadyAsync();
        sent.Clear();
        await Continue();
        await Expect(question).Not.ToHaveTextAsync(second);
        Assert.DoesNotContain(field, sent);
    }

    [Fact]
    public async Task A_choice_made_before_the_saving_script_has_arrived_is_saved()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var script = await Gate.BeforeAsync(page, "**/draft*.js");
        await page.GotoAsync("/reflections/why-he-left/start", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("input[type=radio]").Nth(1).CheckAsync();
        // The circuit's script is there and would begin.
        await page.UntilAsync("() => window.Blazor !== undefined");

        script.Open();
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await PolicyJourney.AliveAsync(page);
        await Expect(page.Locator("input[type=radio]").Nth(1)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Empty_lines_before_the_first_word_stay_however_often_the_page_is_loaded()
    {
        const string Words = "\n\n  lead";
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/reflections/why-he-left/start");
        await page.Locator("input[type=radio]").Nth(1).CheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        await page.GotoAsync(page.InSameRun("hoped-for"));
        await page.Locator("textarea").FillAsync(Words);
        await Expect(Status(page)).ToContainTextAsync("Saved ");

        await page.ReloadAsync();
        await Expect(page.Locator("textarea")).ToHaveValueAsync(Words);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Back", Exact = true }).ClickAsync());
        await Expect(page.Locator("textarea")).ToHaveValueAsync(Words);
    }

    [Fact]
    public async Task Locking_saves_the_last_words_of_every_tab_and_closes_them()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        await page.GotoAsync("/journal/new");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/guides");
        await page.GetByLabel("Your words").FillAsync("The very last words.");

        await other.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();

        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unlock your space");
        await page.UnlockAsync("Ilse");
        await page.GotoAsync("/journal");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("The very last words.");
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
