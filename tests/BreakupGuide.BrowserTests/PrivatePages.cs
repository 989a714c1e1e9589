using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Every page as its owner sees it, with something in the space, so that no page is looked at empty only.</summary>
[Collection(OneSpace)]
public sealed class PrivatePages(PrivatePages.FilledSpace space)
{
    /// <summary>To fill a space takes long: whoever looks at it takes turns.</summary>
    public const string OneSpace = "one filled space";

    [Theory]
    [MemberData(nameof(PageInspection.Views), MemberType = typeof(PageInspection))]
    public async Task Every_page_fits_and_can_be_used_by_everybody(string view)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(view);
        await page.Context.AddCookiesAsync(await space.CookiesAsync());

        var problems = await page.InspectAsync(view, space.Addresses);
        Assert.True(problems.Length == 0, problems);
    }

    [Fact]
    public async Task Without_our_scripts_every_page_can_be_used_by_everybody()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageWithoutOurScriptsAsync();
        await page.Context.AddCookiesAsync(await space.CookiesAsync());

        var problems = await page.InspectAsync(PageViews.WithoutScripts, space.Addresses);
        Assert.True(problems.Length == 0, problems);
    }

    [CollectionDefinition(OneSpace)]
    public sealed class Filled : ICollectionFixture<FilledSpace>;

    /// <summary>One space for all views.</summary>
    public sealed class FilledSpace : IAsyncLifetime
    {
        /// <summary>Typed one after the other, as somebody would: the pictures of these pages are shown.</summary>
        private static readonly string[] Words =
        [
            "We only talked about the flat and the shopping", "I came home late and looked at my phone at dinner", "A walk together on Sundays",
            "To be asked how my day was", "We laughed at the same things", "I would put the phone away at dinner", "The long evenings by the lake",
        ];

        /// <summary>The first that is typed.</summary>
        public static readonly string FirstWords = Words[0];

        private SharedSite site = null!;
        private IPage page = null!;
        private string fixable = "";
        private string entry = "";
        private string version = "";
        private string letter = "";
        private string practised = "";
        private string compared = "";

        internal IEnumerable<(string Name, string Address)> Addresses =>
        [
            ("home-open", "/"), ("reflections-open", "/reflections"), ("introduction-done", "/reflections/can-it-be-fixed"),
            ("question-safe", $"{fixable}/safe"), ("question-list", $"{fixable}/reasons"), ("question-sort", $"{fixable}/causes"),
            ("question-fields", $"{fixable}/give"), ("question-checklist", $"{fixable}/wanting"), ("question-text", $"{fixable}/drew"),
            ("check", $"{fixable}/check"), ("outcome-map", $"{fixable}/outcome"),
            ("understanding", "/understanding"), ("understanding-others", "/understanding?for=somebody-else"),
            ("journal", "/journal"), ("calendar", "/journal/calendar"), ("tags", "/journal/tags"),
            ("journal-new", "/journal/new"), ("journal-letter", "/journal/new?prompt=letter"), ("urge", "/urge"),
            ("people", "/urge/people"),
            ("letter", letter), ("letter-look", $"{letter.Replace("/journal/", "/urge/", StringComparison.Ordinal)}/look"),
            ("journal-edit", $"{entry}/edit"), ("journal-entry", entry), ("journal-bin", "/journal/bin"),
            ("journal-versions", $"{entry}/versions"), ("journal-version", version), ("journal-restored", $"{entry}?then=restored"),
            ("compare", compared), ("one-question", "/journal/question/check-in/heavy"), ("insights", "/insights"), ("earlier", "/journal/earlier"),
            ("practices-open", "/practices"), ("practice-filled", "/practices/check-in"), ("practice-entry", practised),
            ("settings-open", "/settings"), ("passphrase", "/settings/passphrase"), ("recovery-key", "/settings/recovery-key"),
            ("sessions", "/settings/sessions"), ("download", "/settings/download"), ("bring-in", "/settings/bring-in"),
            ("delete", "/settings/delete"), ("sheet", "/journal/sheet"), ("done", "/settings/done"),
        ];

        internal string AddressOf(string name) => Addresses.First(a => a.Name == name).Address;

        public async Task InitializeAsync()
        {
            site = await SharedSite.VisitAsync();
            page = await site.NewPageAsync();
            await page.CreateSpaceAsync("Pia");
            await page.GotoAsync("/reflections/can-it-be-fixed/start");
            var typed = 0;
            var walker = new Walker(page, "no", "fine", "back", "between-us", "can-and-wish") { Words = () => Words[typed++ % Words.Length] };
            await walker.AnswerAsync();
            await walker.AnswerAsync();
            fixable = Run(page);
            await walker.ToCheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync();
            await Expect(page.Locator("h1")).ToHaveTextAsync("What your answers say");
            await page.GotoAsync("/journal/new");
            await page.GetByLabel("Your words").FillAsync("## A quiet day\n\nI walked a little, and *slept*.\n\n- tea\n- rain");
            await page.UnfoldAsync("Add mood, tags, date");
            await page.GetByLabel("Tags").FillAsync("sleep, walks");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Expect(page.Locator("main h1")).ToBeVisibleAsync();
            entry = new Uri(page.Url).AbsolutePath;
            await page.GotoAsync($"{entry}/edit");
            await page.GetByLabel("Your words").FillAsync("## A quiet day\n\nI walked to the river, and *slept*.\n\n- tea\n- more rain");
            await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
            await page.GotoAsync($"{entry}/versions");
            version = await page.Locator("main li a").First.GetAttributeAsync("href") ?? "";
            await page.GotoAsync("/urge");
            await page.GetByLabel("Your words", new() { Exact = true }).FillAsync("I am sorry, but I was tired. You never called.");
            // As if it had rested.
            await page.EvaluateAsync("() => { document.querySelector('[name=rest]:checked').value = '2026-01-01T06:00Z'; }");
            await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Let it rest", Exact = true }).ClickAsync());
            letter = await page.GetByRole(AriaRole.Link, new() { Name = "See your letter" }).GetAttributeAsync("href") ?? "";
            foreach (var (mood, heavy, day) in new[] { ("low", "5", "2026-05-02"), ("so-so", "3", "2026-05-16"), ("good", "2", "2026-05-30") })
                practised = await AddAsync(mood, heavy, day);
            compared = await page.GetByRole(AriaRole.Link, new() { Name = "word by word" }).GetAttributeAsync("href") ?? "";
        }

        private async Task<string> AddAsync(string mood, string heavy, string day)
        {
            await page.GotoAsync("/practices/check-in/new");
            await page.Locator($"input[value={mood}]").CheckAsync();
            await page.UnfoldAsync("Add more, if you like");
            await page.Locator($"input[name='q.heavy.number'][value='{heavy}']").CheckAsync();
            await page.UnfoldAsync("Which day?");
            await page.GetByLabel("The day that this belongs to").FillAsync(day);
            await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
            return await page.Locator("ol.timeline a").First.GetAttributeAsync("href") ?? "";
        }

        public async Task DisposeAsync() => await site.DisposeAsync();

        internal async Task<IEnumerable<Cookie>> CookiesAsync() =>
            (await page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = site.Address });

        private static string Run(IPage page) => new Uri(page.Url).AbsolutePath is var path ? path[..path.LastIndexOf('/')] : "";
    }
}
