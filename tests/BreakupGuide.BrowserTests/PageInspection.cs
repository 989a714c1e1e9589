using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// Looks at pages on a phone in light and on a desk in dark: nothing scrolls sideways, axe finds nothing, what is folded included.
/// With BREAKUPGUIDE_PICTURES set to a folder, all four views are looked at and kept as pictures; with BREAKUPGUIDE_VIEWS, too, it names the views
/// ("every" for those of <see cref="PageViews.Every" />), which are kept whole and not gone through with axe.
/// </summary>
internal static class PageInspection
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("BREAKUPGUIDE_PICTURES") is { Length: > 0 } folder ? folder : null;

    private static readonly string[]? Asked = Environment.GetEnvironmentVariable("BREAKUPGUIDE_VIEWS") switch
    {
        null or "" => null,
        "every" => PageViews.Every,
        var names => names.Split(','),
    };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Run here, not by the package: for the sake of frames, which we have none of, that opens another page for each that it looks at.
    private const string Violations = """
        async () => (await axe.run({ resultTypes: ['violations'] })).violations
          .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`)
        """;

    public static TheoryData<string> Views => [.. Asked ?? (Pictures is null ? PageViews.Few : PageViews.Pictured)];

    /// <summary>What is wrong with the pages at these addresses.</summary>
    public static async Task<string> InspectAsync(this IPage page, string view, IEnumerable<(string Name, string Address)> addresses)
    {
        var problems = new List<string>();
        foreach (var (name, address) in addresses)
        {
            var response = await page.GotoAsync(address);
            problems.AddRange(await page.InspectAsync(view, name));
            if (response!.Status != (name == "not-found" ? 404 : 200)) problems.Add($"{name}: status {response.Status}");
        }

        return string.Join("\n", problems);
    }

    /// <summary>What is wrong with the page as it stands.</summary>
    public static async Task<List<string>> InspectAsync(this IPage page, string view, string name)
    {
        var problems = new List<string>();
        await page.ShowAsync(view);
        if (!await page.FitsAsync()) problems.Add($"{name} scrolls sideways ({view})");
        if (await page.Locator("h1").CountAsync() != 1) problems.Add($"{name} has {await page.Locator("h1").CountAsync()} h1");
        if (Asked is null) problems.AddRange(await page.UnfoldedAsync(view, name));
        if (Pictures is not null) await page.KeepAsync(Path.Combine(Pictures, $"{name}-{view}"));
        await page.ShowOnScreenAsync();
        return problems;
    }

    /// <summary>Keeps the first screen as it stands, of an outcome all of it, where pictures are kept.</summary>
    public static async Task KeepPictureAsync(this IPage page, string name)
    {
        if (Pictures is null) return;
        var isWhole = name.EndsWith("outcome", StringComparison.Ordinal);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = isWhole });
    }

    public static Task<bool> FitsAsync(this IPage page) =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    private static async Task KeepAsync(this IPage page, string path)
    {
        await page.ScreenshotAsync(new() { Path = $"{path}.png", FullPage = true });
        if (Asked is null) await page.ScreenshotAsync(new() { Path = $"{path}-first-screen.png" });
        if (path.EndsWith("print", StringComparison.Ordinal)) await page.PdfAsync(new() { Path = $"{path}.pdf", Format = "A4" });
    }

    // With all folds open axe sees all that it would see with them closed. They are closed again: a page is kept as it stands.
    private static async Task<List<string>> UnfoldedAsync(this IPage page, string view, string name)
    {
        var folds = await page.EvaluateHandleAsync("""
            () => [...document.querySelectorAll('details:not([open])')].map(fold => (fold.open = true, fold))
            """);
        var problems = new List<string>(await page.AxeAsync(view, name));
        if (!await page.FitsAsync()) problems.Add($"{name} scrolls sideways with its folds open ({view})");
        await folds.EvaluateAsync("folds => folds.forEach(fold => { fold.open = false; })");
        return problems;
    }

    private static async Task<IEnumerable<string>> AxeAsync(this IPage page, string view, string name)
    {
        await page.EvaluateAsync(Axe);
        return (await page.EvaluateAsync<string[]>(Violations)).Select(v => $"{name} ({view}): axe {v}");
    }
}
