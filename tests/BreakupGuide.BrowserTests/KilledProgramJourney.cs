using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// The program is killed again and again while two people type on a slow network. With BREAKUPGUIDE_KILLS set to a number it is killed so often
/// (tests/chaos does it); BREAKUPGUIDE_SEED names the order of things that is played again.
/// </summary>
public sealed class KilledProgramJourney(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly int Kills = Number("BREAKUPGUIDE_KILLS", 6);
    private static readonly int Seed = Number("BREAKUPGUIDE_SEED", Random.Shared.Next());

    // Types while the buffer rests and while it has just written, and looks when what is kept has changed.
    private const string HowSoon = """
        async tries => {
          const area = document.querySelector('textarea');
          const db = await new Promise(done => { const asked = indexedDB.open('notes'); asked.onsuccess = () => done(asked.result); });
          const kept = () => new Promise(done => {
            const asked = db.transaction('kept').objectStore('kept').getAll();
            asked.onsuccess = () => done(asked.result.map(r => String(r.nonce)).join());
          });
          const took = [];
          for (let at = 0; at < tries; at++) {
            if (at % 2) await new Promise(done => { setTimeout(done, 200); });
            const before = await kept();
            const began = performance.now();
            area.value += 'a';
            area.dispatchEvent(new Event('input', { bubbles: true }));
            while (await kept() === before);
            took.push(performance.now() - began);
          }
          return took;
        }
        """;

    [Fact]
    public async Task Killed_at_random_moments_while_somebody_types_it_loses_no_character()
    {
        output.WriteLine($"BREAKUPGUIDE_SEED={Seed}");
        await using var site = await RunningSite.StartAsync();
        var (journal, steady) = await WriteFreelyAsync(site);
        var (answer, pausing) = await AnswerAsync(site);
        await steady.StartAsync();
        await pausing.StartAsync();

        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await steady.AfterAsync(random.Next(1, 16));
            await site.KillAsync();
            await site.StartAgainAsync();
        }

        foreach (var (page, user) in new[] { (journal, steady), (answer, pausing) })
        {
            await user.StopAsync();
            await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
            await page.ReloadAsync();
            await Expect(page.Locator("textarea")).ToHaveValueAsync(user.Typed);
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Two versions" })).ToHaveCountAsync(0);
        }

        output.WriteLine($"Killed {Kills} times; {steady.Typed.Length} and {pausing.Typed.Length} characters typed, all of them there.");
    }

    [Fact]
    public async Task Each_key_comes_to_be_on_this_device()
    {
        await using var site = await SharedSite.VisitAsync();
        var (page, _) = await WriteFreelyAsync(site);
        await page.RouteAsync("**/drafts/*-*-*/*", route => route.AbortAsync());
        var took = await page.EvaluateAsync<double[]>(HowSoon, 40);

        Assert.Equal(40, took.Length);
        output.WriteLine($"From a key to the disk in 40 tries: {took.Order().ElementAt(20):0} ms in the middle, {took.Max():0} ms at most.");
    }

    private static async Task<(IPage Page, TypingUser User)> WriteFreelyAsync(Site site)
    {
        var page = await site.NewPageAsync();
        await page.GotoAsync("/journal/new");
        return (page, await BeginAsync(page, Seed, pausing: false));
    }

    private static async Task<(IPage Page, TypingUser User)> AnswerAsync(Site site)
    {
        var page = await site.NewPageAsync();
        await page.GotoAsync("/reflections/why-he-left/start");
        await page.ThroughAsync(async () =>
        {
            await page.Locator("input[type=radio]").First.CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
        });
        await page.GotoAsync(page.InSameRun("fair-friend"));
        return (page, await BeginAsync(page, Seed + 1, pausing: true));
    }

    // From the first acknowledgement on there is a space, and with it a place on the device.
    private static async Task<TypingUser> BeginAsync(IPage page, int seed, bool pausing)
    {
        var user = new TypingUser(page, page.Locator("textarea"), seed, pausing);
        await user.TypeAsync(3);
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");
        await page.SlowDownAsync(500);
        return user;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
