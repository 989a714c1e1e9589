using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>How pages are looked at: how wide, by day or night, with forced colours, on paper, with text alone or all of it enlarged.</summary>
internal static class PageViews
{
    /// <summary>What every test run looks at.</summary>
    public static readonly string[] Few = ["phone-light", "desk-dark"];

    /// <summary>What is kept as pictures.</summary>
    public static readonly string[] Pictured = ["phone-light", "desk-dark", "phone-dark", "desk-light"];

    /// <summary>What <c>tests/screenshots --every</c> looks at besides. Zoom is that of a window of 1280 by 800.</summary>
    public static readonly string[] Every =
    [
        "320-light", "390-light", "390-dark", "768-light", "768-dark", "1280-light", "1280-dark", "1920-light", "1920-dark",
        "320-dark", "390-forced", "1280-forced-dark", "360-large-text", "640-zoom-200", "320-zoom-400", "700-print",
    ];

    /// <summary>How a page is looked at as it stands without scripts; see <see cref="NewPageWithoutOurScriptsAsync" />.</summary>
    public const string WithoutScripts = "phone-light-without-scripts";

    public static async Task<IPage> NewPageAsync(this Site site, string view)
    {
        var width = view.Split('-')[0] switch { "phone" => 360, "desk" => 1280, var number => int.Parse(number, null) };
        var height = view.Split('-')[^1] switch { "200" => 400, "400" => 200, _ => width < 640 ? 740 : 800 };
        return await site.NewPageAsync(width: width, height: height, dark: view.EndsWith("dark", StringComparison.Ordinal));
    }

    /// <summary>
    /// A page that gets none of the site's scripts. JavaScript itself is on: in a browser without it, axe never answers. What a page says by
    /// <c>scripting</c> in its styles is therefore as with scripts.
    /// </summary>
    public static async Task<IPage> NewPageWithoutOurScriptsAsync(this Site site)
    {
        var page = await site.NewPageAsync("phone-light");
        await page.RouteAsync("**/*.js", route => route.AbortAsync());
        return page;
    }

    /// <summary>Shows the page as it stands with forced colours, on paper or with large text, if the view is of that kind.</summary>
    public static async Task ShowAsync(this IPage page, string view)
    {
        if (view.Contains("forced", StringComparison.Ordinal)) await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        if (view.EndsWith("print", StringComparison.Ordinal)) await page.EmulateMediaAsync(new() { Media = Media.Print });
        if (view.EndsWith("large-text", StringComparison.Ordinal)) await page.EnlargeTextAsync();
    }

    /// <summary>Back to the screen, where buttons can be pressed.</summary>
    public static Task ShowOnScreenAsync(this IPage page) => page.EmulateMediaAsync(new() { Media = Media.Screen });

    /// <summary>Text of twice the usual size, as a phone enlarges it: the width of a page in letters is not asked again.</summary>
    public static Task EnlargeTextAsync(this IPage page) => page.EvaluateAsync("""
        () => {
          const root = document.documentElement;
          root.style.fontSize = '';
          root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
        }
        """);
}
