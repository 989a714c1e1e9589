using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

public sealed class RevisionTests : IDisposable
{
    private readonly Shelf shelf = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Writing_on_in_one_session_keeps_no_revision()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Both($"text {i}", i);
            shelf.Clock.MoveMinutes(29);
        }

        Assert.Empty(Texts());
        Assert.Empty(Answers());
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
        await shelf.Store.FinishAsync(shelf.Space, entry, default);
        await shelf.Store.FinishAsync(shelf.Space, run, default);
        for (var i = 2; i < 5; i++) await Both($"changed {i}", 1, seen: i - 1, client: $"page {i}");

        Assert.Equal(["finished", "changed 2", "changed 3"], Texts());
        Assert.Equal([true, false, false], shelf.Revisions(entry).Select(r => r.Row.IsFirstFinished));
        Assert.Equal([true, false, false], shelf.RevisionsOfAnswer(run, "said").Select(r => r.Row.IsFirstFinished));
    }

    [Fact]
    public async Task A_change_right_after_finishing_keeps_the_finished_state_even_in_the_same_sitting()
    {
        await Both("finished", 1);
        await shelf.Store.FinishAsync(shelf.Space, entry, default);
        await shelf.Store.FinishAsync(shelf.Space, run, default);
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

    private IEnumerable<string> Texts() => shelf.Revisions(entry).Select(r => r.Record.Body!.Text);

    private IEnumerable<string> Answers() => shelf.RevisionsOfAnswer(run, "said").Select(r => Assert.Single(r.Record.Answer!.Value!.Lines));

    private async Task Both(string text, long sequence, int seen = 0, string? client = "page")
    {
        Assert.IsType<Saved.Done>(await shelf.Write(entry, text, seen: seen, client: client, sequence: sequence));
        Assert.IsType<Saved.Done>(await shelf.Answer(run, "said", new TextValue(text), seen, client, sequence));
    }
}
