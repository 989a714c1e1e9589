using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>One Chromium for all journeys, started by the first; each user gets a context of their own.</summary>
internal static class Chromium
{
    // Long, because the machine that runs the tests may be small and busy; a test that passes never waits for it.
    private const float Patience = 60_000;

    // The first draws the same pages with half the work: it has no windows around them.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    // No sandbox: the tests also run as root in containers, on pages of our own only. The rest keeps the browser from talking to the network.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(StartAsync);

    /// <param name="bypassPolicy">The browser does not heed the content security policy: for tests of what stands before it.</param>
    /// <param name="keepsGuides">
    /// Guides are kept on the device by a service worker, as everywhere outside tests. It fetches two dozen pages, and does not hear what tests do
    /// to requests.
    /// </param>
    public static async Task<IBrowserContext> NewContextAsync(
        string address, bool javaScript, int width, int height, bool dark, bool bypassPolicy, bool keepsGuides)
    {
        var context = await (await Started.Value).Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            JavaScriptEnabled = javaScript,
            BypassCSP = bypassPolicy,
            ServiceWorkers = keepsGuides ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public static async Task EndAsync()
    {
        if (!Started.IsValueCreated) return;
        var (playwright, browser) = await Started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable(), Args = Arguments }));
    }

    private static string Executable()
    {
        if (Environment.GetEnvironmentVariable("BREAKUPGUIDE_CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(f => Names.Select(name => Path.Combine(f, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium was not found. Install it, or name it in BREAKUPGUIDE_CHROMIUM; .ci/run does it on Debian.");
    }
}
