using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What somebody hears who does not see the page: what is announced, and how the page is laid out for the ear.</summary>
[Collection(PrivatePages.OneSpace)]
public sealed partial class SpokenPages(PrivatePages.FilledSpace space)
{
    private const string Live = "[role=status], [role=alert], [aria-live]";

    // Notes each time that the words of a live region become others.
    private const string Listen = $$"""
        () => {
          const words = () => [...document.querySelectorAll('{{Live}}')].filter(e => e.checkVisibility()).map(e => e.innerText.trim());
          window.heard = [];
          let before = words();
          new MutationObserver(() => {
            const now = words();
            window.heard.push(...now.filter((text, index) => text !== '' && text !== before[index]));
            before = now;
          }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    [Fact]
    public async Task A_save_is_announced_once()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        await page.ReadyAsync();
        await page.EvaluateAsync(Listen);
        await page.GetByLabel("Your words").FillAsync("It rained.");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");

        var heard = (await page.EvaluateAsync<string[]>("() => window.heard")).Where(h => h.StartsWith("Saved", StringComparison.Ordinal));
        Assert.Single(heard);
        Assert.Equal(1, await page.Locator(Live).And(page.Locator(":visible")).Filter(new() { HasText = "Saved " }).CountAsync());
    }

    [Fact]
    public async Task A_space_that_does_not_open_is_announced_once()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/unlock");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("nobody of this name");
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync("not the right words at all");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Unlock", Exact = true }).ClickAsync());

        var said = (await page.Locator(Live).And(page.Locator(":visible")).AllInnerTextsAsync()).Where(t => t.Trim().Length > 0);
        Assert.StartsWith("This name and passphrase do not open a space.", Assert.Single(said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("guide")]
    [InlineData("outcome-map")]
    [InlineData("journal-edit")]
    public async Task A_page_has_its_landmarks_and_its_headings_skip_no_level(string name)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.Context.AddCookiesAsync(await space.CookiesAsync());
        await page.GotoAsync(name == "guide" ? "/guides/reasons-signs-and-steps" : space.AddressOf(name));
        var tree = await page.Locator("body").AriaSnapshotAsync();

        var landmarks = Landmark().Matches(tree).Select(m => m.Groups[1].Value);
        Assert.Equal(["banner", "main", "contentinfo"], landmarks);
        Assert.Contains("- navigation \"Main\"", tree, StringComparison.Ordinal);
        Assert.DoesNotMatch("- navigation:", tree);
        var levels = Heading().Matches(tree).Select(m => m.Groups[1].Value[0] - '0').ToList();
        Assert.Equal(1, levels.Count(l => l == 1));
        Assert.Equal(1, levels[0]);
        Assert.DoesNotContain(levels.Zip(levels.Skip(1)), pair => pair.Second > pair.First + 1);
    }

    [GeneratedRegex("^ *- (banner|main|contentinfo)\\b", RegexOptions.Multiline)]
    private static partial Regex Landmark();

    [GeneratedRegex("- heading .*\\[level=(\\d)\\]")]
    private static partial Regex Heading();
}
