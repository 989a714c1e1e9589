using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>A journal is taken along on a phone, and some of it is made into a sheet for somebody else.</summary>
public sealed class DownloadJourney
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_to_print_comes_onto_a_phone(bool javaScript)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(javaScript);
        await WriteAsync(page, "A walk by the weir.");
        await page.GotoAsync("/settings/download");
        await page.GetByLabel("To read or print").CheckAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download", Exact = true }).ClickAsync());
        Assert.Matches("^notes-[0-9-]{10}\\.html$", download.SuggestedFilename);
        Assert.Contains("A walk by the weir.", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        if (javaScript) await Expect(page.GetByText("The file is being made.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_file_to_bring_back_is_locked_with_a_passphrase_of_its_own()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ute");
        await page.GotoAsync("/settings/download");
        await page.UnfoldAsync("Lock the file with a passphrase of its own");
        await page.GetByLabel("Passphrase for the file").FillAsync("seven kettles by the weir");
        await page.GetByLabel("The same once more").FillAsync("seven kettles by the weir");
        await page.GetByLabel("Passphrase of your space").FillAsync(PageActions.Passphrase);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download", Exact = true }).ClickAsync());
        Assert.EndsWith(".sealed", download.SuggestedFilename, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_support_sheet_is_picked_by_keys_and_shown(bool javaScript)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(javaScript);
        await WriteAsync(page, "Anna came for tea.");
        await page.GotoAsync("/journal/sheet");
        await page.GetByLabel("Anna came for tea.").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).PressAsync("Enter"));
        await page.GetByLabel("Names to leave out").FillAsync("Anna");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Show the sheet" }).PressAsync("Enter"));

        await Expect(page.Locator("h1")).ToHaveTextAsync("From my notes");
        await Expect(page.Locator("article")).ToContainTextAsync("A. came for tea.");
        Assert.EndsWith("/journal/sheet", page.Url, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(IPage page, string words)
    {
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync(words);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
    }
}
