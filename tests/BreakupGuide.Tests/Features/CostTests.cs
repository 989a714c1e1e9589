using System.Globalization;
using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal;
using BreakupGuide.Features.Reflections.Insights;
using BreakupGuide.Features.Reflections.Practices;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using BreakupGuide.Tests.Features.Reflections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features;

/// <summary>
/// What a click costs does not grow with what a person has written: statements and opened records, counted for a small space and a larger one.
/// </summary>
public sealed class CostTests : IDisposable
{
    private const int MostOfAClick = 10;

    private readonly StatementCount statements = new();
    private readonly Site site;
    private readonly TestUser user;

    public CostTests()
    {
        site = statements.NewSite();
        user = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_click_costs_the_same_in_a_larger_space()
    {
        var (run, entry) = (Guid.NewGuid(), Guid.NewGuid());
        using (var begun = await user.Answer(run, "who-ended", [["choice", "he"]])) Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        using (var begun = await user.Answer(run, "what-he-said", [["item.n0", "he was tired"]])) Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        await user.Writes(entry, "words");
        await FillAsync(60);
        await MakeOlderAsync(than: run);
        // Once for nothing: what the program finds out once is not counted.
        await MeasureAsync(run, entry);
        var small = await MeasureAsync(run, entry);
        await FillAsync(400);
        await MakeOlderAsync(than: run);
        var large = await MeasureAsync(run, entry);

        Assert.Equal(small, large);
        string[] measured = ["answer", "save", "question", "continue", "journal", "calendar", "sheet", "download page", "home", "reflections"];
        Assert.Equal(measured, large.Select(c => c.What));
        Assert.All(large, c => Assert.True(c.Statements is > 0 and <= MostOfAClick, $"{c.What} takes {c.Statements} statements."));
        Assert.All(large, c => Assert.True(c.Records <= 2 * JournalSearch.PageSize, $"{c.What} opens {c.Records} records."));
    }

    [Fact]
    public async Task A_practice_costs_the_same_with_more_entries()
    {
        await user.Writes(Guid.NewGuid(), "words");
        await LogAsync(LogStore.EntriesDrawn + 20);
        await MeasurePracticeAsync();
        var small = await MeasurePracticeAsync();
        await LogAsync(200);
        var large = await MeasurePracticeAsync();

        Assert.Equal(small, large);
        Assert.Equal(["practices", "practice", "new", "add", "home"], large.Select(c => c.What));
        Assert.All(large, c => Assert.True(c.Statements is > 0 and <= 2 * MostOfAClick, $"{c.What} takes {c.Statements} statements."));
        // Three charted answers of each entry that is drawn, and a page with its answers.
        Assert.All(large, c => Assert.True(c.Records <= (3 * LogStore.EntriesDrawn) + (6 * LogStore.PageSize), $"{c.What} opens {c.Records} records."));
    }

    [Fact]
    public async Task Looking_back_costs_the_same_with_more_to_look_back_on()
    {
        await user.Writes(Guid.NewGuid(), "words");
        await LogAsync(LogStore.EntriesDrawn + 20);
        // More free writing than is drawn, and more threads than are drawn on.
        var runs = await FillAsync(420, isFinished: true);
        await MeasureBackAsync(runs);
        var small = await MeasureBackAsync(runs);
        await LogAsync(60);
        await FillAsync(160, isFinished: true);
        var large = await MeasureBackAsync(runs);

        Assert.Equal(small, large);
        Assert.Equal(["compare", "question", "insights", "earlier", "entry", "outcome"], large.Select(c => c.What));
        Assert.All(large, c => Assert.True(c.Statements is > 0 and <= 2 * MostOfAClick, $"{c.What} takes {c.Statements} statements."));
        // Free writing and three answers of each check-in are drawn, and a hundred threads of each kind may be drawn on.
        Assert.All(large, c => Assert.True(c.Records <= 8 * InsightsStore.MostEntries, $"{c.What} opens {c.Records} records."));
    }

    private async Task<List<Cost>> MeasureBackAsync(IReadOnlyList<Guid> runs) =>
    [
        await CountAsync("compare", () => user.Browser.Http.GetAsync($"/journal/compare?a={runs[0]}&b={runs[1]}")),
        await CountAsync("question", () => user.Browser.Http.GetAsync("/journal/question/why-he-left/said")),
        await CountAsync("insights", () => user.Browser.Http.GetAsync("/insights")),
        await CountAsync(
            "earlier",
            async () =>
            {
                var page = await user.Browser.Open("/journal/earlier");
                return await user.Browser.Send(page.QuerySelector("main form")!);
            }),
        await CountAsync("entry", () => user.Browser.Http.GetAsync($"/journal/{runs[0]}")),
        await CountAsync("outcome", () => user.Browser.Http.GetAsync($"/reflections/why-he-left/{runs[0]}/outcome")),
    ];

    private async Task<List<Cost>> MeasurePracticeAsync()
    {
        var walker = new Walker(user.Browser);
        return
        [
            await CountAsync("practices", () => user.Browser.Http.GetAsync("/practices")),
            await CountAsync("practice", () => user.Browser.Http.GetAsync("/practices/check-in")),
            await CountAsync("new", () => user.Browser.Http.GetAsync("/practices/check-in/new")),
            await CountAsync(
                "add",
                async () =>
                {
                    await walker.Open("/practices/check-in/new");
                    statements.Reset();
                    return await user.Browser.Send(walker.Form, ("q.mood.choice", "low"), ("go", "save"));
                },
                HttpStatusCode.Found),
            await CountAsync("home", () => user.Browser.Http.GetAsync("/")),
        ];
    }

    // Entries of two practices, as a person would have them after a year.
    private async Task LogAsync(int count)
    {
        var store = StoreRooms.Of(site.Services);
        await using var database = await ContextAsync();
        var session = await database.Sessions.Select(s => s.Id).SingleAsync();
        var space = site.Services.GetRequiredService<OpenSpaces>().Find(session)!.Space;
        for (var i = 0; i < count; i++)
        {
            var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1 - (i % 300));
            foreach (var (practice, field, value) in new (string, string, AnswerValue)[]
            {
                ("check-in", "mood", new ChoiceValue("low", "Low")), ("what-i-expect", "look-on", new DateValue(day.AddDays(400))),
            })
            {
                var start = new RunStart(new Run(practice, 1, WalkLength.Whole), [], EntryKind.Log, day);
                await store.Answers.SaveAsync(
                    space, new AnswerChange(Guid.NewGuid(), field, field, field, value, AnswerState.Given, 0, "page", 1, null, start, null), default);
            }
        }
    }

