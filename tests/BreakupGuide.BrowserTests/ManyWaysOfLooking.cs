using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>The richest pages narrow, on a tablet, with large text, with forced colours and on paper. All pages so: <c>tests/screenshots --every</c>.</summary>
[Collection(PrivatePages.OneSpace)]
public sealed class ManyWaysOfLooking(PrivatePages.FilledSpace space)
{
    private const string Guide = "/guides/reasons-signs-and-steps";

    private static readonly string[] OfHers = ["question-sort", "outcome-map", "journal-edit", "journal-entry"];

    private const string Widest = """
        () => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map(e => `${e.tagName}.${e.className}`).slice(0, 5).join(' ')
        """;

    // What somebody can press or choose and cannot see: without a border or an underline, or without a mark where the focus is.
    private const string Unseen = """
        () => {
          const seen = e => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !e.matches('.skip *');
          const bordered = e => ['Top', 'Right', 'Bottom', 'Left'].every(side => {
            const style = getComputedStyle(e);
            return style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0;
          });
          const outlined = e => getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
          const native = e => e.matches('input') && getComputedStyle(e).appearance !== 'none';
          const name = e => `${e.tagName.toLowerCase()} “${(e.closest('label') ?? e).textContent.trim().slice(0, 40)}”`;
          const found = [];
          for (const e of document.querySelectorAll('button, .button, input:not([type=hidden]), textarea, select')) {
            if (!seen(e)) continue;
            const shown = e.closest('.pick') ?? e;
            if (!bordered(shown) && !native(shown)) found.push(`${name(e)} has no border`);
            if (e.disabled) continue;
            const before = e.closest('.choice-row, .pick') ?? e;
            const chosen = getComputedStyle(before).outline;
            e.focus({ focusVisible: true });
            if (!outlined(before)) found.push(`${name(e)} has no outline with the focus`);
            if (getComputedStyle(before).outline === chosen) found.push(`${name(e)} looks alike with the focus and without`);
            e.blur();
          }
          return found;
        }
        """;

    private const string Printed = """
        () => [...document.querySelectorAll('.skip, header.top, .top .ways, .exit, footer.bottom, .no-print, button, nav')]
          .filter(e => e.getClientRects().length > 0).map(e => `${e.tagName.toLowerCase()}.${e.className}`)
        """;

    private IEnumerable<string> Addresses =>
        ["/", Guide, "/help", "/journal/new", .. OfHers.Select(space.AddressOf)];

    [Theory]
    [InlineData(320, false)]
    [InlineData(768, false)]
    [InlineData(360, true)]
    public async Task Nothing_scrolls_sideways(int width, bool hasLargeText)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site, width);
        foreach (var address in Addresses)
        {
            await page.GotoAsync(address);
            // What is folded counts as well.
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
            if (hasLargeText) await page.EnlargeTextAsync();
            if (!await page.FitsAsync()) Assert.Fail($"{address} scrolls sideways at {width} px: {await page.EvaluateAsync<string>(Widest)}");
        }
    }

    [Fact]
    public async Task With_forced_colours_every_control_has_a_border_and_the_one_with_the_focus_an_outline()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site, 390);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        foreach (var address in Addresses)
        {
            await page.GotoAsync(address);
            Assert.Equal($"{address}: ", $"{address}: {string.Join("; ", await page.EvaluateAsync<string[]>(Unseen))}");
        }
    }

    [Fact]
    public async Task On_paper_there_are_her_words_and_what_is_known_and_nothing_to_press()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await NewPageAsync(site, 700);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var address in Addresses)
        {
            await page.GotoAsync(address);
            Assert.Equal($"{address}: ", $"{address}: {string.Join("; ", await page.EvaluateAsync<string[]>(Printed))}");
            Assert.True(await page.FitsAsync(), $"{address} is wider than the paper");
        }

        await page.GotoAsync(space.AddressOf("outcome-map"));
        Assert.Contains(PrivatePages.FilledSpace.FirstWords, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await IsPrintedAsync(page.Locator("details .quote").First), "her answers that stand folded are not printed");
        await page.GotoAsync(space.AddressOf("journal-entry"));
        Assert.True(await IsPrintedAsync(page.Locator(".slip").First), "an entry is not printed");
        await page.GotoAsync(Guide);
        Assert.True(await IsPrintedAsync(page.Locator(".evidence details > :not(summary)").First), "what was studied is not printed");
    }

    private async Task<IPage> NewPageAsync(SharedSite site, int width)
    {
        var page = await site.NewPageAsync(width: width, height: 740);
        await page.Context.AddCookiesAsync(await space.CookiesAsync());
        return page;
    }

    private static Task<bool> IsPrintedAsync(ILocator place) => place.EvaluateAsync<bool>(
        "e => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && e.getBoundingClientRect().height > 0");
}
