using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>What a journey visits, together with the browsers that visit it: they end with it, so that their pages do not keep the machine busy.</summary>
public abstract class Site : IAsyncDisposable
{
    private static readonly ConditionalWeakTable<IBrowserContext, Site> Visited = [];

    private readonly List<IBrowserContext> browsers = [];

    public abstract string Address { get; }

    /// <summary>The site that this page's browser was made for.</summary>
    public static Site Of(IPage page) =>
        Visited.TryGetValue(page.Context, out var site) ? site : throw new InvalidOperationException("This page was not made by a site.");

    /// <summary>What a space is really called that a journey calls so: other journeys may use the same name.</summary>
    public virtual string SpaceName(string name) => name;

    /// <summary>A page in a browser of its own.</summary>
    /// <param name="bypassPolicy">The browser does not heed the content security policy: for tests of what stands before it.</param>
    /// <param name="keepsGuides">The browser keeps guides on the device: for tests of that, and of all that a browser keeps.</param>
    public async Task<IPage> NewPageAsync(
        bool javaScript = true, int width = 390, int height = 844, bool dark = false, bool bypassPolicy = false, bool keepsGuides = false)
    {
        var context = await Chromium.NewContextAsync(Address, javaScript, width, height, dark, bypassPolicy, keepsGuides);
        browsers.Add(context);
        Visited.Add(context, this);
        return await context.NewPageAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers) await browser.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
