using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Features.Journal;

public class RunReadingTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] AsAnswered = ["kind", "starts~a", "starts~b", "my-moment~a", "holds-against", "long-gone"];

    private readonly JournalUser person = new(site);

    [Fact]
    public async Task A_run_reads_in_the_order_of_its_questions_with_the_wording_that_was_shown()
    {
        var (run, _) = await Answers(
            (
                "hard-between", "What was hard, as asked then?",
                new ListValue([new("n0", Guid.NewGuid(), "Money"), new("n1", Guid.NewGuid(), "His hours")]), AnswerState.Given),
            ("who-ended", "Who ended it, as asked then?", new ChoiceValue("he", "He did"), AnswerState.Given),
            ("how-long", "How long?", null, AnswerState.DontKnow));
        var page = await person.Open($"/journal/{run}");

        Assert.Equal("Why he left", page.QuerySelector("h1")?.TextContent);
        Assert.Equal(
            ["Who ended it, as asked then?", "What was hard, as asked then?", "Left open"], page.QuerySelectorAll("article h2").Select(h => h.TextContent));
        Assert.Equal(["Money", "His hours"], page.QuerySelectorAll(".answer li").Select(l => l.TextContent));
        Assert.Contains("How long? (I don't know)", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.Equal(
            [$"/reflections/why-he-left/{run}/check", $"/reflections/why-he-left/{run}/outcome"],
            page.QuerySelectorAll("main .actions a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_run_stands_in_the_journal_with_its_opening_words_and_its_reflection()
    {
        var (run, _) = await Answers(("why-i-left", "Why?", new TextValue("I could not breathe"), AnswerState.Given));
        var page = await person.Open("/journal");

        Assert.Equal(["I could not breathe"], page.QuerySelectorAll($"a[href='/journal/{run}']").Select(a => a.TextContent));
        Assert.Matches("Why he left · [0-9]{2}:[0-9]{2} · not finished", JournalUser.Shown(page));
        Assert.Contains("Why he left", page.QuerySelectorAll("#search-kind option").Select(o => o.TextContent));
        Assert.Equal(["I could not breathe"], JournalUser.Lines(await person.Searches("", ("kind", "why-he-left"))));
        await person.Open($"/journal/{run}/edit", 404);
    }

    [Fact]
    public async Task An_answer_that_does_not_open_says_so_and_the_others_read_as_before()
    {
        var (run, space) = await Answers(
            ("who-ended", "Who?", new ChoiceValue("he", "He did"), AnswerState.Given),
            ("how-long", "How long?", new ChoiceValue("years", "Some years"), AnswerState.Given));
        var id = RecordIds.OfAnswer(space, run, "how-long");
        await using (var database = await person.Database())
        {
            var record = await database.Database.SqlQuery<byte[]>($"""SELECT "Record" AS "Value" FROM "Answers" WHERE "Id" = {id}""").SingleAsync();
            record[^1] ^= 1;
            await database.Database.ExecuteSqlAsync($"""UPDATE "Answers" SET "Record" = {record} WHERE "Id" = {id}""");
        }

        var page = await person.Open($"/journal/{run}");
        var damaged = Assert.Single(page.QuerySelectorAll(".answer"), s => s.QuerySelector(".notice-error") is not null);
        Assert.Equal("How long were you together?", damaged.QuerySelector("h2")?.TextContent);
        Assert.Contains("This answer could not be opened. It is kept as it is.", damaged.TextContent, StringComparison.Ordinal);
        Assert.Equal("He did", page.QuerySelector(".chosen")?.TextContent);
        Assert.DoesNotContain("Some years", JournalUser.Shown(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_about_each_thing_read_thing_by_thing()
    {
        var (run, _) = await Answers(
            [.. AsAnswered.Select(f => (f, f, (AnswerValue?)new TextValue("words"), AnswerState.Given))], "your-part");
        var page = await person.Open($"/journal/{run}");

        Assert.Equal(
            ["holds-against", "starts~a", "my-moment~a", "starts~b", "kind", "long-gone"], page.QuerySelectorAll(".answer h2").Select(h => h.TextContent));
    }

    [Fact]
    public async Task A_run_of_the_first_version_opens_reads_and_goes_on_as_it_was_shown()
    {
        const string Space = "Too little room: which of these do you know?";
        var (run, _) = await Answers(
            ("who-ended", "Who ended it?", new ChoiceValue("he", "He did"), AnswerState.Given),
            ("how-ended", "How did you learn that it was over?", new ChoiceValue("plainly", "It was said plainly"), AnswerState.Given),
            ("which-fit", "Which of these fit?", new ChecklistValue([new("space", "One of us had too little room")], ["space"]), AnswerState.Given),
            ("space", Space, new ChecklistValue([new("nagging", "He said that I was nagging")], []), AnswerState.Given));

        Assert.Contains("He said that I was nagging", JournalUser.Shown(await person.Open($"/journal/{run}")), StringComparison.Ordinal);
        var check = await person.Open($"/reflections/why-he-left/{run}/check");
        Assert.Contains(Space, check.QuerySelectorAll("dt").Select(d => d.TextContent));
        Assert.Contains("How sure are you of each reason?", check.QuerySelectorAll("dt").Select(d => d.TextContent));
        var question = await person.Open($"/reflections/why-he-left/{run}/space");
        Assert.Equal(Space, question.QuerySelector("h1")!.TextContent);
        Assert.Equal("nagging", question.QuerySelector("input[type=checkbox][checked]")!.GetAttribute("value"));
    }

    private Task<(Guid Run, UnlockedSpace Space)> Answers(params (string Field, string Wording, AnswerValue? Value, AnswerState State)[] answers) =>
        Answers(answers, "why-he-left");

    private async Task<(Guid Run, UnlockedSpace Space)> Answers(
        (string Field, string Wording, AnswerValue? Value, AnswerState State)[] answers, string reflection)
    {
        // The first words make the space; a run is begun in it through the store, since its pages belong to another feature.
        var first = await person.Writes("First words", ("date", "2020-01-01"));
        var space = await person.SpaceOf(first);
        await person.Bin.PutAsync(space, first, default);
        var run = Guid.NewGuid();
        foreach (var (field, wording, value, state) in answers)
        {
            var start = new RunStart(new Run(reflection, 1, WalkLength.Whole), []);
            var saved = await person.Answers.SaveAsync(
                space, new AnswerChange(run, field, field.Split('~')[0], wording, value, state, 0, null, 0, null, start, null), default);
            Assert.IsType<Saved.Done>(saved);
        }

        return (run, space);
    }
}
