using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

/// <summary>Saves that meet another one: the same that comes again, another writer's, and two at once.</summary>
public sealed class SavedTwiceTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task The_same_save_again_changes_nothing()
    {
        await shelf.Write(entry, "first", sequence: 1);
        await shelf.Write(entry, "second", seen: 1, sequence: 2);
        var before = shelf.Stored();

        Assert.Equal(new Saved.Done(2, IsRepeat: true), await shelf.Write(entry, "second", seen: 1, sequence: 2));
        // One that was overtaken on the way is not put over what came later.
        Assert.Equal(new Saved.Done(2, IsRepeat: true), await shelf.Write(entry, "first", sequence: 1));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing()
    {
        await shelf.Answer(entry, "said", new TextValue("first"), sequence: 1);
        await shelf.Answer(entry, "said", new TextValue("second"), seen: 1, sequence: 2);
        var before = shelf.Stored();

        Assert.Equal(new Saved.Done(2, IsRepeat: true), await shelf.Answer(entry, "said", new TextValue("second"), seen: 1, sequence: 2));
        Assert.Equal(new Saved.Done(2, IsRepeat: true), await shelf.Answer(entry, "said", new TextValue("first"), sequence: 1));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task A_page_that_missed_an_acknowledgement_goes_on_without_a_conflict()
    {
        await shelf.Write(entry, "one", sequence: 1);
        await shelf.Answer(Guid.Empty, "said", new TextValue("one"), sequence: 1);

        Assert.Equal(new Saved.Done(2), await shelf.Write(entry, "one two", seen: 0, sequence: 2));
        Assert.Equal(new Saved.Done(2), await shelf.Answer(Guid.Empty, "said", new TextValue("one two"), seen: 0, sequence: 2));
        Assert.Equal("one two", await shelf.TextOf(entry));
    }

    [Theory]
    [InlineData("tablet")]
    [InlineData(null)]
    public async Task Another_writer_who_saw_an_older_text_is_told_of_both_and_nothing_changes(string? other)
    {
        await shelf.Write(entry, "from the phone", client: "phone");
        await shelf.Answer(Guid.Empty, "said", new TextValue("from the phone"), client: "phone");
        var before = shelf.Stored();

        var conflict = Assert.IsType<Saved.Conflict>(await shelf.Write(entry, "from the tablet", client: other));
        Assert.Equal((1, "from the phone"), (conflict.Version, Assert.Single(conflict.Stored)));
        conflict = Assert.IsType<Saved.Conflict>(await shelf.Answer(Guid.Empty, "said", new TextValue("from the tablet"), client: other));
        Assert.Equal((1, "from the phone"), (conflict.Version, Assert.Single(conflict.Stored)));
        Assert.Equal(before, shelf.Stored());

        // Who has seen it may write over it.
        Assert.Equal(new Saved.Done(2), await shelf.Write(entry, "from both", seen: 1, client: other));
    }

    [Fact]
    public async Task One_field_in_conflict_keeps_the_whole_form_back()
    {
        await shelf.Write(entry, "from the phone", client: "phone");
        var before = shelf.Stored();

        var saved = await shelf.Journal.SaveAsync(
            shelf.Space,
            new JournalChange(
                entry, EntryKind.Journal, [new(JournalFields.Title, "A title", 0), new(JournalFields.Words, "from the tablet", 0)], null, 0, null),
            default);

        Assert.IsType<Saved.Conflict>(saved);
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task A_conflict_over_a_carried_answer_does_not_begin_the_run()
    {
        var carried = new Answer("safe", "safe", "Are you safe?", new ChoiceValue("yes", "Yes"), AnswerState.Given, 3, shelf.Clock.Now.AddDays(-1));

        Assert.IsType<Saved.Conflict>(await shelf.Answer(entry, "safe", new ChoiceValue("no", "No"), carried: [carried]));
        Assert.Null(await shelf.Entries.FindAsync(shelf.Space, entry, default));
    }

    [Fact]
    public async Task Saying_the_same_from_elsewhere_is_no_conflict()
    {
        await shelf.Write(entry, "the same", client: "phone");
        await shelf.Answer(Guid.Empty, "said", new TextValue("the same"), client: "phone");
        var before = shelf.Stored();

        Assert.Equal(new Saved.Done(1, IsRepeat: true), await shelf.Write(entry, "the same", client: "tablet"));
        Assert.Equal(new Saved.Done(1, IsRepeat: true), await shelf.Answer(Guid.Empty, "said", new TextValue("the same"), client: "tablet"));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task Two_saves_at_once_both_arrive()
    {
        await shelf.Answer(entry, "field0", new TextValue("begun"));
        var fields = Enumerable.Range(1, 24).Select(i => $"field{i}").ToList();
        var other = Guid.NewGuid();

        var saved = await Task.WhenAll(fields.Select(f => Task.Run(() => shelf.Answer(entry, f, new TextValue($"in {f}"), client: f)))
            .Concat(fields.Select(f => Task.Run(() => shelf.Write(other, $"in {f}", f == "field1" ? JournalFields.Words : f, client: f)))));

        Assert.All(saved, s => Assert.Equal(new Saved.Done(1), s));
        var run = (await shelf.Entries.FindRunAsync(shelf.Space, entry, default))!;
        Assert.All(fields, f => Assert.Equal([$"in {f}"], run.Answers[f].Value!.Lines));
        foreach (var field in fields) Assert.Equal($"in {field}", await shelf.TextOf(other, field == "field1" ? JournalFields.Words : field));
    }

    [Fact]
    public async Task Two_writers_of_one_field_at_once_leave_both_texts_somewhere()
    {
        await shelf.Write(entry, "begun", client: "first");
        var saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => shelf.Write(entry, $"text {i}", seen: 1, client: $"client {i}"))));

        // Exactly one saw the newest text; all the others were told and keep their words.
        Assert.Single(saved.OfType<Saved.Done>());
        Assert.Equal(11, saved.OfType<Saved.Conflict>().Count());
        Assert.Equal("begun", Assert.Single(shelf.Revisions(entry)).Record.Body!.Text);
    }
}
