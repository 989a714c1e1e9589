using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using BreakupGuide.Tests.Privacy;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// A life with live circuits, with everything logged that can be. Afterwards no typed word stands in what the program printed, in a file of its data
/// directory or its temporary folder, in anything the browser keeps, or in an address. The same scan first finds a word that was planted in each place.
/// </summary>
public sealed class CanaryJourney
{
    private const string Planted = "Plantedkästrel";
    private const string Name = "Kiebitz";

    // Everything a page can keep, opened: both storages, databases, caches, cookies that scripts see, and the addresses and states of its history.
    private const string Kept = """
        async () => {
            const answer = asked => new Promise((done, failed) => { asked.onsuccess = () => done(asked.result); asked.onerror = failed; });
            // What is kept as bytes is looked at as text.
            const bytes = (_, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value;
            const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, JSON.stringify(history.state), name];
            for (const entry of navigation.entries()) kept.push(entry.url, JSON.stringify(entry.getState() ?? null));
            for (const { name } of await indexedDB.databases()) {
                const db = await answer(indexedDB.open(name));
                for (const store of db.objectStoreNames) {
                    const all = what => answer(db.transaction(store).objectStore(store)[what]());
                    kept.push(name, store, JSON.stringify(await all('getAll'), bytes), JSON.stringify(await all('getAllKeys')));
                }
                db.close();
            }
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) kept.push(name, request.url, await (await cache.match(request)).text());
            }
            return kept.map(String);
        }
        """;

    private const string Buffered = """
        async () => {
            const answer = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
            const db = await answer(indexedDB.open('notes'));
            const kept = await answer(db.transaction('kept').objectStore('kept').getAll());
            db.close();
            return kept.filter(record => record.sealed.byteLength >= 1024).length;
        }
        """;

    private const string Plant = """
        async word => {
            localStorage.setItem('control', 'local ' + word);
            sessionStorage.setItem('control', 'session ' + word);
            document.cookie = 'control=' + encodeURIComponent('cookie ' + word);
            const db = await new Promise(done => {
                const asked = indexedDB.open('control');
                asked.onupgradeneeded = () => asked.result.createObjectStore('words');
                asked.onsuccess = () => done(asked.result);
            });
            await new Promise(done => {
                const write = db.transaction('words', 'readwrite');
                write.objectStore('words').put({ sealed: new TextEncoder().encode('database ' + word).buffer }, 1);
                write.oncomplete = done;
            });
            db.close();
            await (await caches.open('control')).put('/control', new Response('cache ' + word));
        }
        """;

    private readonly ConcurrentQueue<string> addresses = new();
    private readonly List<string> secrets = [PageActions.Passphrase];
    private int words;

