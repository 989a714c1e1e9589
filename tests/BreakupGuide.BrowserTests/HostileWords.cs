using System.Collections.Concurrent;
using BreakupGuide.Tests.Markdown;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// The hostile collection in a real browser, in every place that shows a person's words. The content security policy is switched off here:
/// it is the second wall, and this looks at the first.
/// </summary>
public sealed class HostileWords
{
    private const int Entries = 3;
    private const int LongestTitle = 200;
    private const int LongestTag = 40;
    private const int LongestLine = 280;

    // What belongs to no page of ours that shows words, and what an attribute must never be.
    private const string Look = """
        allowed => {
            const wrong = [];
            for (const e of document.querySelectorAll('.prose *')) {
                const names = allowed[e.localName];
                if (!names) wrong.push(`<${e.localName}>`);
                else for (const a of e.attributes) if (!names.includes(a.name)) wrong.push(`${a.name} at <${e.localName}>`);
                if (e.localName === 'a' && !['http:', 'https:', 'mailto:', 'tel:'].includes(e.protocol)) wrong.push(`link by ${e.protocol}`);
            }
            for (const e of document.querySelectorAll(`main :is(script, iframe, frame, object, embed, svg:not(.picture, .glyph, .mood), math, style,
                    base, meta, link:not([rel=modulepreload]), img, picture, video, audio, template, applet, marquee)`))
                wrong.push(`<${e.localName}> in main`);
            // A form names the scripts that save it: ours.
            for (const e of document.querySelectorAll('main link'))
                if (new URL(e.href).origin !== location.origin || e.closest('.prose')) wrong.push('a script from elsewhere');
            for (const e of document.querySelectorAll('main, main *'))
                for (const a of e.attributes) if (/^on|^style$|^srcdoc$|^formaction$/i.test(a.name)) wrong.push(`${a.name} at <${e.localName}>`);
            for (const e of document.querySelectorAll('main form')) if (new URL(e.action).origin !== location.origin) wrong.push('a form that leads away');
            for (const e of document.querySelectorAll('main *'))
                for (const name of ['mouseover', 'pointerover', 'focus', 'toggle', 'load', 'error', 'animationstart']) e.dispatchEvent(new Event(name));
            return wrong;
        }
        """;

    // A form that holds U+0000 is refused by the framework; nobody can type it.
    private static readonly IReadOnlyList<string> OneLine = [.. HostileCases.All.Select(c => c.Text).Where(t => t.IndexOfAny(['\n', '\r', '\0']) < 0)];

    private readonly ConcurrentQueue<string> caught = new();
    private int next;

    [Fact]
    public async Task No_hostile_word_becomes_more_than_a_word_wherever_it_is_shown()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(bypassPolicy: true);
        await TrapAsync(page, site);
        await TheTrapCatchesAsync(page);

        var entries = new List<string>();
        foreach (var cases in HostileCases.All.Chunk((HostileCases.All.Count / Entries) + 1))
            entries.Add(await WriteAsync(page, string.Join("\n\n", cases.Select(c => c.Text.Replace("\0", "", StringComparison.Ordinal)))));
        await SearchAsync(page);
        await WalkAsync(page);
        await BinAsync(page, entries[0]);

