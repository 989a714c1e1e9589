using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>The whole way of one person, with the program killed in between.</summary>
public sealed class MainJob
{
    [Fact]
    public Task Reading_reflecting_keeping_and_looking_back_with_the_program_killed_in_between() => WholeWayAsync(javaScript: true);

    [Fact]
    public Task The_same_way_without_JavaScript() => WholeWayAsync(javaScript: false);

    private static async Task WholeWayAsync(bool javaScript)
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync(javaScript);

        // The first question, without an account.
        await page.GotoAsync("/");
        await page.ThroughAsync(() => Link(page, "Answer the first question").ClickAsync());
        var why = new Walker(page, "he", "other", "sure");
        await why.ToCheckAsync();
        await FinishAsync(page);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(why.Typed[0]);

        // Keep what was written.
        var recoveryKey = await page.CreateSpaceAsync("Maren");
        Assert.Matches("^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$", recoveryKey);

        // The other two walks; what was named once comes along.
        var part = await WalkAsync(page, "your-part", "no", "true", "yes", "with-me");
        var fixable = await WalkAsync(page, "can-it-be-fixed", "no", "fine", "back", "between-us", "can-and-wish", "both-want");
        await Expect(page.Locator(".map")).ToContainTextAsync(why.Typed.First(w => w.Contains("other-reason", StringComparison.Ordinal)));

        // A free entry.
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("Tonight I walked along the *Elbe* and it was all right.");
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel("Title").FillAsync("A walk by the river");
        await Button(page, "Save").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("A walk by the river");
        await Expect(page.Locator("em")).ToHaveTextAsync("Elbe");
        var entry = new Uri(page.Url).AbsolutePath;

        // The unlocked session survives a killed program without asking again.
        await site.KillAsync();
        await site.StartAgainAsync();
        await page.GotoAsync(entry);
        await Expect(page.Locator("h1")).ToHaveTextAsync("A walk by the river");

        // The browser is closed, the program killed again; another day, another browser.
        await page.Context.CloseAsync();
        await site.KillAsync();
        await site.StartAgainAsync();
        page = await site.NewPageAsync(javaScript);
        await page.GotoAsync(entry);
        await Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("river");
        await page.UnlockAsync("maren");

        await Link(page, "Journal").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("A walk by the river");
        await page.GetByLabel("Search your journal").FillAsync("ELBE");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "A walk by the river" })).ToBeVisibleAsync();
        Assert.DoesNotContain("ELBE", page.Url, StringComparison.OrdinalIgnoreCase);

        await EverythingIsThereAsync(page, [.. why.Typed, .. part.Typed, .. fixable.Typed]);
        NothingIsToldBy(site, [.. why.Typed, .. part.Typed, .. fixable.Typed, "all right", PageActions.Passphrase, recoveryKey]);
    }

    private static async Task<Walker> WalkAsync(IPage page, string slug, params string[] chosen)
    {
        await page.GotoAsync($"/reflections/{slug}");
        await page.ThroughAsync(() => Link(page, "Begin").First.ClickAsync());
        var walker = new Walker(page, chosen);
        await walker.ToCheckAsync();
        await FinishAsync(page);
        return walker;
    }

    private static async Task FinishAsync(IPage page)
    {
        await Button(page, "Finish").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("What your answers say");
    }

    // Each finished walk is opened from the journal; between them they show every word.
    private static async Task EverythingIsThereAsync(IPage page, IReadOnlyList<string> typed)
    {
        await page.GotoAsync("/journal");
        var links = await page.Locator("main a[href^='/journal/']").EvaluateAllAsync<string[]>("links => [...new Set(links.map(l => l.getAttribute('href')))]");
        var all = "";
        foreach (var link in links.Where(l => Guid.TryParse(l["/journal/".Length..], out _)))
        {
            await page.GotoAsync(link);
            all += await page.GetByRole(AriaRole.Main).InnerTextAsync();
        }

        foreach (var words in typed) Assert.Contains(words, all, StringComparison.Ordinal);
    }

    private static void NothingIsToldBy(RunningSite site, IEnumerable<string> words)
    {
        foreach (var word in words) Assert.DoesNotContain(word, site.Log, StringComparison.OrdinalIgnoreCase);
    }

    private static ILocator Link(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
