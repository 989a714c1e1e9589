using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What people do again and again.</summary>
internal static class People
{
    public const string Passphrase = "seven quiet herons wade at dusk";

    /// <summary>
    /// Does what leads to another page and waits until that page stands there whole.
    /// Without it the next key or click may still meet the page that is being left.
    /// </summary>
    public static async Task ThroughAsync(this IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await act();
        await Expect(page.Locator("html:not([data-left]) main")).ToBeAttachedAsync();
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Makes a private space and passes the recovery key.</summary>
    /// <returns>The recovery key.</returns>
    public static async Task<string> CreateSpaceAsync(IPage page, string name)
    {
        await page.GotoAsync("/start");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Passphrase);
        await page.GetByLabel("Repeat passphrase").FillAsync(Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create my space" }).ClickAsync();
        var key = await page.GetByTestId("recovery-key").InnerTextAsync();
        await page.GetByLabel("I have kept the recovery key").CheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        return key;
    }

    public static async Task UnlockAsync(IPage page, string name)
    {
        await page.GotoAsync("/unlock");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true })).ToBeVisibleAsync();
    }
}
