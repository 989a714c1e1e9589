using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Names, passphrases and recovery keys: reached by keys, shown on request, kept in three ways.</summary>
public sealed class SpaceFormJourneys
{
    [Fact]
    public async Task Unlocking_begins_two_tabs_behind_the_skip_link_and_a_wrong_passphrase_takes_the_focus_to_its_message()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/unlock");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the main content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("nobody of this name");
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync("not the right words at all");
        await page.ThroughAsync(() => page.Keyboard.PressAsync("Enter"));
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "do not open a space" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_passphrase_can_be_looked_at_and_is_hidden_again_before_it_goes()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/unlock");
        var passphrase = page.GetByLabel("Passphrase", new() { Exact = true });
        await passphrase.FillAsync("not the right words at all");
        await Expect(passphrase).ToHaveAttributeAsync("type", "password");

        await page.GetByRole(AriaRole.Button, new() { Name = "Show what is typed" }).ClickAsync();
        await Expect(passphrase).ToHaveAttributeAsync("type", "text");
        await Expect(passphrase).ToBeFocusedAsync();
        var sentAs = await page.EvaluateAsync<string>("""
            () => {
              const form = document.querySelector('main form');
              form.addEventListener('submit', event => event.preventDefault(), true);
              form.requestSubmit();
              return document.getElementById('passphrase').type;
            }
            """);
        Assert.Equal("password", sentAs);
    }

    [Fact]
    public async Task A_recovery_key_can_be_copied_printed_and_downloaded()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/start");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(site.SpaceName("Ilse"));
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(PageActions.Passphrase);
        await page.GetByLabel("Repeat passphrase").FillAsync(PageActions.Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create my space" }).ClickAsync();
        var key = (await page.GetByTestId("recovery-key").InnerTextAsync()).Trim();
        await page.EvaluateAsync("() => { window.printed = 0; window.print = () => window.printed++; }");

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Copied." })).ToBeVisibleAsync();
        Assert.Equal(key, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Print", Exact = true }).ClickAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.printed"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download", Exact = true }).ClickAsync());
        Assert.Equal("notes-key.txt", download.SuggestedFilename);
        Assert.Equal(key, (await File.ReadAllTextAsync(await download.PathAsync())).Trim());
    }
}
