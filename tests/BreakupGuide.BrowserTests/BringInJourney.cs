using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>A journal is taken along and brought into another space, on a phone.</summary>
public sealed class BringInJourney
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_downloaded_comes_into_another_space_and_is_taken_out_again(bool javaScript)
    {
        await using var site = await SharedSite.VisitAsync();
        var first = await site.NewPageAsync(javaScript, width: 390, height: 844);
        await first.CreateSpaceAsync("Ida");
        await first.GotoAsync("/journal/new");
        await first.GetByLabel("Your words").FillAsync("Two swans under the mill bridge.");
        await first.ThroughAsync(() => Button(first, "Save").ClickAsync());
        await first.GotoAsync("/settings/download");
        await first.GetByLabel("To bring it back").CheckAsync();
        await first.GetByLabel("Passphrase of your space").FillAsync(PageActions.Passphrase);
        var download = await first.RunAndWaitForDownloadAsync(() => Button(first, "Download").ClickAsync());

        var page = await site.NewPageAsync(javaScript, width: 390, height: 844);
        await page.CreateSpaceAsync("Olga");
        await page.GotoAsync("/settings");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Bring in a journal" }).ClickAsync());
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(await download.PathAsync());
        // By keys from here on.
        await page.ThroughAsync(() => Button(page, "Look at it first").PressAsync("Enter"));
        await OnceThereAsync(page, page.GetByText("1 entry of"));
        await Expect(page.GetByText("Two swans under the mill bridge.")).ToBeVisibleAsync();
        await page.ThroughAsync(() => Button(page, "Bring it in").PressAsync("Enter"));
        await OnceThereAsync(page, page.GetByText("1 entry came in."));
        await page.AssertInJournalAsync("Two swans under the mill bridge.");

        await page.GotoAsync("/settings/bring-in");
        await page.ThroughAsync(() => Button(page, "Take it out again").PressAsync("Enter"));
        await Expect(page.GetByText("1 entry was taken out again.")).ToBeVisibleAsync();
        await page.GotoAsync("/journal");
        await Expect(page.GetByText("Two swans under the mill bridge.")).ToHaveCountAsync(0);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    // A busy machine may still be at it: without JavaScript somebody presses the link.
    private static async Task OnceThereAsync(IPage page, ILocator there)
    {
        while (await there.CountAsync() == 0)
        {
            if (await page.GetByRole(AriaRole.Link, new() { Name = "See how far it is" }).CountAsync() > 0) await page.GotoAsync("/settings/bring-in");
            else await Expect(there).ToBeVisibleAsync();
        }
    }
}
