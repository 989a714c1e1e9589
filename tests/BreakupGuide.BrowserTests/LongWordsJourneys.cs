using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>More words than a page that is being left may send, left in the same moment.</summary>
public sealed class LongWordsJourneys
{
    public static TheoryData<string, string> LongTexts => new()
    {
        { "x", "link" }, { "ж", "link" }, { "x", "reload" }, { "ж", "reload" }, { "x", "close" }, { "ж", "close" }, { "x", "exit" }, { "ж", "exit" },
    };

    [Theory]
    [MemberData(nameof(LongTexts))]
    public async Task Sixty_thousand_characters_survive_leaving_at_once(string letter, string way)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var context = page.Context;
        await context.PlayNeutralPageAsync();
        await TypingUser.BeginAsync(page, seed: 7);
        await page.SlowDownAsync(500);
        var words = string.Concat(Enumerable.Repeat(letter + letter + letter + " ", 15_000));
        // Where the browser asks whether to leave, a person who wants to keep the words says no, and leaves a moment later.
        var asked = 0;
        page.Dialog += (_, dialog) =>
        {
            asked++;
            _ = dialog.DismissAsync();
        };

        // Pasted and left in one and the same moment.
        var act = way switch
        {
            "link" => "document.querySelector('a[href=\"/guides\"]').click()",
            "reload" => "location.reload()",
            "exit" => "document.querySelector('.exit a').click()",
            _ => "0",
        };
        await page.EvaluateAsync($$"""
            words => {
              document.documentElement.dataset.before = '';
              const area = document.querySelector('textarea');
              area.value = words;
              area.dispatchEvent(new Event('input', { bubbles: true }));
              {{act}};
            }
            """, words);
        if (way == "close")
        {
            await page.CloseAsync(new() { RunBeforeUnload = true });
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (asked == 0 && !page.IsClosed) await moment.WaitForNextTickAsync();
        }

        if (way == "reload") await ReloadedOrAskedAsync();
        if (way == "link") await Expect(page).ToHaveURLAsync(site.Address + "/guides");
        if (way == "exit") await Expect(page).ToHaveTitleAsync("Weather");
        if (asked > 0 && !page.IsClosed) await Expect(Status(page)).ToContainTextAsync("Saved ");

        var again = await context.NewPageAsync();
        await again.GotoAsync("/");
        // A visitor who left is asked.
        if (way == "exit") await again.ThroughAsync(() => again.Locator("form.away").GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync());
        await again.AssertInJournalAsync(words);

        async Task ReloadedOrAskedAsync()
        {
            // Asked again and again: the question may meet the page that goes.
            while (asked == 0 && await IsThereAsync())
            {
                using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
                await moment.WaitForNextTickAsync();
            }
        }

        async Task<bool> IsThereAsync()
        {
            try
            {
                return await page.EvaluateAsync<bool>("() => 'before' in document.documentElement.dataset");
            }
            catch (PlaywrightException)
            {
                return true;
            }
        }
    }

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
