using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

public sealed class SavingTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task What_is_saved_is_there_with_its_version()
    {
        Assert.Equal(new Saved.Done(1), await shelf.Write(entry, "He left on a Tuesday."));
        Assert.Equal(new Saved.Done(2), await shelf.Write(entry, "He left on a Tuesday, early.", seen: 1, sequence: 2));
        Assert.Equal(new Saved.Done(1), await shelf.Write(entry, "Tuesday", JournalFields.Title));

        var stored = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!;
        Assert.Equal("He left on a Tuesday, early.", stored.Text(JournalFields.Words));
        Assert.Equal("Tuesday", stored.Text(JournalFields.Title));
        Assert.Equal((2, 1), (stored.Fields[JournalFields.Words].Version, stored.Fields[JournalFields.Title].Version));
        Assert.Equal(EntryKind.Journal, stored.Kind);
        Assert.False(stored.IsUnreadable);
    }

    [Fact]
    public async Task An_answer_is_there_as_it_was_asked_and_shown()
    {
        AnswerValue[] values =
        [
            new TextValue("He needs air."),
            new FieldsValue([new("when", "When", "in May")]),
            shelf.List(entry, "list", ("n0", "tired"), ("n1", "far away")),
            new ChoiceValue("he", "He did", "on the phone"),
            new ChecklistValue([new("work", "Work"), new("money", "Money")], ["work"]),
            new SortValue([new("a", "tired", "sure", "I am sure")]),
            new ScaleValue(4, 1, 5, "not at all", "very"),
            new DateValue(new DateOnly(2026, 5, 30)),
        ];
        foreach (var value in values)
        {
            Assert.Equal(new Saved.Done(1), await shelf.Answer(entry, value.GetType().Name, value));
        }

        var run = (await shelf.Entries.FindRunAsync(shelf.Space, entry, default))!;
        Assert.Equal(new Run("why-he-left", 1, WalkLength.Short), run.Entry.Run);
        Assert.Equal(values.Length, run.Answers.Count);
        foreach (var value in values)
        {
            var answer = run.Answers[value.GetType().Name];
            Assert.Equal(value.Lines, answer.Value!.Lines);
            Assert.Equal(($"Asked: {answer.Field}?", AnswerState.Given, 1, shelf.Clock.Now), (answer.Wording, answer.State, answer.Version, answer.GivenAt));
        }
    }

    [Fact]
    public async Task The_whole_form_of_a_new_entry_is_saved_at_once_and_counts_as_saved()
    {
        var saved = await shelf.Journal.SaveAsync(
            shelf.Space,
            new JournalChange(
                entry, EntryKind.Letter,
                [
                    new(JournalFields.Title, "Not sent", 0), new(JournalFields.Words, "Dear you", 0),
                    new(JournalFields.Mood, "low", 0), new(JournalFields.Tags, "", 0), new(JournalFields.Date, "2026-05-29", 0),
                ],
                null, 0, null),
            default);

        Assert.Equal(new Saved.Done(1), saved);
        var stored = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!;
        Assert.Equal((EntryKind.Letter, "Dear you", new DateOnly(2026, 5, 29)), (stored.Kind, stored.Text(JournalFields.Words), stored.Date));
    }

    [Fact]
    public async Task Entries_of_one_minute_stand_in_the_order_in_which_they_were_begun()
    {
        var begun = Enumerable.Range(0, 6).Select(_ => Guid.NewGuid()).ToList();
        foreach (var one in begun)
        {
            await shelf.Write(one, "of this minute");
            await shelf.Answer(Guid.NewGuid(), "said", new TextValue("x"), reflection: $"r{begun.IndexOf(one)}");
            shelf.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await shelf.Write(begun[0], "of this minute, once more", seen: 1, sequence: 2);
        var all = await shelf.Entries.ListAsync(shelf.Space, binned: false, default);
        Assert.Equal(begun.AsEnumerable().Reverse(), all.Where(e => e.Run is null).Select(e => e.Id));
        Assert.Equal(["r5", "r4", "r3", "r2", "r1", "r0"], all.Where(e => e.Run is not null).Select(e => e.Run!.Reflection));
        Assert.Equal(
            begun.AsEnumerable().Reverse(), (await shelf.Search.FindAsync(shelf.Space, "minute", JournalFields.Texts, default)).Select(f => f.Entry.Id));
    }

    [Theory]
    [InlineData(JournalFields.Words, "")]
    [InlineData(JournalFields.Title, " \n")]
    [InlineData(JournalFields.Date, "2026-05-30")]
    public async Task Nothing_written_begins_no_entry(string field, string text)
    {
        Assert.Equal(new Saved.Done(0), await shelf.Write(entry, text, field));
        Assert.Equal(new Saved.Done(0), await shelf.Answer(Guid.NewGuid(), "said", new TextValue(text.Trim('2', '0', '6', '-', '5', '3'))));
        Assert.Empty(await shelf.Entries.ListAsync(shelf.Space, binned: false, default));
    }

    [Fact]
    public async Task Passing_a_question_over_begins_the_run_and_is_kept()
    {
        Assert.Equal(new Saved.Done(1), await shelf.Answer(entry, "said", null, state: AnswerState.NotToday));

        var answer = (await shelf.Entries.FindRunAsync(shelf.Space, entry, default))!.Answers["said"];
        Assert.Equal((AnswerState.NotToday, false), (answer.State, answer.IsGiven));
    }

    [Fact]
    public async Task Clearing_a_text_keeps_the_entry_and_the_words_as_a_revision()
    {
        await shelf.Write(entry, "do not lose me", sequence: 1);
        await shelf.Answer(Guid.Empty, "said", new TextValue("nor me"), sequence: 1);

        // The same page, in the same minute: no other reason for a revision.
        Assert.Equal(new Saved.Done(2), await shelf.Write(entry, "", seen: 1, sequence: 2));
        Assert.Equal(new Saved.Done(2), await shelf.Answer(Guid.Empty, "said", new TextValue(""), seen: 1, sequence: 2));

        Assert.Equal("", await shelf.TextOf(entry));
        Assert.Equal("do not lose me", Assert.Single(shelf.Revisions(entry)).Record.Body!.Text);
        Assert.Equal(["nor me"], Assert.Single(shelf.RevisionsOfAnswer(Guid.Empty, "said")).Record.Answer!.Value!.Lines);
    }

    [Fact]
    public async Task Skipping_an_answered_question_keeps_its_words()
    {
        await shelf.Answer(entry, "said", new TextValue("kept"), sequence: 1);
        Assert.Equal(new Saved.Done(2), await shelf.Answer(entry, "said", null, seen: 1, sequence: 2, state: AnswerState.Skipped));
        Assert.Equal(
            new Saved.Done(2, IsRepeat: true), await shelf.Answer(entry, "said", null, seen: 2, client: null, sequence: 0, state: AnswerState.Skipped));

        var answer = (await shelf.Entries.FindRunAsync(shelf.Space, entry, default))!.Answers["said"];
        Assert.Equal((AnswerState.Skipped, false), (answer.State, answer.IsGiven));
        Assert.Equal(["kept"], answer.Value!.Lines);
        Assert.Empty(shelf.RevisionsOfAnswer(entry, "said"));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-06-01")]
    [InlineData("Europe/London", "2026-05-31")]
    [InlineData("America/Los_Angeles", "2026-05-31")]
    [InlineData("No/Where", "2026-05-31")]
    [InlineData("../../etc/passwd", "2026-05-31")]
    [InlineData(null, "2026-05-31")]
    public async Task The_day_is_the_writers_own(string? zone, string day)
    {
        await shelf.Write(entry, "late", zone: zone);

        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", null), (await shelf.Entries.FindAsync(shelf.Space, entry, default))!.Date);
    }

    [Theory]
    // As browsers name them, old names included.
    [InlineData("Europe/Berlin", true)]
    [InlineData("Asia/Calcutta", true)]
    [InlineData("Asia/Kolkata", true)]
    [InlineData("Europe/Kiev", true)]
    [InlineData("Europe/Kyiv", true)]
    [InlineData("America/Buenos_Aires", true)]
    [InlineData("Antarctica/Troll", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT+5", true)]
    // Other spellings of files that are there: each would be another zone that is kept for good.
    [InlineData("Asia//Calcutta", false)]
    [InlineData("Asia/./Calcutta", false)]
    [InlineData("posix/Asia/Calcutta", false)]
    [InlineData("asia/calcutta", false)]
    [InlineData("India Standard Time", false)]
    public async Task A_time_zone_has_one_name_of_a_list(string zone, bool isKnown)
    {
        await shelf.Write(entry, "late", zone: zone);

        Assert.Equal(isKnown ? zone : "Europe/London", (await shelf.Entries.FindAsync(shelf.Space, entry, default))!.Zone);
    }

    [Fact]
    public async Task Stored_times_are_told_by_the_minute_only()
    {
        await shelf.Write(entry, "x");

        await using var database = shelf.CreateDbContext();
        Assert.All(database.Entries, e => Assert.Equal((0, 0, 0, 0), (e.Created.Second, e.Created.Millisecond, e.Changed.Second, e.Changed.Millisecond)));
    }

    [Fact]
    public async Task The_opening_words_are_the_first_ones_cut_between_two_characters()
    {
        await shelf.Write(entry, $"  So \n\n it {new string('a', 192)}🙂🙂 end");
        var words = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!.Opening;
        Assert.Equal($"So\nit {new string('a', 192)}🙂…", words);

        var run = Guid.NewGuid();
        await shelf.Answer(run, "who", new ChoiceValue("he", "He did"));
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "tired"), ("n1", "far")));
        await shelf.Answer(run, "said", new TextValue("later words"));
        Assert.Equal("tired · far", (await shelf.Entries.FindAsync(shelf.Space, run, default))!.Opening);
    }

    [Fact]
    public async Task Finishing_is_kept_with_its_first_time()
    {
        await shelf.Answer(entry, "said", new TextValue("x"));
        Assert.True(await shelf.Heads.FinishAsync(shelf.Space, entry, default));
        var first = shelf.Clock.Now;
        shelf.Clock.MoveMinutes(60);
        Assert.True(await shelf.Heads.FinishAsync(shelf.Space, entry, default));

        Assert.Equal(first, (await shelf.Entries.FindAsync(shelf.Space, entry, default))!.FinishedAt);
    }

    [Fact]
    public async Task A_short_walk_can_become_a_whole_one()
    {
        await shelf.Answer(entry, "said", new TextValue("x"));
        Assert.True(await shelf.Heads.WidenAsync(shelf.Space, entry, default));

        Assert.Equal(WalkLength.Whole, (await shelf.Entries.FindAsync(shelf.Space, entry, default))!.Run!.Walk);
    }

    [Fact]
    public async Task Carried_answers_stand_in_the_new_run_with_their_time()
    {
        var carried = new Answer("safe", "safe", "Are you safe?", new ChoiceValue("yes", "Yes"), AnswerState.Given, 3, shelf.Clock.Now.AddDays(-1));
        await shelf.Answer(entry, "said", new TextValue("x"), carried: [carried]);

        var answer = (await shelf.Entries.FindRunAsync(shelf.Space, entry, default))!.Answers["safe"];
        Assert.Equal(carried with { Version = 1, Value = null }, answer with { Value = null });
        Assert.Equal(["Yes"], answer.Value!.Lines);
    }
}
