using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Guides and help without a network, and what a device keeps for it.</summary>
public sealed class OfflineJourneys
{
    private const string Copy = "the copy on this device";

    private const string OfSomebody = "Sperberwort|Kiebitz|name=\"__RequestVerificationToken|>Lock<|>Unlock<";

    // All that stands in caches: address and text.
    private const string Cached = """
        async () => {
            const kept = [];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) kept.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
            }
            return kept;
        }
        """;

    private const string IsNothingLeft =
        "async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length === 0";

    [Fact]
    public async Task After_one_visit_every_guide_and_the_help_lines_can_be_read_without_a_network()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(keepsGuides: true);
        await page.GotoAsync("/");
        await page.GuidesKeptAsync();

        await page.Context.SetOfflineAsync(true);
        var missing = new List<string>();
        page.RequestFailed += (_, request) => missing.Add(request.Url);
        await page.GotoAsync("/guides");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Grief, and the nights" }).First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Grief, and the nights");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Copy);
        // With its style, its font and its way out.
        Assert.Equal("Literata", await page.EvaluateAsync<string>(
            "async () => { await document.fonts.ready; return [...document.fonts].find(f => f.status === 'loaded').family.replaceAll('\"', ''); }"));
        Assert.Equal("hidden", await page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true })
            .EvaluateAsync<string>(
                $"link => {PageActions.Imported("cover.js")}.then(cover => {{ cover.cover('x'); return getComputedStyle(document.body).visibility; }})"));
        await page.GotoAsync("/help?country=germany");
        await page.GetByText("Another country").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ireland", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(missing);

        // What is not kept says so, and what is private is not there at all.
        await page.GotoAsync("/guides?q=jealous");
        await Expect(page.Locator("h1")).ToHaveTextAsync("You are offline");
        Assert.True(await page.FitsAsync());
        await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync("/journal"));
    }

    [Fact]
    public async Task Nothing_of_a_space_is_kept_and_whoever_has_one_open_gets_pages_of_their_own()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync(keepsGuides: true);
        await page.GotoAsync("/guides/grief-and-nights");
        await page.GuidesKeptAsync();
        var allowed = await ListedAsync(page);
        await page.CreateSpaceAsync("Kiebitz");
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("Sperberwort alone");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await page.GotoAsync("/reflections/can-it-be-fixed/start");
        var typed = 0;
        await new Walker(page, "no", "fine", "back", "between-us", "can-and-wish") { Words = () => $"Sperberwort {++typed}" }.ToCheckAsync();
        await page.GotoAsync("/journal");
        await page.GetByLabel("Search your journal").FillAsync("Sperberwort");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "found" })).ToBeVisibleAsync();
        foreach (var address in new[] { "/guides", "/guides/why-did-he-leave", "/help" })
        {
            await page.GotoAsync(address);
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true })).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(Copy);
        }

        await page.GuidesKeptAsync();
        await AssertOnlyAsync(page, allowed);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        await AssertOnlyAsync(page, allowed);

        // A copy comes where nobody answers, and says so.
        await page.UnlockAsync("Kiebitz");
        await site.KillAsync();
        await page.GotoAsync("/help");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Copy);
        await Expect(page.Locator("#lock, a.lock")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Leaving_takes_them_away_and_they_are_kept_again_only_when_somebody_says_so()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(keepsGuides: true);
        await page.Context.PlayNeutralPageAsync();
        await page.GotoAsync("/guides/grief-and-nights");
        await page.GuidesKeptAsync();
        await page.GotoAsync("/help");

        await page.GetByRole(AriaRole.Link, new() { Name = "Exit this page", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(PageActions.Neutral);

        // The page before it, as the browser has it in its history, begins nothing.
        await page.GoBackAsync();
        await AskedAsync(page);
        await page.UntilAsync(IsNothingLeft);
        await page.GotoAsync("/guides");
        await AskedAsync(page);
        await page.UntilAsync(IsNothingLeft);

        await ChooseAsync(page, isWanted: true);
        await page.GuidesKeptAsync();
        await ChooseAsync(page, isWanted: false);
        await page.UntilAsync(IsNothingLeft);
        await page.GotoAsync("/help");
        await AskedAsync(page);
        Assert.True(await page.EvaluateAsync<bool>(IsNothingLeft));
    }

    [Fact]
    public async Task Left_without_the_script_they_go_with_the_next_page_to_read()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(keepsGuides: true);
        await page.GotoAsync("/help");
        await page.GuidesKeptAsync();
        // What GET /exit answers, before its script had come.
        await page.EvaluateAsync("() => fetch('/exit', { redirect: 'manual' }).then(() => true)");
        Assert.False(await page.EvaluateAsync<bool>(IsNothingLeft));

        await page.GotoAsync("/guides");

        await page.UntilAsync(IsNothingLeft);
    }

    [Fact]
    public async Task A_new_release_takes_the_place_of_what_was_kept()
    {
        var content = Directory.CreateTempSubdirectory("breakupguide-content-");
        try
        {
            var guide = Path.Combine(CopyContent(content.FullName), "guides", "grief-and-nights.md");
            await using var site = await RunningSite.StartAsync(("BreakupGuide__ContentDirectory", content.FullName));
            var page = await site.NewPageAsync(keepsGuides: true);
            await page.GotoAsync("/guides");
            await page.GuidesKeptAsync();
            var before = await page.EvaluateAsync<string[]>("() => caches.keys()");

            await site.KillAsync();
            await File.WriteAllTextAsync(guide, Regex.Replace(await File.ReadAllTextAsync(guide), "(?m)^title: .*$", "title: Grief in another release"));
            await site.StartAgainAsync();
            await page.GotoAsync("/guides");
            var former = Assert.Single(before);
            await page.UntilAsync($"async () => (await caches.keys()).length === 1 && !await caches.has('{former}')");
            await page.GuidesKeptAsync();

            await site.KillAsync();
            await page.GotoAsync("/guides/grief-and-nights");
            await Expect(page.Locator("h1")).ToHaveTextAsync("Grief in another release");
            // Help has a worker of its own, which saw nothing of it.
            await page.GotoAsync("/help");
            await Expect(page.Locator("h1")).ToHaveTextAsync("Help right now");
        }
        finally
        {
            content.Delete(recursive: true);
        }
    }

    // The page's script has heard whether anything is to be kept.
    private static Task AskedAsync(IPage page) =>
        page.UntilAsync("() => performance.getEntriesByType('resource').some(asked => asked.name.endsWith('/offline.js'))");

    private static async Task<HashSet<string>> ListedAsync(IPage page) => [.. await page.EvaluateAsync<string[]>("""
        async () => {
            const script = await (await fetch('/offline.js')).text();
            const { pages, files } = JSON.parse(script.match(/^self.kept = (.*);$/m)[1]);
            return [...pages, ...files];
        }
        """)];

    private static async Task AssertOnlyAsync(IPage page, HashSet<string> allowed)
    {
        var cached = await page.EvaluateAsync<string[][]>(Cached);
        Assert.Equal(allowed.Order(), cached.Select(c => c[0]).Order());
        Assert.DoesNotContain(cached, c => Regex.IsMatch(c[1], OfSomebody, RegexOptions.IgnoreCase));
    }

    private static async Task ChooseAsync(IPage page, bool isWanted)
    {
        await page.GotoAsync("/settings");
        await page.GetByLabel("Keep the guides and the help lines on this device").SetCheckedAsync(isWanted);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save what is kept" }).ClickAsync());
    }

    private static string CopyContent(string to)
    {
        var from = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(from.FullName, "content", "guides"))) from = from.Parent!;
        var content = Path.Combine(from.FullName, "content");
        foreach (var file in Directory.EnumerateFiles(content, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(content, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }
}
