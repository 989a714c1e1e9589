using BreakupGuide.Entries;
using BreakupGuide.Tests.Data;

namespace BreakupGuide.Tests.Entries;

/// <summary>Entries of kind log: stored like runs, on a day of their own, read by these days.</summary>
public sealed class SeriesTests : IDisposable
{
    private const string Practice = "a-practice";

    private static readonly DateOnly Day = new(2026, 5, 20);

    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task An_entry_of_kind_log_has_its_day_its_kind_and_its_answers()
    {
        var id = await Logs(Day, ("said", "quiet"));
        var run = (await shelf.Entries.FindRunAsync(shelf.Space, id, default))!;

        Assert.Equal((EntryKind.Log, Day), (run.Entry.Kind, run.Entry.Date));
        Assert.Equal(["quiet"], run.Answers["said"].Value!.Lines);
        Assert.True(await shelf.Heads.SetDayAsync(shelf.Space, id, Day.AddDays(-3), default));
        Assert.Equal(Day.AddDays(-3), (await shelf.Entries.FindAsync(shelf.Space, id, default))!.Date);
        Assert.Equal("quiet", Assert.Single(await shelf.Search.FindAsync(shelf.Space, "quiet", JournalFields.Texts, default)).Excerpt);
    }

    [Fact]
    public async Task Pages_go_by_days_and_not_by_when_it_was_written()
    {
        var newest = await Logs(Day, ("said", "newest"));
        var oldest = await Logs(Day.AddDays(-9), ("said", "oldest"));
        shelf.Clock.MoveMinutes(1);
        var middle = await Logs(Day.AddDays(-4), ("said", "middle"));
        await shelf.Answer(Guid.NewGuid(), "said", new TextValue("of a reflection"));
        var page = await shelf.Series.PageAsync(shelf.Space, Practice, null, 2, default);
        var rest = await shelf.Series.PageAsync(shelf.Space, Practice, page.Last, 2, default);

        Assert.Equal([newest, middle], page.Runs.Select(r => r.Entry.Id));
        Assert.Equal([oldest], rest.Runs.Select(r => r.Entry.Id));
        Assert.Null(rest.Last);
        var ends = await shelf.Series.EndsAsync(shelf.Space, Practice, default);
        Assert.Equal((oldest, newest), (ends!.Value.First.Entry.Id, ends.Value.Newest.Entry.Id));
        Assert.Equal(Day, (await shelf.Series.LastDaysAsync(shelf.Space, [Practice, "another"], default)).Single().Value);
    }

    [Fact]
    public async Task What_is_in_the_bin_is_left_out()
    {
        await Logs(Day, ("said", "kept"));
        Assert.True(await shelf.Bin.PutAsync(shelf.Space, await Logs(Day.AddDays(1), ("said", "thrown away")), default));

        Assert.Single((await shelf.Series.PageAsync(shelf.Space, Practice, null, 9, default)).Runs);
        Assert.Null(await shelf.Series.EndsAsync(shelf.Space, Practice, default));
        Assert.Single((await shelf.Series.AnswersAsync(shelf.Space, Practice, ["said"], 9, default)).Answers);
        Assert.Single(await shelf.Series.WaitingAsync(shelf.Space, Practice, "said", ["later"], default));
        Assert.Equal(Day, (await shelf.Series.LastDaysAsync(shelf.Space, [Practice], default))[Practice]);
    }

    [Fact]
    public async Task Answers_over_time_are_those_of_the_newest_entries_and_tell_whether_there_are_more()
    {
        foreach (var day in Enumerable.Range(0, 3)) await Logs(Day.AddDays(day), ("said", $"day {day}"), ("other", "x"));
        var all = await shelf.Series.AnswersAsync(shelf.Space, Practice, ["said"], 3, default);
        var some = await shelf.Series.AnswersAsync(shelf.Space, Practice, ["said"], 2, default);

        Assert.True(all.IsAll);
        Assert.False(some.IsAll);
        Assert.Equal(["day 1", "day 2"], some.Answers.OrderBy(a => a.Day).Select(a => a.Answer.Value!.Lines[0]));
        Assert.Equal([Day.AddDays(1), Day.AddDays(2)], some.Days);
    }

    [Fact]
    public async Task What_waits_is_what_was_not_gone_on_with()
    {
        var waiting = await Logs(Day, ("look-on", "a day"));
        await Logs(Day, ("look-on", "a day"), ("compared", "better"));
        await Logs(Day, ("said", "no day"));

        Assert.Equal([waiting], (await shelf.Series.WaitingAsync(shelf.Space, Practice, "look-on", ["compared", "happened"], default)).Select(w => w.Entry));
    }

    [SqliteFact]
    public async Task Its_pages_are_found_by_an_index()
    {
        await Logs(Day, ("said", "x"));
        shelf.Statements.Clear();
        await shelf.Series.PageAsync(shelf.Space, Practice, null, 2, default);
        using var command = shelf.Connect().CreateCommand();
        command.CommandText =
            "EXPLAIN QUERY PLAN SELECT Id FROM Entries WHERE SpaceId = 'x' AND Reflection = 'y' AND Binned IS NULL "
            + "ORDER BY Date DESC, Created DESC, Id DESC LIMIT 2";
        using var plan = command.ExecuteReader();
        var steps = new List<string>();
        while (plan.Read()) steps.Add(plan.GetString(3));

        Assert.Contains("IX_Entries_Practice", Assert.Single(steps), StringComparison.Ordinal);
        Assert.Contains(shelf.Statements, s => s.Contains("ORDER BY \"e\".\"Date\" DESC, \"e\".\"Created\" DESC, \"e\".\"Id\" DESC", StringComparison.Ordinal));
    }

    private async Task<Guid> Logs(DateOnly day, params (string Field, string Words)[] answers)
    {
        var id = Guid.NewGuid();
        foreach (var (field, words) in answers)
        {
            Assert.IsType<Saved.Done>(await shelf.Answers.SaveAsync(
                shelf.Space,
                new AnswerChange(
                    id, field, field, $"Asked: {field}?", new TextValue(words), AnswerState.Given, 0, "page", 1, null,
                    new RunStart(new Run(Practice, 1, WalkLength.Whole), [], EntryKind.Log, day), null),
                default));
        }

        return id;
    }
}
