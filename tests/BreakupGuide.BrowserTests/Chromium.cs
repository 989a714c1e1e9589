using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>One Chromium for all journeys; each person gets a context of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Long, because the machine that runs the tests may be small and busy; a test that passes never waits for it.
    private const float Patience = 60_000;

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable(),
            // No sandbox: the tests also run as root in containers, on pages of our own only. The rest keeps the browser from talking to the network.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A person with a browser of their own.</summary>
    /// <param name="bypassPolicy">The browser does not heed the content security policy: for tests of what stands before it.</param>
    public async Task<IPage> PersonAsync(RunningSite site, bool javaScript = true, int width = 390, int height = 844, bool dark = false, bool bypassPolicy = false)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address,
            JavaScriptEnabled = javaScript,
            BypassCSP = bypassPolicy,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        site.Visitors.Add(context);
        return await context.NewPageAsync();
    }

    private static string Executable()
    {
        if (Environment.GetEnvironmentVariable("BREAKUPGUIDE_CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(f => Names.Select(name => Path.Combine(f, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium was not found. Install it, or name it in BREAKUPGUIDE_CHROMIUM; .ci/run does it on Debian.");
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
