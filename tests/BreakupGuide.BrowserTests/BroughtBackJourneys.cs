using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What the pages that come after say of words that an earlier page kept on this device: the truth, and only where there is something to do.</summary>
public sealed class BroughtBackJourneys
{
    private static readonly Regex Drafts = new("/drafts/[0-9a-f-]{32,36}/");

    // A page numbers what it sends evenly; what it keeps for the pages after it is odd.
    private static readonly Regex Kept = new("\"sequence\":[0-9]*[13579],");

    public static TheoryData<string, string, string> Posts => new()
    {
        { "/reflections/why-he-left/start", "input[type=radio] >> nth=1", "Continue" },
        { "/reflections/why-he-left/start", "textarea", "Continue" },
        { "/journal/new", "textarea", "Save" },
    };

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Of_words_that_their_form_has_saved_nothing_is_said(string address, string control, string button)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await BeginSpaceAsync(page);
        // Only the form's own post carries them, as when somebody goes on at once.
        await page.RouteAsync(Drafts, route => Kept.IsMatch(route.Request.PostData ?? "") ? route.ContinueAsync() : route.AbortAsync());
        await GotoWithKeyAsync(page, address);
        if (control == "textarea" && address != "/journal/new")
        {
            await page.Locator("input[type=radio]").Nth(1).CheckAsync();
            await page.ThroughAsync(() => Button(page, "Continue").ClickAsync());
            await EmptiedAsync(page);
            await GotoWithKeyAsync(page, page.InSameRun("hoped-for"));
        }

        var loads = 0;
        page.Load += (_, _) => loads++;
        if (control == "textarea") await page.Locator(control).FillAsync("Written a moment ago");
        else await page.Locator(control).CheckAsync();
        await page.RunAndWaitForResponseAsync(
            () => page.ThroughAsync(() => Button(page, button).ClickAsync()),
            response => Drafts.IsMatch(response.Url) && Kept.IsMatch(response.Request.PostData ?? ""));

        await EmptiedAsync(page);
        await Expect(page.Locator("[data-brought-back] .notice")).ToHaveCountAsync(0);
        Assert.Equal(1, loads);
    }

    [Theory]
    [InlineData("Date", "2099-01-10", "Choose a real date", "2026-01-10")]
    [InlineData("Title", "201 characters", "Keep the title to 200 characters", "A short one")]
    public async Task A_value_that_was_refused_is_spoken_of_at_its_own_form_only_until_a_good_one_is_saved(
        string label, string refused, string message, string good)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await BeginSpaceAsync(page);
        await GotoWithKeyAsync(page, "/journal/new");
        await page.GetByLabel("Your words").FillAsync("A day like others");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        var address = page.Url;
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel(label).FillAsync(refused == "201 characters" ? new string('x', 201) : refused);
        await Expect(Status(page)).ToContainTextAsync(message);
        var sent = 0;
        page.Request += (_, request) => sent += Drafts.IsMatch(request.Url) ? 1 : 0;

        await NothingIsSaidAsync();
        await page.GotoAsync(address);
        await Expect(Said(page)).ToContainTextAsync("could not be saved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what I wrote" }).ClickAsync();
        await Expect(Said(page)).ToContainTextAsync(message);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep them as a new entry" })).ToHaveCountAsync(label == "Date" ? 0 : 1);
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel(label).FillAsync(good);
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await EmptiedAsync(page);

        sent = 0;
        await NothingIsSaidAsync();
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(Said(page).Locator(".notice")).ToHaveCountAsync(0);
        await Expect(page.GetByLabel(label)).ToHaveValueAsync(good);

        async Task NothingIsSaidAsync()
        {
            foreach (var other in new[] { "/journal", "/guides", "/" })
            {
                await page.GotoAsync(other, new() { WaitUntil = WaitUntilState.NetworkIdle });
                await Expect(Said(page).Locator(".notice")).ToHaveCountAsync(0);
            }

            Assert.Equal(0, sent);
        }
    }

    [Fact]
    public async Task A_refused_value_keeps_the_words_beside_it_from_nothing()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("A day like others");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        var sent = 0;
        page.Request += (_, request) => sent += request.Url.EndsWith("/date", StringComparison.Ordinal) ? 1 : 0;
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel("Date").FillAsync("2099-01-10");
        await Expect(Status(page)).ToContainTextAsync("Choose a real date");

        await page.RunAndWaitForResponseAsync(
            () => page.GetByLabel("Your words").FillAsync("A day like others, and a good night"),
            response => response.Url.EndsWith("/words", StringComparison.Ordinal));
        // It is not sent again and again, and it is not forgotten either.
        await Expect(Status(page)).ToContainTextAsync("Choose a real date");
        Assert.Equal(1, sent);
        await page.GetByLabel("Date").FillAsync("2026-01-10");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Date")).ToHaveValueAsync("2026-01-10");
        await Expect(page.GetByLabel("Your words")).ToHaveValueAsync("A day like others, and a good night");
    }

    [Fact]
    public async Task Words_of_a_page_that_is_still_open_are_left_to_it()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await BeginSpaceAsync(page);
        await page.RouteAsync(Drafts, route => route.AbortAsync());
        await GotoWithKeyAsync(page, "/journal/new");
        await page.GetByLabel("Your words").FillAsync("Not sent yet");
        await Expect(Status(page)).ToContainTextAsync("Kept on this device");

        var other = await page.Context.NewPageAsync();
        // It asks for the first page's lock for two seconds; here without an end, so that nothing depends on the moment.
        await other.AddInitScriptAsync("AbortSignal.timeout = () => new AbortController().signal;");
        var sent = 0;
        other.Request += (_, request) => sent += Drafts.IsMatch(request.Url) ? 1 : 0;
        await other.GotoAsync("/guides");
        await other.UntilAsync("""
            async () => (await navigator.locks.query()).pending.some(lock => lock.name.startsWith('kept '))
              || performance.getEntriesByType('resource').some(entry => /drafts\/[0-9a-f-]{32}/.test(entry.name))
            """);
        Assert.Equal(0, sent);
        await Expect(Said(other).Locator(".notice")).ToHaveCountAsync(0);

        // Once that page is gone they are everybody's.
        await page.CrashAsync();
        await Expect(Said(other)).ToContainTextAsync("It is saved now");
        Assert.Equal(1, sent);
    }

    // What is written is kept on this device once there is a space and its key has come.
    private static async Task BeginSpaceAsync(IPage page)
    {
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("So that there is a space");
        await page.ThroughAsync(() => Button(page, "Save").ClickAsync());
    }

    private static async Task GotoWithKeyAsync(IPage page, string address)
    {
        await (await page.RunAndWaitForResponseAsync(() => page.GotoAsync(address), "**/drafts/key")).FinishedAsync();
        await Expect(page.Locator("form[data-draft-ready]")).ToHaveCountAsync(1);
    }

    private static async Task EmptiedAsync(IPage page) => await page.UntilAsync("""
        () => new Promise(done => {
          const opening = indexedDB.open('notes', 1);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('kept').objectStore('kept').count();
            counting.onsuccess = () => { opening.result.close(); done(counting.result === 0); };
          };
        })
        """);

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Said(IPage page) => page.Locator("[data-brought-back]");

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
