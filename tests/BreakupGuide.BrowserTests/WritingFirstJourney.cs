using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Who comes to write finds the box first, and nothing in the way.</summary>
public sealed class WritingFirstJourney
{
    [Theory]
    [InlineData("/journal/new")]
    [InlineData("/journal/new?prompt=letter")]
    public async Task Box_saved_line_and_button_stand_above_the_bar_of_a_phone(string address)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync(address);

        Assert.Equal("", await BelowTheBarAsync(page));
        await page.GetByLabel("Your words").FillAsync("Nothing much");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        Assert.Equal("", await BelowTheBarAsync(page));
    }

    [Fact]
    public async Task Lines_to_begin_from_go_once_something_is_written()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        var begin = page.GetByRole(AriaRole.Region, new() { Name = "If you do not know how to begin" });
        await Expect(begin).ToBeVisibleAsync();

        await begin.GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        await Expect(page.GetByLabel("Your words")).ToHaveAccessibleDescriptionAsync("What was hard today, and what helped a little");
        await page.GetByLabel("Your words").FillAsync("The stairs");
        await Expect(begin).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Times_are_those_of_the_browser()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Pia");
        await page.GotoAsync("/settings/sessions");

        await Expect(page.GetByText("Times are those of Europe/Berlin.")).ToBeVisibleAsync();
    }

    // What of it is not wholly in view, by name.
    private static Task<string> BelowTheBarAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
            const bar = document.querySelector('a[href="/exit"]:not(.visually-hidden)').getBoundingClientRect().top;
            return ['h1', '#words', '[data-draft-status]', 'button[value=read]']
                .filter(name => document.querySelector(name).getBoundingClientRect().bottom > bar).join(', ');
        }
        """);
}
