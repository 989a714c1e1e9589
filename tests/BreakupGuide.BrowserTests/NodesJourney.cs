using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Two nodes behind plain round robin: one of them is killed and comes back while somebody types, then the other one.</summary>
public sealed class NodesJourney(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public async Task One_node_after_the_other_is_killed_while_somebody_types_and_a_lock_on_one_holds_on_both()
    {
        await using var site = await NodesSite.StartAsync();
        var page = await site.NewPageAsync();
        await page.CreateSpaceAsync("Ilse");
        var user = await TypingUser.BeginAsync(page, seed: 11);
        await page.SlowDownAsync(500);
        await user.StartAsync();
        foreach (var node in new[] { site.First, site.Second, site.First })
        {
            await user.AfterAsync(12);
            await node.KillAsync();
            // One node alone saves on.
            await page.WaitForResponseAsync(r => r.Url.Contains("/drafts/", StringComparison.Ordinal) && r.Ok);
            await node.StartAgainAsync();
        }

        await user.StopAsync();
        await TypingUser.AssertSavedAsync(page, user.Typed);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Two versions" })).ToHaveCountAsync(0);
        output.WriteLine($"Killed 3 times; {user.Typed.Length} characters typed, all of them there.");

        // Cookies know no ports: the same browser at each node.
        await SeesAsync(page, site.First, user.Typed);
        await SeesAsync(page, site.Second, user.Typed);
        await page.GotoAsync(new Uri(new(site.First.Address), "/journal").ToString());
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync());
        foreach (var node in new Site[] { site.Second, site.First, site })
        {
            await page.GotoAsync(new Uri(new(node.Address), "/journal").ToString());
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true })).ToHaveCountAsync(0);
        }
    }

    private static async Task SeesAsync(IPage page, Site node, string words)
    {
        await page.GotoAsync(new Uri(new(node.Address), "/journal").ToString());
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words[..20].Trim());
    }
}