    private async Task<List<Cost>> MeasureAsync(Guid run, Guid entry)
    {
        var walker = new Walker(user.Browser);
        var token = await user.Token();
        var (question, page) = ($"/reflections/why-he-left/{run}/what-he-said", $"/journal/{entry}/edit");
        var answered = await VersionIn(question, "base");
        var written = await VersionIn(page, "base.words");
        return
        [
            await CountAsync(
                "answer", () => user.Answer(run, "what-he-said", [["item.n0", $"he was {Guid.NewGuid()}"]], token, sequence: 1000 + answered, seen: answered)),
            await CountAsync("save", () => user.Write(entry, $"words {Guid.NewGuid()}", token, sequence: 1000 + written, seen: written)),
            await CountAsync("question", () => user.Browser.Http.GetAsync(question)),
            await CountAsync(
                "continue",
                async () =>
                {
                    await walker.Open(question);
                    statements.Reset();
                    return await user.Browser.Send(walker.Form, ("item.n0", $"he was {Guid.NewGuid()}"), ("go", "continue"));
                },
                HttpStatusCode.Found),
            await CountAsync("journal", () => user.Browser.Http.GetAsync("/journal")),
            await CountAsync("calendar", () => user.Browser.Http.GetAsync("/journal/calendar?month=2026-05")),
            await CountAsync("sheet", () => user.Browser.Http.GetAsync("/journal/sheet")),
            await CountAsync("download page", () => user.Browser.Http.GetAsync("/settings/download")),
            await CountAsync("home", () => user.Browser.Http.GetAsync("/")),
            await CountAsync("reflections", () => user.Browser.Http.GetAsync("/reflections")),
        ];
    }

    private async Task<Cost> CountAsync(string what, Func<Task<HttpResponseMessage>> act, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var records = StoreRooms.Of(site.Services).Records;
        var before = records.Opened;
        statements.Reset();
        using var response = await act();
        Assert.Equal(expected, response.StatusCode);
        return new Cost(what, statements.Count, records.Opened - before);
    }

    // Of runs that were begun in the same minute each database takes another one for the newest.
    private async Task MakeOlderAsync(Guid than)
    {
        await using var database = await ContextAsync();
        var earlier = await database.Entries.Where(e => e.Id == than).Select(e => e.Created).SingleAsync() - TimeSpan.FromMinutes(1);
        await database.Entries.Where(e => e.Id != than).ExecuteUpdateAsync(row => row.SetProperty(e => e.Created, earlier));
    }

    private async Task<int> VersionIn(string page, string name) =>
        int.Parse((await user.Browser.Open(page)).QuerySelector($"input[name='{name}']")!.GetAttribute("value")!, CultureInfo.InvariantCulture);

    // Runs and free writing, as a person would have them after a long time.
    private async Task<IReadOnlyList<Guid>> FillAsync(int count, bool isFinished = false)
    {
        var runs = new List<Guid>();
        var store = StoreRooms.Of(site.Services);
        await using var database = await ContextAsync();
        var session = await database.Sessions.Select(s => s.Id).SingleAsync();
        var space = site.Services.GetRequiredService<OpenSpaces>().Find(session)!.Space;
        for (var i = 0; i < count; i++)
        {
            var (run, entry) = (Guid.NewGuid(), Guid.NewGuid());
            await store.Journal.SaveAsync(
                space, new JournalChange(entry, EntryKind.Journal, [new(JournalFields.Words, $"words {i}", 0)], "page", 1, null), default);
            // Some of it is old enough to come up again.
            if (i % 7 == 0) await store.Journal.SaveAsync(space, new JournalChange(entry, EntryKind.Journal, [OldDay(i)], "page", 2, null), default);
            if (i % 4 > 0) continue;
            var reasons = new ListValue([new ListItem("n0", RecordIds.OfThread(space, run, "reasons", "n0"), $"reason {i}")]);
            foreach (var (field, value, thread) in
                new (string, AnswerValue, string?)[] { ("said", new TextValue($"said {i}"), null), ("reasons", reasons, "reason") })
            {
                await store.Answers.SaveAsync(
                    space,
                    new AnswerChange(
                        run, field, field, field, value, AnswerState.Given, 0, "page", 1, null,
                        new RunStart(new Run("why-he-left", 1, WalkLength.Short), []), thread),
                    default);
            }

            if (isFinished) await store.Heads.FinishAsync(space, run, default);
            runs.Add(run);
        }

        return runs;
    }

    private static JournalFieldChange OldDay(int number) => new(
        JournalFields.Date, DateTime.UtcNow.AddDays(-30 - (number % 5)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 0);

    private Task<AppDbContext> ContextAsync() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();

    private sealed record Cost(string What, int Statements, long Records);
}
