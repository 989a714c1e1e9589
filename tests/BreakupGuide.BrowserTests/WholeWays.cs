using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// Three people walk every reflection on a phone and add an entry to every practice, each in one space: one who was left and hopes, one who ended it
/// and regrets it, one who was afraid. <c>tests/screenshots --walks</c> takes the whole walks and keeps a picture of every screen; else they are short.
/// </summary>
public sealed class WholeWays
{
    private static readonly string[] Reflections =
    [
        "why-he-left", "your-part", "can-it-be-fixed", "your-motives", "give-space", "talk-to-him", "apologise",
        "slow-return", "return-sincerely", "second-round", "letting-go",
    ];

    private static readonly string[] Practices = ["giving-space", "change-log", "check-in", "what-i-expect", "signs", "ladder"];

    private static readonly string[] Words =
    [
        "I came home late and looked at my phone at dinner.", "We only talked about the flat and the shopping.", "I would like to be asked how my day was.",
        "A walk along the river, before it gets dark.", "I did not tell anybody how bad it was.", "Sunday evenings are the worst.",
        "That I can laugh again with somebody.", "I will write it down instead of sending it.",
    ];

    private static bool IsWhole => Environment.GetEnvironmentVariable("BREAKUPGUIDE_WALKS") is not null;

    [Fact]
    public Task Somebody_who_was_left_and_hopes() =>
        WalkAsync(
            "left", "he", "no", "not-tried", "back", "him", "between-us", "can-and-wish", "mine", "partly", "for-me", "calm", "hurt", "yes", "together",
            "love", "hardly");

    [Fact]
    public Task Somebody_who_ended_it_and_regrets_it() =>
        WalkAsync("ended", "i", "no", "fine", "unsure", "regret", "true", "for-me", "mine", "can-unlikely", "not-sure", "i-ended", "some-hours", "both");

    [Fact]
    public Task Somebody_who_was_afraid() =>
        WalkAsync("afraid", "me", "afraid", "he-asked-none", "not-back", "had-to-go", "yes", "his");

    private static async Task WalkAsync(string who, params string[] chosen)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync("phone-light");
        await page.CreateSpaceAsync($"{who}-{Guid.NewGuid():N}"[..12]);
        foreach (var reflection in Reflections)
        {
            await page.GotoAsync($"/reflections/{reflection}");
            await page.KeepPictureAsync($"walk-{who}-{reflection}-00");
            await page.GotoAsync($"/reflections/{reflection}/start{(IsWhole ? "" : "?walk=short")}");
            var (typed, asked) = (0, 0);
            var walker = new Walker(page, chosen) { Words = () => Words[typed++ % Words.Length] };
            while (await walker.HeadingAsync() != "Check your answers")
            {
                Assert.True(asked++ < (IsWhole ? 40 : 8), $"{reflection} does not end: {string.Join(" | ", walker.Asked)}");
                await page.KeepPictureAsync($"walk-{who}-{reflection}-{asked:00}");
                await walker.AnswerAsync();
            }

            await page.GetByRole(AriaRole.Button, new() { Name = "Finish", Exact = true }).ClickAsync();
            await Expect(page.Locator("h1")).ToHaveTextAsync("What your answers say");
            await page.KeepPictureAsync($"walk-{who}-{reflection}-outcome");
            var step = page.Locator("main .next .button-primary");
            await Expect(step).ToHaveCountAsync(1);
            Assert.True(await page.FitsAsync(), $"{reflection}: the outcome scrolls sideways");
            if (who != "afraid") continue;
            await Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("This points towards trying");
            if (reflection != "why-he-left") Assert.Equal("/help", await step.GetAttributeAsync("href"));
        }

        foreach (var practice in Practices) await NoteAsync(page, who, practice);
        await page.GotoAsync("/understanding");
        await Expect(page.Locator("h1")).ToHaveTextAsync("What I understand now");
        await page.KeepPictureAsync($"walk-{who}-understanding-outcome");
    }

    /// <summary>The gate was answered on the way here: one tap on the first option, and “Save”. Where the gate closes a practice, it says so instead.</summary>
    private static async Task NoteAsync(IPage page, string who, string practice)
    {
        await page.GotoAsync($"/practices/{practice}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an entry", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Add an entry");
        await page.KeepPictureAsync($"walk-{who}-{practice}-new");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true });
        if (await save.CountAsync() > 0)
        {
            await page.Locator("main form").Locator("input[type=radio]:visible, input[type=checkbox]:visible").First.CheckAsync();
            await save.ClickAsync();
            await Expect(page.Locator("ol.timeline > li")).ToHaveCountAsync(1);
        }

        Assert.True(await page.FitsAsync(), $"{practice} scrolls sideways");
        await page.KeepPictureAsync($"walk-{who}-{practice}-outcome");
    }
}
