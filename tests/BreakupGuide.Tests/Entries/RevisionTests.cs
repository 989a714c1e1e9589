using System.Text.Json.Nodes;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Entries;

public sealed class RevisionTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Writing_on_for_a_few_minutes_keeps_no_revision()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Both($"text {i}", i);
            shelf.Clock.MoveMinutes(1.2);
        }

        Assert.Empty(Texts());
        Assert.Empty(Answers());
    }

    [Fact]
    public async Task Of_a_long_writing_session_the_state_of_each_five_minutes_is_kept()
    {
        for (var minute = 0; minute <= 12; minute++)
        {
            await Both($"minute {minute}", minute + 1);
            shelf.Clock.MoveMinutes(1);
        }

        string[] kept = ["minute 4", "minute 9"];
        Assert.Equal(kept, Texts());
        Assert.Equal(kept, Answers());
    }

    [Fact]
    public async Task The_five_minutes_begin_with_the_words_of_each_session()
    {
        // Passed over, and so without words that could be kept.
        await shelf.Answer(run, "said", null, state: AnswerState.Skipped);
        shelf.Clock.MoveMinutes(60);
        await shelf.Answer(run, "said", new TextValue("monday"), seen: 1, client: "monday");
        await shelf.Write(entry, "monday", client: "monday");
        shelf.Clock.MoveMinutes(60);
        await shelf.Answer(run, "said", new TextValue("monday, tuesday"), seen: 2, client: "tuesday");
        await shelf.Write(entry, "monday, tuesday", seen: 1, client: "tuesday");
        shelf.Clock.MoveMinutes(4);
        await Both("monday, tuesday, more", 2, client: "tuesday");
        Assert.Equal(["monday"], Texts());
        Assert.Equal(["monday"], Answers());

        shelf.Clock.MoveMinutes(1);
        await Both("monday, tuesday, more and more", 3, client: "tuesday");
        Assert.Equal(["monday", "monday, tuesday, more"], Texts());
        Assert.Equal(["monday", "monday, tuesday, more"], Answers());
    }

    [Fact]
    public async Task A_restored_state_is_kept_by_the_next_save()
    {
        await Both("first", 1);
        shelf.Clock.MoveMinutes(5);
        await Both("second", 2);
        shelf.Clock.MoveMinutes(1);
        foreach (var (of, seen) in new[] { (entry, 2), (run, 2) })
            await shelf.Earlier.RestoreAsync(shelf.Space, of, (await shelf.Earlier.ListAsync(shelf.Space, of, default))[0].Id, seen, default);

        await Both("third", 3, seen: 3);
        Assert.Equal(["first", "second", "first"], Texts());
        Assert.Equal(["first", "second", "first"], Answers());
    }

    [Fact]
    public async Task Records_of_earlier_programs_open_and_count_from_their_last_save()
    {
        await Both("stored by an earlier program", 1);
        await using (var database = shelf.CreateDbContext())
        {
            var row = await database.Entries.SingleAsync(e => e.Id == entry);
            row.Head = Old(RecordCipher.Open(shelf.Space, new SealContext("entries", entry, "head"), row.Head), new SealContext("entries", entry, "head"));
            var answer = await database.Answers.SingleAsync();
            answer.Record = Old(
                RecordCipher.Open(shelf.Space, new SealContext("answers", answer.Id, "record"), answer.Record),
                new SealContext("answers", answer.Id, "record"));
            await database.SaveChangesAsync();
        }

        shelf.Clock.MoveMinutes(4);
        await Both("gone on with", 2);
        Assert.Empty(Texts());
        Assert.Empty(Answers());
        shelf.Clock.MoveMinutes(1);
        await Both("and on", 3);
        Assert.Equal(["gone on with"], Texts());
        Assert.Equal(["gone on with"], Answers());

        SealedText Old(string json, SealContext context)
        {
            var fields = JsonNode.Parse(json)!.AsObject();
            Assert.True(fields.Remove("keptAt"));
            return RecordCipher.Seal(shelf.Space, context, fields.ToJsonString());
        }
    }

    public static TheoryData<string, string, bool> TakenAway => new()
    {
        // An hour's words typed over, cut at the end, at the beginning, in the middle.
        { Long(300), "H", true },
        { "I wrote " + Long(101), "I wrote ", true },
        { Long(101) + " and stayed", " and stayed", true },
        { "He said " + Long(101) + " and left", "He said  and left", true },
        { "He said " + Long(101) + " and left", "He said nothing and left", true },
        { "He said " + Long(100) + " and left", "He said nothing and left", false },
        { Long(100), "", true },
        { "short", " ", true },
        { "short", "other", false },
        // Writing on, putting something in, saying it twice.
        { Long(300), Long(300) + " and more", false },
        { Long(300), "First: " + Long(300), false },
        { new string('a', 150), new string('a', 300), false },
        { new string('a', 300), new string('a', 150), true },
        { new string('a', 300), new string('a', 200), false },
        { " ", "words", false },
    };

    [Theory]
    [MemberData(nameof(TakenAway))]
    public async Task A_save_that_takes_away_much_at_once_keeps_what_stood_there(string before, string after, bool isKept)
    {
        await Both(before, 1);
        await Both(after, 2);

        Assert.Equal(isKept ? [before] : Array.Empty<string>(), Texts());
        // White space alone is no answer.
        if (!string.IsNullOrWhiteSpace(before)) Assert.Equal(isKept ? [before] : Array.Empty<string>(), Answers());
    }

    [Fact]
    public async Task So_does_one_that_takes_it_from_a_list_a_note_or_fields()
    {
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", Long(60)), ("n1", Long(60)), ("n2", "time")));
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n2", "time")), seen: 1, sequence: 2);
        await shelf.Answer(run, "which", new ChoiceValue("a", "This one", Long(101)));
        await shelf.Answer(run, "which", new ChoiceValue("a", "This one"), seen: 1, sequence: 2);
        await shelf.Answer(run, "letter", new FieldsValue([new("to", "To", "You"), new("words", "Words", Long(101))]));
        await shelf.Answer(run, "letter", new FieldsValue([new("to", "To", "You"), new("words", "Words", "H")]), seen: 1, sequence: 2);

        Assert.Equal(3, Assert.Single(shelf.RevisionsOfAnswer(run, "reasons")).Record.Answer!.Value!.Lines.Count);
        Assert.Equal(Long(101), Assert.Single(shelf.RevisionsOfAnswer(run, "which")).Record.Answer!.Value!.Lines[1]);
        Assert.Contains(Long(101), Assert.Single(shelf.RevisionsOfAnswer(run, "letter")).Record.Answer!.Value!.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_page_keeps_what_was_there()
    {
        await Both("first", 1, client: "monday");
        await Both("first and second", 1, seen: 1, client: "tuesday");
        await Both("first, second, third", 2, seen: 2, client: "tuesday");
        await Both("fourth", 0, seen: 3, client: null);
        await Both("fifth", 0, seen: 4, client: null);

        // Each native post is a sitting of its own.
        string[] kept = ["first", "first, second, third", "fourth"];
        Assert.Equal(kept, Texts());
        Assert.Equal(kept, Answers());
    }

    [Fact]
    public async Task Half_an_hour_of_rest_ends_a_sitting()
    {
        await Both("before the rest", 1);
        shelf.Clock.MoveMinutes(30.1);
        await Both("after the rest", 2);

        Assert.Equal(["before the rest"], Texts());
        Assert.Equal(["before the rest"], Answers());
    }

    [Fact]
    public async Task The_first_finished_state_is_marked_once()
    {
        await Both("finished", 1);
        await shelf.Heads.FinishAsync(shelf.Space, entry, default);
        await shelf.Heads.FinishAsync(shelf.Space, run, default);
        for (var i = 2; i < 5; i++) await Both($"changed {i}", 1, seen: i - 1, client: $"page {i}");

        Assert.Equal(["finished", "changed 2", "changed 3"], Texts());
        Assert.Equal([true, false, false], shelf.Revisions(entry).Select(r => r.Row.IsFirstFinished));
        Assert.Equal([true, false, false], shelf.RevisionsOfAnswer(run, "said").Select(r => r.Row.IsFirstFinished));
    }

    [Fact]
    public async Task A_change_right_after_finishing_keeps_the_finished_state_even_in_the_same_sitting()
    {
        await Both("finished", 1);
        await shelf.Heads.FinishAsync(shelf.Space, entry, default);
        await shelf.Heads.FinishAsync(shelf.Space, run, default);
        await Both("changed at once", 2);

        Assert.Equal(["finished"], Texts());
        Assert.Equal(["finished"], Answers());
    }

    [Fact]
    public async Task Revisions_are_numbered_and_say_when()
    {
        for (var i = 1; i < 4; i++)
        {
            await Both($"text {i}", 1, seen: i - 1, client: $"page {i}");
            shelf.Clock.MoveMinutes(1);
        }

        var rows = shelf.Revisions(entry).Select(r => r.Row).ToList();
        Assert.Equal([1, 2], rows.Select(r => r.Number));
        Assert.All(rows, r => Assert.Equal((entry, 0), (r.EntryId, r.Time.Second)));
    }

    [Fact]
    public async Task A_revision_holds_the_title_and_the_words_of_its_time()
    {
        await shelf.Write(entry, "Old title", JournalFields.Title);
        await shelf.Write(entry, "old words");
        await shelf.Write(entry, "New title", JournalFields.Title, seen: 1, client: "other");

        var kept = Assert.Single(shelf.Revisions(entry)).Record;
        Assert.Equal(("Old title", "old words"), (kept.Head!.Fields[JournalFields.Title].Text, kept.Body!.Text));
    }

    private static string Long(int length) => string.Concat(Enumerable.Repeat("It was a long and quiet day. ", (length / 29) + 1))[..length];

    private IEnumerable<string> Texts() => shelf.Revisions(entry).Select(r => r.Record.Body!.Text);

    private IEnumerable<string> Answers() => shelf.RevisionsOfAnswer(run, "said").Select(r => Assert.Single(r.Record.Answer!.Value!.Lines));

    private async Task Both(string text, long sequence, int seen = 0, string? client = "page")
    {
        Assert.IsType<Saved.Done>(await shelf.Write(entry, text, seen: seen, client: client, sequence: sequence));
        Assert.IsType<Saved.Done>(await shelf.Answer(run, "said", new TextValue(text), seen, client, sequence));
    }
}