        Assert.Empty(caught);
    }

    /// <summary>A page of the site on which a script really runs and other origins are really asked: what follows would be seen.</summary>
    private async Task TheTrapCatchesAsync(IPage page)
    {
        await page.RouteAsync("**/planted", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = """
                <main><div class="prose"><p>x<img src="https://evil.example/pixel.png" onerror="alert(1)"></p><a href="javascript:alert(2)">x</a>
                <b onmouseover="alert(3)">x</b>
                <script>fetch('https://evil.example/fetched')</script></div></main>
                """,
        }));
        await page.GotoAsync("/planted");
        var wrong = await LookAsync(page);
        Assert.Subset(wrong.ToHashSet(), new HashSet<string> { "<img>", "<script>", "link by javascript:", "onerror at <img>", "onmouseover at <b>" });
        Assert.Subset(caught.ToHashSet(), new HashSet<string> { "dialog 1", "dialog 3", "https://evil.example/pixel.png", "https://evil.example/fetched" });
        caught.Clear();
    }

    private async Task TrapAsync(IPage page, Site site)
    {
        await page.Context.RouteAsync(url => !url.StartsWith(site.Address, StringComparison.Ordinal), route => route.AbortAsync());
        page.Context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address + "/", StringComparison.Ordinal)) caught.Enqueue(request.Url);
        };
        page.Context.Page += (_, _) => caught.Enqueue("another page");
        page.Dialog += (_, dialog) =>
        {
            caught.Enqueue($"dialog {dialog.Message}");
            // Nobody waits for it: the page stands still until it is away.
            _ = dialog.DismissAsync();
        };
    }

    private async Task<string> WriteAsync(IPage page, string words)
    {
        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").FillAsync(words);
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel("Title").FillAsync(Line(LongestTitle));
        var tags = OneLine.Skip(next).Where(t => t.Length <= LongestTag && !t.Contains(',', StringComparison.Ordinal)).Take(8);
        await page.GetByLabel("Tags").FillAsync(string.Join(", ", tags));
        await page.ThroughAsync(() => Button(page, "Save").ClickAsync());
        await Expect(page.Locator("article .prose")).ToBeAttachedAsync();
        await NothingIsWrongAsync(page);
        var entry = new Uri(page.Url).AbsolutePath;

        // The preview, first as the page draws it, then as the circuit does.
        await page.GotoAsync($"{entry}/edit");
        await page.ThroughAsync(() => Button(page, "Preview").ClickAsync());
        await Expect(page.Locator("#preview .prose")).ToBeAttachedAsync();
        await NothingIsWrongAsync(page);
        await page.GetByLabel("Your words").FillAsync(words + "\n\nthe **last**");
        await Expect(page.Locator("#preview .prose > p:last-child > strong")).ToHaveTextAsync("last");
        await NothingIsWrongAsync(page);
        return entry;
    }

    private async Task SearchAsync(IPage page)
    {
        await page.GotoAsync("/journal");
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(Entries);
        await NothingIsWrongAsync(page);
        await page.UntilAsync("() => window.Blazor !== undefined");
        await page.GetByLabel("Search your journal").FillAsync("<script>alert(1)</script>");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "found." })).ToBeVisibleAsync();
        await NothingIsWrongAsync(page);
        await page.GetByLabel("Search your journal").FillAsync("\"><img src=x onerror=alert(1)> nowhere");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Nothing found." })).ToBeVisibleAsync();
        await NothingIsWrongAsync(page);
    }

    private async Task WalkAsync(IPage page)
    {
        await page.GotoAsync("/reflections/can-it-be-fixed/start");
        var walker = new Walker(page, "no", "fine", "back", "between-us", "can-and-wish", "both-want") { Words = () => Line(LongestLine) };
        await walker.ToCheckAsync();
        await Expect(page.Locator(".summary-list")).ToContainTextAsync("alert(1)");
        await NothingIsWrongAsync(page);
        var check = new Uri(page.Url).AbsolutePath;
        await page.ThroughAsync(() => Button(page, "Finish").ClickAsync());
        await Expect(page.Locator(".map")).ToContainTextAsync("alert(1)");
        await NothingIsWrongAsync(page);
        // What was named is offered again where it is sorted, and read again in the journal.
        foreach (var address in new[] { check.Replace("/check", "/causes", StringComparison.Ordinal), "/journal/" + check.Split('/')[3], "/journal", "/" })
        {
            await page.GotoAsync(address);
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(address == "/" ? "" : "alert(1)");
            await NothingIsWrongAsync(page);
        }
    }

    private async Task BinAsync(IPage page, string entry)
    {
        await page.GotoAsync(entry);
        await page.GetByText("Delete", new() { Exact = true }).ClickAsync();
        await page.ThroughAsync(() => Button(page, "Put it into the bin").ClickAsync());
        foreach (var address in new[] { entry, "/journal/bin" })
        {
            await page.GotoAsync(address);
            await NothingIsWrongAsync(page);
        }

        await Expect(page.Locator(".timeline .name")).ToContainTextAsync("alert(1)");
    }

    private async Task NothingIsWrongAsync(IPage page)
    {
        Assert.Empty(await LookAsync(page));
        Assert.Empty(caught);
    }

    private static Task<string[]> LookAsync(IPage page) => page.EvaluateAsync<string[]>(Look, HostileCases.InWriting);

    /// <summary>As many of the next cases as stand in one line.</summary>
    private string Line(int longest)
    {
        var line = "";
        while (line.Length == 0 || line.Length + OneLine[next % OneLine.Count].Length < longest)
        {
            var text = OneLine[next++ % OneLine.Count];
            if (text.Length < longest) line += text + " ";
        }

        return line.Trim();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
