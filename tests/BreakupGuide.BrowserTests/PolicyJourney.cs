using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>The policies in the headers take nothing away that our own pages need.</summary>
public sealed class PolicyJourney
{
    [Fact]
    public async Task Reading_answering_writing_and_searching_break_no_policy()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(keepsGuides: true);
        var found = new ConcurrentQueue<string>();
        await page.ExposeFunctionAsync("policyBroken", (string what) => found.Enqueue(what));
        await page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => policyBroken(`${location.pathname}: ${e.violatedDirective} ${e.blockedURI}`))");
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Policy", StringComparison.OrdinalIgnoreCase)) found.Enqueue(message.Text);
        };
        page.PageError += (_, error) => found.Enqueue(error);

        await page.GotoAsync("/guides/reasons-signs-and-steps");
        await page.GotoAsync("/reflections/can-it-be-fixed/start");
        await AliveAsync(page);
        var walker = new Walker(page, "no", "fine", "back", "between-us", "can-and-wish");
        for (var question = 0; question < 4; question++) await walker.AnswerAsync();
        await AliveAsync(page);
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync("A *quiet* day");
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync());
        await Expect(page.Locator("#preview em")).ToHaveTextAsync("quiet");
        await AliveAsync(page);
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await page.GotoAsync("/journal");
        await page.UntilAsync("() => window.Blazor !== undefined");
        await page.GetByLabel("Search your journal").PressSequentiallyAsync("quiet");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "One entry found." })).ToBeVisibleAsync();
        await page.GotoAsync("/settings");
        Assert.Empty(found);

        // The control: what a hostile text would do is seen, and does nothing.
        await page.EvaluateAsync("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.ran = true';
              document.body.append(script);
              document.body.setAttribute('style', 'outline: 1px solid');
            }
            """);
        await page.UntilAsync("() => document.body.hasAttribute('style')");
        Assert.False(await page.EvaluateAsync<bool>("() => window.ran === true"));
        // The limit only turns a wait without end into a failure.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!found.Any(f => f.Contains("script-src", StringComparison.Ordinal)) || !found.Any(f => f.Contains("style-src", StringComparison.Ordinal)))
        {
            limit.Token.ThrowIfCancellationRequested();
            await page.EvaluateAsync("() => 0");
        }
    }

    /// <summary>
    /// The circuit has drawn the page's islands: prerendered components are marked by comments until the client script has found them, and what
    /// stands in a question's island has its handler only when it was drawn by the circuit.
    /// </summary>
    internal static async Task AliveAsync(IPage page) => await page.UntilAsync("""
        () => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
          while (walker.nextNode()) if (walker.currentNode.data.startsWith('Blazor:')) return false;
          const told = document.querySelector('[data-saved]');
          return !told || Object.keys(told).some(k => k.startsWith('_blazorEvents_'));
        }
        """);
}