    [Fact]
    public async Task No_typed_word_stands_in_the_log_in_a_file_in_the_browser_or_in_an_address()
    {
        var temporary = Directory.CreateTempSubdirectory("breakupguide-canary-tmp-");
        try
        {
            await using var site = await RunningSite.StartAsync(
                ("TMPDIR", temporary.FullName), ("Logging__LogLevel__Default", "Trace"),
                ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"), ("Logging__LogLevel__Microsoft.EntityFrameworkCore", "Trace"));
            var page = await site.NewPageAsync(keepsGuides: true);
            page.Context.Request += (_, request) => addresses.Enqueue(request.Url);
            page.FrameNavigated += (_, frame) => addresses.Enqueue(frame.Url);
            page.WebSocket += (_, socket) => addresses.Enqueue(socket.Url);

            await LiveAsync(page);
            Assert.Equal(1, await page.EvaluateAsync<int>(Buffered));
            // Looked at while everything is still open, before anything is tidied up.
            var lived = await PlacesAsync(site, page, temporary);
            Assert.Contains("trce: ", site.Log, StringComparison.Ordinal);
            Assert.Contains("dbug: Microsoft.AspNetCore.Components.Server.ComponentHub", site.Log, StringComparison.Ordinal);
            Assert.DoesNotContain("Received hub invocation", site.Log, StringComparison.Ordinal);
            Assert.Contains(addresses, a => a.StartsWith("ws://", StringComparison.Ordinal));

            await PlantAsync(site, page, temporary);
            var control = new WordScan([Planted]);
            foreach (var (place, content) in await PlacesAsync(site, page, temporary))
                Assert.True(control.Sightings(content).Count > 0, $"The scan does not look into: {place}");

            var scan = new WordScan(secrets);
            Assert.Empty(lived.SelectMany(place => scan.Sightings(place.Content).Select(seen => $"{place.Name}: {seen}")));
            // The name is what a space is found by: it stands in the database, and nowhere else.
            var named = new WordScan([Name, Name.ToLowerInvariant()]);
            var elsewhere = lived.Where(place => place.Name != "data");
            Assert.Empty(elsewhere.SelectMany(place => named.Sightings(place.Content).Select(seen => $"{place.Name}: {seen}")));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private async Task LiveAsync(IPage page)
    {
        await page.GotoAsync("/guides");
        await page.GuidesKeptAsync();
        // A visitor's answers with live controls of several kinds; then the space is kept.
        await page.GotoAsync("/reflections/can-it-be-fixed/start");
        await new Walker(page, "no", "fine", "back", "between-us", "can-and-wish", "both-want") { Words = Word }.ToCheckAsync();
        Assert.True(words > 10);
        await page.ThroughAsync(() => Button(page, "Finish").ClickAsync());
        Remember(await page.CreateSpaceAsync(Name));

        await page.GotoAsync("/journal/new");
        await page.GetByLabel("Your words").PressSequentiallyAsync(Word());
        await page.UnfoldAsync("Add mood, tags, date");
        await page.GetByLabel("Title").FillAsync(Word());
        await page.GetByLabel("Tags").FillAsync($"{Word()}, {Word()}");
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await page.ThroughAsync(() => Button(page, "Preview").ClickAsync());
        await page.GetByLabel("Your words").FillAsync($"and **{Word()}**");
        await Expect(page.Locator("#preview strong")).ToHaveTextAsync(secrets[^1]);
        var last = secrets[^1];
        await page.ThroughAsync(() => Button(page, "Save").ClickAsync());

        await page.GotoAsync("/journal");
        await page.UntilAsync("() => window.Blazor !== undefined");
        await page.GetByLabel("Search your journal").FillAsync(last);
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "One entry found." })).ToBeVisibleAsync();
        await page.GetByLabel("Search your journal").FillAsync(Word());
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Nothing found." })).ToBeVisibleAsync();

        await page.ThroughAsync(() => Button(page, "Lock").ClickAsync());
        await page.GotoAsync("/unlock");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Name);
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Word() + " is not it");
        await page.ThroughAsync(() => Button(page, "Unlock").ClickAsync());
        await page.UnlockAsync(Name);

        // And one that does not reach the program: it is kept in the browser.
        await page.GotoAsync("/journal/new");
        await page.RouteAsync(new Regex("/drafts/[0-9a-f-]{36}/"), route => route.AbortAsync());
        await page.GetByLabel("Your words").PressSequentiallyAsync(Word());
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Kept on this device");
    }

    /// <summary>Every place where a word could be left, as it is now.</summary>
    private async Task<IReadOnlyList<(string Name, byte[] Content)>> PlacesAsync(RunningSite site, IPage page, DirectoryInfo temporary)
    {
        var kept = string.Join('\n', await page.EvaluateAsync<string[]>(Kept));
        var cookies = string.Join('\n', (await page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}"));
        return
        [
            ("log", Encoding.UTF8.GetBytes(site.Log)), ("data", Files(new DirectoryInfo(site.DataDirectory))), ("temporary folder", Files(temporary)),
            ("browser storage", Encoding.UTF8.GetBytes(kept)), ("cookies", Encoding.UTF8.GetBytes(cookies)),
            ("addresses", Encoding.UTF8.GetBytes(string.Join('\n', addresses))),
        ];
    }

    private static byte[] Files(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*", SearchOption.AllDirectories)
            // The mark of a running program is empty, and .NET lets nobody else open it.
            .SelectMany(f => Encoding.UTF8.GetBytes(f.Name).Concat(f.Length == 0 ? [] : WordScan.ReadBytes(f.FullName)))];

    private static async Task PlantAsync(RunningSite site, IPage page, DirectoryInfo temporary)
    {
        // An address is logged at Trace, so this plants in the log, in the addresses and in the history at once.
        await page.GotoAsync($"/nothing/{Planted}");
        await page.EvaluateAsync(Plant, Planted);
        var kept = await page.EvaluateAsync<string[]>(Kept);
        foreach (var place in new[] { "local", "session", "database", "cache" })
            Assert.Contains(kept, k => k.Contains($"{place} {Planted}", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(site.DataDirectory, "data", "control"), Planted);
        await File.WriteAllTextAsync(Path.Combine(temporary.FullName, "control"), Planted);
    }

    private void Remember(string recoveryKey) => secrets.AddRange([recoveryKey, recoveryKey.Replace("-", "", StringComparison.Ordinal)]);

    private string Word()
    {
        secrets.Add($"Zwölfkestrel{words++:000}");
        return secrets[^1];
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
