using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What is shown when something went wrong with words, looked at like every page.</summary>
public sealed class TroublePages
{
    private const string Words = "I wrote for an hour tonight, about the summer at the lake and what he said on the last evening.";
    private static readonly Regex Drafts = new("/drafts/[0-9a-f-]{32,36}/");

    [Theory]
    [MemberData(nameof(PageInspection.Views), MemberType = typeof(PageInspection))]
    public async Task Two_versions_words_that_came_back_and_words_that_are_given_back_can_be_used_by_everybody(string view)
    {
        await using var site = await SharedSite.VisitAsync();
        var problems = new List<string>();
        var page = await site.NewPageAsync(view);
        await page.CreateSpaceAsync("Pia");
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("Where both began");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        var address = page.Url;

        // Two tabs.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await page.GetByLabel("Your words").FillAsync("Saved first: he called, and I did not answer.");
        await Expect(Status(page)).ToContainTextAsync("Saved ");
        await other.GetByLabel("Your words").FillAsync(Words);
        await Expect(other.GetByRole(AriaRole.Region, new() { Name = "Two versions" })).ToBeVisibleAsync();
        problems.AddRange(await other.InspectAsync(view, "two-versions"));

        // Kept on this device, and the tab is gone.
        await other.Context.RouteAsync(Drafts, route => route.AbortAsync());
        await other.UnfoldAsync("Add mood, tags, date");
        await other.GetByLabel("Title").FillAsync("Tonight");
        await Expect(Status(other)).Not.ToContainTextAsync("Saved ");
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel("Tags").FillAsync("lake");
        await Expect(Status(page)).ToContainTextAsync("Kept on this device");
        problems.AddRange(await page.InspectAsync(view, "kept-on-this-device"));
        await other.CrashAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("kept on this device");
        problems.AddRange(await page.InspectAsync(view, "locked-with-kept-words"));
        await page.Context.UnrouteAllAsync();
        await page.UnlockAsync("Pia");
        await Expect(page.Locator("[data-brought-back]")).ToContainTextAsync("It is saved now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what I wrote" }).ClickAsync();
        await Expect(page.Locator("[data-brought-back]")).ToContainTextAsync(Words);
        problems.AddRange(await page.InspectAsync(view, "words-that-came-back"));

        // A form that is sent after its space was locked in another browser.
        var late = await site.NewPageAsync(view);
        await late.Context.AddCookiesAsync(
            (await page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = site.Address }));
        await late.GotoAsync("/journal/new");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        await late.GetByLabel("Your words").FillAsync(Words);
        await late.ThroughAsync(() => late.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await Expect(late.Locator("h1")).ToHaveTextAsync("This is not saved yet");
        await Expect(late.GetByLabel("Your words")).ToHaveValueAsync(Words);
        problems.AddRange(await late.InspectAsync(view, "given-back"));

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
