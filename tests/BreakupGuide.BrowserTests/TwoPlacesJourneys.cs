using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>One entry or answer, written in two places at once: nothing is applied silently, and nothing goes.</summary>
public sealed class TwoPlacesJourneys
{
    private static readonly Regex Drafts = new("/drafts/[0-9a-f-]{32,36}/");

    [Theory]
    [InlineData("Keep mine", "Mine, written late", "Theirs, written first")]
    [InlineData("Keep the other one", "Theirs, written first", "Mine, written late")]
    [InlineData("Keep both, one after the other", "Mine, written late\n\nTheirs, written first", "Theirs, written first")]
    public async Task The_person_chooses_and_the_other_version_stays(string choice, string expected, string earlier)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var (first, second) = await TwoTabsAsync(page);
        await first.GetByLabel("Your words").FillAsync("Theirs, written first");
        await Expect(Status(first)).ToContainTextAsync("Saved ");
        await second.GetByLabel("Your words").FillAsync("Mine, written late");

        var both = second.GetByRole(AriaRole.Region, new() { Name = "Two versions" });
        await Expect(both).ToContainTextAsync("Theirs, written first");
        await Expect(both).ToContainTextAsync("Mine, written late");
        await Expect(second.GetByLabel("Your words")).ToBeFocusedAsync();
        await Expect(Status(second)).ToContainTextAsync("choose what to keep");
        await second.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();

        await Expect(both).ToHaveCountAsync(0);
        await Expect(second.GetByLabel("Your words")).ToHaveValueAsync(expected);
        if (choice != "Keep the other one") await Expect(Status(second)).ToContainTextAsync("Saved ");
        await second.ReloadAsync();
        await Expect(second.GetByLabel("Your words")).ToHaveValueAsync(expected);
        await second.GotoAsync(second.Url.Replace("/edit", "/versions", StringComparison.Ordinal));
        await Expect(second.GetByRole(AriaRole.Main)).ToContainTextAsync(earlier);
    }

    [Fact]
    public async Task Both_write_on_and_on_and_no_word_of_either_goes()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var (first, second) = await TwoTabsAsync(page);
        await first.SlowDownAsync(500);
        await second.SlowDownAsync(500);
        var users = new[] { new TypingUser(first, first.GetByLabel("Your words"), seed: 1), new TypingUser(second, second.GetByLabel("Your words"), seed: 2) };
        foreach (var tab in new[] { first, second }) await tab.GetByLabel("Your words").FillAsync("");
        await Task.WhenAll(users.Select(t => t.TypeAsync(60)));

        // Whoever came second is asked, and asked again where the other went on writing meanwhile.
        foreach (var tab in new[] { first, second, first, second })
        {
            var both = tab.GetByRole(AriaRole.Button, new() { Name = "Keep both, one after the other" });
            await Expect(Status(tab)).ToContainTextAsync(new Regex("Saved |choose what to keep"));
            if (await both.IsVisibleAsync()) await both.ClickAsync();
        }

        foreach (var tab in new[] { first, second }) await Expect(Status(tab)).ToContainTextAsync("Saved ");
        var third = await page.Context.NewPageAsync();
        await third.GotoAsync(first.Url);
        var there = await third.GetByLabel("Your words").InputValueAsync();
        foreach (var user in users) Assert.Contains(user.Typed, there, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_words_from_a_killed_tab_never_write_over_newer_ones()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var (first, second) = await TwoTabsAsync(page);
        // What the second tab writes stays on the device.
        await second.RouteAsync(Drafts, route => route.AbortAsync());
        await second.GetByLabel("Your words").FillAsync("Old words");
        await Expect(Status(second)).ToContainTextAsync("Kept on this device");
        var address = second.Url;
        await second.CrashAsync();
        await first.GetByLabel("Your words").FillAsync("Newer words");
        await Expect(Status(first)).ToContainTextAsync("Saved ");

        var third = await page.Context.NewPageAsync();
        await third.GotoAsync("/guides");
        var said = third.Locator("[data-brought-back]");
        await Expect(said).ToContainTextAsync("there is a newer version now");
        await Expect(third.Locator("body")).Not.ToContainTextAsync("Old words");
        await third.GetByRole(AriaRole.Button, new() { Name = "Show what I wrote" }).ClickAsync();
        await Expect(said).ToContainTextAsync("Old words");
        await Expect(said).ToContainTextAsync("Newer words");
        await third.GetByRole(AriaRole.Button, new() { Name = "Keep the other one" }).ClickAsync();
        await Expect(said).ToContainTextAsync("Done.");

        await third.GotoAsync(address);
        await Expect(third.GetByLabel("Your words")).ToHaveValueAsync("Newer words");
        await third.GotoAsync(address.Replace("/edit", "/versions", StringComparison.Ordinal));
        await Expect(third.GetByRole(AriaRole.Main)).ToContainTextAsync("Old words");
        await third.GotoAsync("/guides");
        await Expect(third.Locator("[data-brought-back] .notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_whose_entry_was_deleted_meanwhile_can_become_a_new_one()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var (first, second) = await TwoTabsAsync(page);
        await first.GotoAsync(first.Url.Replace("/edit", "", StringComparison.Ordinal));
        await first.GetByText("Delete", new() { Exact = true }).ClickAsync();
        await first.ThroughAsync(() => first.GetByRole(AriaRole.Button, new() { Name = "Put it into the bin" }).ClickAsync());

        await second.GetByLabel("Your words").FillAsync("Written into what was gone");
        await Expect(second.GetByRole(AriaRole.Region, new() { Name = "Words that are not saved" })).ToContainTextAsync("deleted meanwhile");
        await second.GetByRole(AriaRole.Button, new() { Name = "Keep them as a new entry" }).ClickAsync();
        await second.ThroughAsync(() => second.GetByRole(AriaRole.Link, new() { Name = "Go there" }).ClickAsync());
        await Expect(second.Locator(".prose")).ToHaveTextAsync("Written into what was gone");
    }

    private static async Task<(IPage First, IPage Second)> TwoTabsAsync(IPage page)
    {
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("Where both began");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(page.Url);
        await Expect(second.GetByLabel("Your words")).ToHaveValueAsync("Where both began");
        return (page, second);
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
