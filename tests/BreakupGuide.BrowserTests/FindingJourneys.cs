using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Looking back: the list that loads on, the calendar, what is found and read on; on a phone, on a desk and with keys alone.</summary>
public sealed class FindingJourneys
{
    private const int MostTabs = 60;

    [Fact]
    public async Task The_list_loads_on_and_the_way_back_leads_to_the_place()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await WriteManyAsync(page, 60);
        await page.GotoAsync("/journal");
        var lines = page.Locator("[data-lines] li");
        await Expect(lines).ToHaveCountAsync(50);

        await page.GetByRole(AriaRole.Link, new() { Name = "Show more" }).ScrollIntoViewIfNeededAsync();
        await Expect(lines).ToHaveCountAsync(60);
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("10 more entries");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Show more" })).ToHaveCountAsync(0);
        // Months that go on stay one section.
        Assert.Equal(["November 2026", "October 2026"], await page.Locator("[data-lines] h2").AllInnerTextsAsync());

        var far = page.GetByRole(AriaRole.Link, new() { Name = "Evening 57", Exact = true });
        await far.ScrollIntoViewIfNeededAsync();
        await page.ThroughAsync(() => far.ClickAsync());
        await page.ThroughAsync(() => page.GoBackAsync());
        await Expect(lines).ToHaveCountAsync(60);
        await Expect(far).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Whoever_goes_on_by_key_stands_at_the_first_of_the_new_entries()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 1280, height: 800);
        await WriteManyAsync(page, 52);
        await page.GotoAsync("/journal");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show more" }).EvaluateAsync("link => link.focus({ preventScroll: true })");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Evening 50", Exact = true })).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/journal");
    }

    [Theory]
    [InlineData("phone-light")]
    [InlineData("desk-dark")]
    public async Task A_day_of_the_calendar_leads_to_its_entries_and_keys_turn_the_months(string view)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(view);
        await WriteAsync(page, ("A long day", "low", "rain", "2026-03-12"), ("A short day", "", "", "2026-03-02"));
        await page.GotoAsync("/journal/calendar?month=2026-03");

        await page.GetByRole(AriaRole.Link, new() { Name = "Thursday 12 March, one entry, mood low" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thursday 12 March" })).ToBeInViewportAsync();
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Monday 2 March, one entry" }).FocusAsync();
        await page.ThroughAsync(() => page.Keyboard.PressAsync("PageUp"));
        await Expect(page.Locator("h1")).ToHaveTextAsync("February 2026");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "March", Exact = true }).ClickAsync());
        await Expect(page.Locator("h1")).ToHaveTextAsync("March 2026");
    }

    [Theory]
    [InlineData("phone-light")]
    [InlineData("desk-dark")]
    public async Task What_is_filtered_is_read_on_and_led_back_to(string view)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(view);
        await WriteAsync(
            page,
            ("River one", "low", "walks", "2026-03-01"), ("River two", "good", "walks", "2026-03-02"), ("River three", "low", "Walks, rain", "2026-03-03"));
        await page.GotoAsync("/journal");
        await page.UntilAsync("() => window.Blazor !== undefined");
        await page.UnfoldAsync("Filter");
        await page.GetByLabel("Mood").SelectOptionAsync("low");
        await page.GetByLabel("Tag", new() { Exact = true }).FillAsync("walks");
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("2 entries found.");
        // Nothing folds or changes under one's hands, and nothing stands in the address.
        await Expect(page.GetByLabel("Mood")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Tag", new() { Exact = true })).ToHaveValueAsync("walks");
        Assert.Matches(@"/journal\?found=\d+$", page.Url);

        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "River three" }).ClickAsync());
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true }).ClickAsync());
        await Expect(page.Locator("h1")).ToHaveTextAsync("River one");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Back to what you found" }).ClickAsync());
        await Expect(page.Locator("[data-lines] li")).ToHaveCountAsync(2);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Show everything" }).ClickAsync());
        await Expect(page.Locator("[data-lines] li")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task With_keys_alone_a_slip_of_the_fingers_leads_to_the_word_and_to_its_entry()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 1280, height: 800);
        await WriteAsync(page, ("In the kitchen", "", "", "2026-03-01"), ("Elsewhere", "", "", "2026-03-02"));
        await page.GotoAsync("/journal");
        await page.UntilAsync("() => window.Blazor !== undefined");
        await TabToAsync(page, "e => e.id === 'search-words'");
        await page.Keyboard.TypeAsync("kitchn");
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("Nothing with “kitchn”.");
        await Expect(page.GetByLabel("Search your journal")).ToBeFocusedAsync();

        await TabToAsync(page, "e => e.innerText === 'kitchen'");
        await page.ThroughAsync(() => page.Keyboard.PressAsync("Enter"));
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("One entry found.");
        await Expect(page.Locator("mark").First).ToHaveTextAsync("kitchen");
        await TabToAsync(page, "e => e.innerText === 'In the kitchen'");
        await page.ThroughAsync(() => page.Keyboard.PressAsync("Enter"));
        await TabToAsync(page, "e => e.innerText === 'Back to what you found'");
        await page.ThroughAsync(() => page.Keyboard.PressAsync("Enter"));
        await Expect(page.Locator("[data-lines] li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Without_javascript_all_of_it_works()
    {
        await using var site = await SharedSite.VisitAsync();
        var scripted = await site.NewPageAsync();
        await WriteManyAsync(scripted, 55);
        var page = await site.NewPageAsync(javaScript: false);
        var cookies = await scripted.Context.CookiesAsync();
        await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = site.Address }));
        await page.GotoAsync("/journal");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show more" }).ClickAsync();
        await Expect(page.Locator("[data-lines] li")).ToHaveCountAsync(5);
        await page.GetByLabel("Search your journal").FillAsync("\"evening 7\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-count]")).ToHaveTextAsync("One entry found.");
    }

    private static Task WriteManyAsync(IPage page, int count) => WriteAsync(
        page,
        [.. Enumerable.Range(0, count).Select(i => ($"Evening {i}", "", "", new DateOnly(2026, 11, 29).AddDays(-i).ToString("yyyy-MM-dd", null)))]);

    /// <summary>Entries by the journal's own form, without opening its page for each.</summary>
    private static async Task WriteAsync(IPage page, params (string Title, string Mood, string Tags, string Date)[] entries)
    {
        await page.GotoAsync("/journal/new");
        // The first words begin the space, and its pages have another token.
        await page.GetByLabel("Your words").FillAsync("x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".prose")).ToHaveTextAsync("x");
        var first = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync("/journal/new");
        await page.EvaluateAsync(
            """
            async ([entries, first]) => {
              const token = document.querySelector('input[name=__RequestVerificationToken]').value;
              const send = (address, fields) =>
                fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ __RequestVerificationToken: token, ...fields }) });
              for (const [title, mood, tags, date] of entries)
                await send('/journal/new', { _handler: 'write', entry: crypto.randomUUID(), words: `Words of ${title}.`, title, mood, tags, date });
              await send(`${first}/delete`, {});
              await send('/journal/bin/empty', {});
            }
            """,
            new object[] { entries.Select(e => new[] { e.Title, e.Mood, e.Tags, e.Date }), first });
    }

    private static async Task TabToAsync(IPage page, string isIt)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.Locator(":focus").EvaluateAsync<bool>(isIt)) return;
        }

        Assert.Fail($"{MostTabs} tabs do not lead there: {isIt}.");
    }
}
