using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

/// <summary>What is read to set one time beside another: pairs of runs, all answers to one question, the newest free writing.</summary>
public sealed class LookingBackTests : IDisposable
{
    private const string Walk = "why-he-left";

    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task The_two_newest_finished_runs_of_each_reflection_make_a_pair()
    {
        var oldest = await Run("oldest", isFinished: true);
        var then = await Run("then", isFinished: true);
        var now = await Run("now", isFinished: true);
        await Run("begun", isFinished: false);
        await Run("alone", isFinished: true, "your-part");

        var pair = Assert.Single(await shelf.Back.NewestPairsAsync(shelf.Space, [Walk, "your-part", "none"], default));
        Assert.Equal((now, then), (pair.Now.Entry.Id, pair.Then.Entry.Id));
        Assert.Equal(["now"], pair.Now.Answers["said"].Value!.Lines);
        await shelf.Bin.PutAsync(shelf.Space, then, default);
        Assert.Equal(oldest, Assert.Single(await shelf.Back.NewestPairsAsync(shelf.Space, [Walk], default)).Then.Entry.Id);
    }

    [Fact]
    public async Task All_answers_to_a_question_come_page_by_page_the_newest_first()
    {
        foreach (var words in new[] { "first", "second", "third" }) await Run(words, isFinished: true);
        var one = await shelf.Back.AnswersAsync(shelf.Space, Walk, "said", null, 2, default);
        var two = await shelf.Back.AnswersAsync(shelf.Space, Walk, "said", one.Last, 2, default);

        Assert.Equal(["third", "second"], one.Answers.Select(a => a.Answer.Value!.Lines[0]));
        Assert.Equal(["first"], two.Answers.Select(a => a.Answer.Value!.Lines[0]));
        Assert.Null(two.Last);
        Assert.Equal("Asked: said?", two.Answers[0].Answer.Wording);
    }

    [Fact]
    public async Task Answers_of_other_reflections_and_of_the_bin_are_left_out_and_each_thing_has_its_own()
    {
        var run = await Run("here", isFinished: true);
        await Run("elsewhere", isFinished: true, "your-part");
        await shelf.Bin.PutAsync(shelf.Space, await Run("thrown away", isFinished: true), default);
        await shelf.Answer(run, "starts~a", new TextValue("of a"));
        await shelf.Answer(run, "starts~b", new TextValue("of b"));

        Assert.Equal(["here"], await Lines("said"));
        Assert.Equal(["of a", "of b"], (await Lines("starts")).Order());
        shelf.Damage("Answers", RecordIds.OfAnswer(shelf.Space, run, "said"));
        var page = await shelf.Back.AnswersAsync(shelf.Space, Walk, "said", null, 9, default);
        Assert.Equal((0, 1), (page.Answers.Count, page.Unreadable));
    }

    [Fact]
    public async Task An_answer_that_a_later_run_took_along_stands_once()
    {
        var run = await Run("asked once", isFinished: true);
        var carried = (await shelf.Entries.FindRunAsync(shelf.Space, run, default))!.Answers["said"];
        shelf.Clock.MoveMinutes(5);
        await shelf.Answer(Guid.NewGuid(), "other", new TextValue("x"), carried: [carried]);

        Assert.Equal(["asked once"], await Lines("said"));
    }

    [Fact]
    public async Task The_newest_answers_to_several_questions_come_together_and_no_more_than_asked_for()
    {
        foreach (var words in new[] { "one", "two", "three" }) await Run(words, isFinished: true);
        await shelf.Answer(Guid.NewGuid(), "other", new TextValue("other"));

        var found = await shelf.Back.NewestAnswersAsync(shelf.Space, ["said", "other"], 2, default);
        Assert.Equal(["other", "three", "two"], found.Select(a => a.Answer.Value!.Lines[0]));
    }

    [Fact]
    public async Task Free_writing_comes_without_runs_and_without_what_is_older()
    {
        await Run("a run", isFinished: true);
        var (here, old) = (Guid.NewGuid(), Guid.NewGuid());
        await shelf.Write(here, "written");
        await shelf.Write(old, "long ago");
        await shelf.Write(old, "2026-01-01", "date");

        var found = await shelf.Back.FreeWritingAsync(shelf.Space, new DateOnly(2026, 3, 1), 9, default);
        Assert.Equal([here], found.Select(e => e.Id));
        Assert.Equal([here, old], (await shelf.Back.FreeWritingAsync(shelf.Space, default, 9, default)).Select(e => e.Id));
    }

    private async Task<IEnumerable<string>> Lines(string question) =>
        (await shelf.Back.AnswersAsync(shelf.Space, Walk, question, null, 9, default)).Answers.Select(a => a.Answer.Value!.Lines[0]);

    private async Task<Guid> Run(string words, bool isFinished, string reflection = Walk)
    {
        var run = Guid.NewGuid();
        await shelf.Answer(run, "said", new TextValue(words), reflection: reflection);
        if (isFinished) await shelf.Heads.FinishAsync(shelf.Space, run, default);
        shelf.Clock.MoveMinutes(2);
        return run;
    }
}
