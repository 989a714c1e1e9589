using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>What people do again and again.</summary>
internal static class PageActions
{
    public const string Passphrase = "seven quiet herons wade at dusk";

    /// <summary>Where “Exit this page” goes. It is played by the test: nothing goes to a real network.</summary>
    public const string Neutral = "https://www.bbc.com/weather";

    private static readonly DateTime Evening = new(2026, 11, 4, 20, 0, 0, DateTimeKind.Utc);

    // The last word of one session counts, so a page has one.
    private static readonly ConditionalWeakTable<IPage, ICDPSession> Networks = [];

    /// <summary>
    /// Does what leads to another page and waits until that page stands there whole.
    /// Without it the next key or click may still meet the page that is being left.
    /// </summary>
    public static async Task ThroughAsync(this IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await act();
        string? state = null;
        var until = Stopwatch.StartNew();
        // Asked again and again, not waited for: Playwright's own wait can miss the moment on a busy machine, and one inside the page needs JavaScript.
        while (until.Elapsed < TimeSpan.FromMinutes(1))
        {
            state = await page.AskAsync<string>(
                "() => `${'left' in document.documentElement.dataset ? 'the page before' : location.pathname} ${document.readyState}`");
            if (state?.EndsWith(" complete", StringComparison.Ordinal) == true && !state.StartsWith("the page before", StringComparison.Ordinal)) return;
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            await moment.WaitForNextTickAsync();
        }

        Assert.Fail($"No other page came: {state}.");
    }

    /// <summary>Opens what stands folded under these words, where it is not open already.</summary>
    public static async Task UnfoldAsync(this IPage page, string summary)
    {
        var folded = page.Locator("details:not([open]) > summary", new() { HasText = summary });
        if (await folded.CountAsync() > 0) await folded.ClickAsync();
    }

    /// <summary>Where another question of the run is that this page belongs to.</summary>
    public static string InSameRun(this IPage page, string question) => $"{page.Url[..page.Url.LastIndexOf('/')]}/{question}";

    /// <summary>Makes a private space and passes the recovery key.</summary>
    /// <returns>The recovery key.</returns>
    public static async Task<string> CreateSpaceAsync(this IPage page, string name)
    {
        await page.GotoAsync("/start");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Site.Of(page).SpaceName(name));
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Passphrase);
        await page.GetByLabel("Repeat passphrase").FillAsync(Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create my space" }).ClickAsync();
        var key = await page.GetByTestId("recovery-key").InnerTextAsync();
        await page.GetByLabel("I have kept the recovery key").CheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());
        return key;
    }

    public static async Task UnlockAsync(this IPage page, string name)
    {
        await page.GotoAsync("/unlock");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Site.Of(page).SpaceName(name));
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true })).ToBeVisibleAsync();
    }

    public static Task PlayNeutralPageAsync(this IBrowserContext context) =>
        context.RouteAsync("https://www.bbc.com/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Weather</title>" }));

    /// <summary>Chooses in the settings that pages are covered when something else comes to the front.</summary>
    public static async Task CoverHiddenPagesAsync(this IPage page)
    {
        await page.GotoAsync("/settings");
        await page.GetByLabel("Cover a page when I go to another tab or program").CheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save how I leave" }).ClickAsync());
    }

    /// <summary>The browser under test does not hide pages, so this one is told what a browser would tell.</summary>
    public static async Task HideAsync(this IPage page) => await page.EvaluateAsync("""
        () => {
          Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """);

    /// <summary>Each request takes so many milliseconds more.</summary>
    public static Task SlowDownAsync(this IPage page, int milliseconds) => page.NetworkAsync(milliseconds, isCut: false);

    public static async Task NetworkAsync(this IPage page, int milliseconds, bool isCut)
    {
        if (!Networks.TryGetValue(page, out var session))
        {
            Networks.Add(page, session = await page.Context.NewCDPSessionAsync(page));
            await session.SendAsync("Network.enable");
        }

        await session.SendAsync(
            "Network.emulateNetworkConditions",
            new() { ["offline"] = isCut, ["latency"] = milliseconds, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
    }

    /// <summary>Makes the browser's process for this page die, without a word to the page.</summary>
    public static async Task CrashAsync(this IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.TrySetResult();
        var session = await page.Context.NewCDPSessionAsync(page);
        _ = session.SendAsync("Page.crash").ContinueWith(_ => { }, TaskScheduler.Default);
        await crashed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await page.CloseAsync();
    }

    /// <summary>From here on only the test moves the time.</summary>
    public static async Task StopTheClockAsync(this IPage page)
    {
        await page.Context.Clock.InstallAsync(new() { TimeDate = Evening });
        await page.Context.Clock.PauseAtAsync(Evening.AddMinutes(1));
    }

    /// <summary>The saving script has come: it comes after the one that leaves, and marks its forms.</summary>
    public static Task ReadyAsync(this IPage page) => Expect(page.Locator("form[data-draft-ready]")).ToBeAttachedAsync();

    /// <summary>The last key, too, is kept on this device: its line says so from the first one on, the disk follows within a moment.</summary>
    public static Task KeptAsync(this IPage page) => page.UntilAsync($"async () => (await {Imported("draft.js")}).isKept()");

    /// <summary>Script that imports one of ours, as the page itself has it.</summary>
    public static string Imported(string script) => $"import(document.querySelector('script[src$=\"/exit.js\"]').src.replace('exit.js', '{script}'))";

    /// <summary>The newest entry holds these words; asked for again, since a save may still be on its way when a page is left.</summary>
    public static async Task AssertInJournalAsync(this IPage page, string words)
    {
        var until = Stopwatch.StartNew();
        var there = "";
        while (until.Elapsed < TimeSpan.FromMinutes(1))
        {
            await page.GotoAsync("/journal");
            await page.GotoAsync($"{await page.Locator(".timeline a").First.GetAttributeAsync("href")}/edit");
            there = await page.GetByLabel("Your words").InputValueAsync();
            if (there == words) return;
        }

        Assert.Fail(TypingUser.HowMuchIsThere(there, words));
    }

    /// <summary>Guides and help are kept on this device, whole.</summary>
    public static Task GuidesKeptAsync(this IPage page) => page.UntilAsync("""
        async () => (await navigator.serviceWorker.getRegistrations()).filter(worker => worker.active?.state === 'activated' && !worker.installing).length === 2
        """);

    /// <summary>Asks the page again and again. What is asked may itself have to wait: Playwright's own wait takes the promise of an answer for “yes”.</summary>
    public static async Task UntilAsync(this IPage page, string asked)
    {
        var until = Stopwatch.StartNew();
        while (!await page.AskAsync<bool>(asked))
        {
            Assert.True(until.Elapsed < TimeSpan.FromMinutes(1), $"It did not become true: {asked}");
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            await moment.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks the page once. Nothing, where it goes away under the question.</summary>
    private static async Task<T?> AskAsync<T>(this IPage page, string asked)
    {
        try
        {
            return await page.EvaluateAsync<T>(asked);
        }
        catch (PlaywrightException exception) when (exception.Message.Contains("context", StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }
    }
}
