using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// Looks at pages on a phone in light and on a desk in dark: nothing scrolls sideways, axe finds nothing.
/// With BREAKUPGUIDE_PICTURES set to a folder, all four views are looked at and kept as pictures.
/// </summary>
internal static class PageInspection
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("BREAKUPGUIDE_PICTURES") is { Length: > 0 } folder ? folder : null;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Run here, not by the package: for the sake of frames, which we have none of, that opens another page for each that it looks at.
    private const string Violations = """
        async () => (await axe.run({ resultTypes: ['violations'] })).violations
          .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`)
        """;

    /// <summary>Two of them, unless pictures are wanted.</summary>
    public static TheoryData<string> Views => Pictures is null ? ["phone-light", "desk-dark"] : ["phone-light", "desk-dark", "phone-dark", "desk-light"];

    public static Task<IPage> NewPageAsync(this Site site, string view) =>
        view.StartsWith("phone", StringComparison.Ordinal)
            ? site.NewPageAsync(width: 360, height: 740, dark: IsDark(view))
            : site.NewPageAsync(width: 1280, height: 800, dark: IsDark(view));

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
        if (!await page.FitsAsync()) problems.Add($"{name} scrolls sideways ({view})");
        if (await page.Locator("h1").CountAsync() != 1) problems.Add($"{name} has {await page.Locator("h1").CountAsync()} h1");
        await page.EvaluateAsync(Axe);
        problems.AddRange((await page.EvaluateAsync<string[]>(Violations)).Select(v => $"{name} ({view}): axe {v}"));
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{view}.png"), FullPage = true });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{view}-first-screen.png") });
        }

        return problems;
    }

    public static Task<bool> FitsAsync(this IPage page) =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    private static bool IsDark(string view) => view.EndsWith("dark", StringComparison.Ordinal);
}
