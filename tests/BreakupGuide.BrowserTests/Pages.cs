using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// Every page on a phone in light and on a desk in dark: nothing scrolls sideways, axe finds nothing.
/// With BREAKUPGUIDE_PICTURES set to a folder, all four views are looked at and kept as pictures.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class Pages(Chromium chromium)
{
    internal static readonly (string Name, int Width, int Height, bool Dark)[] AllViews =
        [("phone-light", 360, 740, false), ("desk-dark", 1280, 800, true), ("phone-dark", 360, 740, true), ("desk-light", 1280, 800, false)];

    /// <summary>Two of them, unless pictures are wanted.</summary>
    internal static IEnumerable<(string Name, int Width, int Height, bool Dark)> Views => Pictures is null ? AllViews[..2] : AllViews;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("BREAKUPGUIDE_PICTURES") is { Length: > 0 } folder ? folder : null;

    [Fact]
    public async Task Every_page_fits_and_can_be_used_by_everybody()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__PassphraseRounds", "220000"));
        var person = await chromium.PersonAsync(site);
        var addresses = await AddressesAsync(person);
        var cookies = (await person.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = site.Address }).ToList();
        var problems = new List<string>();

        foreach (var view in Views)
        {
            var visitor = await chromium.PersonAsync(site, width: view.Width, height: view.Height, dark: view.Dark);
            var owner = await chromium.PersonAsync(site, width: view.Width, height: view.Height, dark: view.Dark);
            await owner.Context.AddCookiesAsync(cookies);
            foreach (var (name, address, isPrivate) in addresses) problems.AddRange(await LookAsync(isPrivate ? owner : visitor, view.Name, name, address));
            await visitor.Context.CloseAsync();
            await owner.Context.CloseAsync();
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_on_the_narrowest_phone()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site, width: 320, height: 640);
        foreach (var address in new[] { "/", "/guides", "/guides/reasons-signs-and-steps", "/reflections", "/reflections/why-he-left", "/reflections/why-he-left/start", "/journal", "/journal/new", "/urge", "/start", "/unlock", "/recover", "/settings", "/help", "/privacy" })
        {
            await page.GotoAsync(address);
            Assert.True(await FitsAsync(page), $"{address} scrolls sideways at 320 px");
        }
    }

    [Fact]
    public async Task The_first_screen_of_a_phone_shows_all_three_ways_in()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site, width: 360, height: 740);
        await page.GotoAsync("/");

        foreach (var name in new[] { "Answer the first question", "I am about to message him", "I only want to read" })
        {
            var box = await page.GetByRole(AriaRole.Link, new() { Name = name }).BoundingBoxAsync();
            Assert.True(box is not null && box.Y + box.Height < 740 - 48, $"“{name}” is below the first screen");
        }
    }

    private static async Task<IEnumerable<string>> LookAsync(IPage page, string view, string name, string address)
    {
        var response = await page.GotoAsync(address);
        var problems = await InspectAsync(page, view, name);
        if (response!.Status != (name == "not-found" ? 404 : 200)) problems.Add($"{name}: status {response.Status}");
        return problems;
    }

    /// <summary>What is wrong with the page as it stands.</summary>
    internal static async Task<List<string>> InspectAsync(IPage page, string view, string name)
    {
        var problems = new List<string>();
        if (!await FitsAsync(page)) problems.Add($"{name} scrolls sideways ({view})");
        if (await page.Locator("h1").CountAsync() != 1) problems.Add($"{name} has {await page.Locator("h1").CountAsync()} h1");
        var found = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        problems.AddRange(found.Violations.Select(v => $"{name} ({view}): axe {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(3))}"));
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{view}.png"), FullPage = true });

        return problems;
    }

    private static Task<bool> FitsAsync(IPage page) => page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    // One person's space with something in it, so that no page is looked at empty only.
    private static async Task<IReadOnlyList<(string Name, string Address, bool IsPrivate)>> AddressesAsync(IPage page)
    {
        await People.CreateSpaceAsync(page, "Pia");
        await page.GotoAsync("/reflections/can-it-be-fixed/start");
        var walker = new Walker(page, "no", "fine", "back", "between-us", "can-and-wish");
        await walker.AnswerAsync();
        await walker.AnswerAsync();
        var fixable = Run(page);
        await walker.ToCheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("What your answers say");
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("## A quiet day\n\nI walked a little, and *slept*.\n\n- tea\n- rain");
        await page.GetByLabel("Tags").FillAsync("sleep, walks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        var entry = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync($"{entry}/edit");
        await page.GetByLabel("Your words").FillAsync("## A quiet day\n\nI walked to the river, and *slept*.\n\n- tea\n- more rain");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await page.GotoAsync($"{entry}/versions");
        var version = await page.Locator("main li a").First.GetAttributeAsync("href") ?? "";

        return
        [
            ("home", "/", false), ("guides", "/guides", false), ("guides-search", "/guides?q=space", false), ("guides-nothing-found", "/guides?q=zzzz", false),
            ("guide", "/guides/reasons-signs-and-steps", false), ("help", "/help", false), ("privacy", "/privacy", false), ("settings", "/settings", false),
            ("reflections", "/reflections", false), ("introduction", "/reflections/why-he-left", false), ("first-question", "/reflections/why-he-left/start", false),
            ("start", "/start", false), ("unlock", "/unlock", false), ("recover", "/recover", false), ("journal-closed", "/journal", false), ("not-found", "/nothing/here", false),
            ("home-open", "/", true), ("reflections-open", "/reflections", true), ("introduction-done", "/reflections/can-it-be-fixed", true),
            ("question-safe", $"{fixable}/safe", true), ("question-list", $"{fixable}/reasons", true), ("question-sort", $"{fixable}/causes", true),
            ("question-fields", $"{fixable}/give", true), ("question-checklist", $"{fixable}/wanting", true), ("question-text", $"{fixable}/drew", true),
            ("check", $"{fixable}/check", true), ("outcome-map", $"{fixable}/outcome", true),
            ("journal", "/journal", true), ("journal-new", "/journal/new", true), ("journal-letter", "/journal/new?prompt=letter", true), ("urge", "/urge", true),
            ("journal-edit", $"{entry}/edit", true), ("journal-entry", entry, true), ("journal-bin", "/journal/bin", true),
            ("journal-versions", $"{entry}/versions", true), ("journal-version", version, true), ("journal-restored", $"{entry}?then=restored", true),
            ("settings-open", "/settings", true), ("passphrase", "/settings/passphrase", true), ("recovery-key", "/settings/recovery-key", true),
            ("sessions", "/settings/sessions", true), ("download", "/settings/download", true), ("delete", "/settings/delete", true),
        ];
    }

    private static string Run(IPage page) => new Uri(page.Url).AbsolutePath is var path ? path[..path.LastIndexOf('/')] : "";
}
