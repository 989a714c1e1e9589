using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

/// <summary>One flipped byte in one stored record: that record cannot be shown, is not written over, and everything else works.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();
    private readonly Guid other = Guid.NewGuid();

    public DamageTests()
    {
        foreach (var save in new[]
        {
            shelf.Write(entry, "words of the entry"), shelf.Write(entry, "A title", JournalFields.Title), shelf.Write(other, "words of another"),
            shelf.Answer(run, "said", new TextValue("damaged soon")), shelf.Answer(run, "felt", new TextValue("felt words")),
            shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "work"), ("n1", "time")), thread: "reason"),
        })
        {
            save.Wait();
        }
    }

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task A_damaged_answer_is_told_apart_and_the_others_open()
    {
        shelf.Damage("Answers", RecordIds.OfAnswer(shelf.Space, run, "said"));
        var before = shelf.Stored();

        var opened = (await shelf.Entries.FindRunAsync(shelf.Space, run, default))!;
        Assert.Equal([RecordIds.OfAnswer(shelf.Space, run, "said")], opened.Unreadable);
        Assert.Equal(["felt", "reasons"], opened.Answers.Keys.Order());
        var refused = Assert.IsType<Saved.Refused>(await shelf.Answer(run, "said", new TextValue("over it"), seen: 1, sequence: 9));
        Assert.Contains("nothing was written over it", Assert.Single(refused.Messages), StringComparison.Ordinal);
        Assert.Equal(before, shelf.Stored());

        Assert.Equal(new Saved.Done(2), await shelf.Answer(run, "felt", new TextValue("more"), seen: 1, sequence: 9));
        Assert.Single(await shelf.Search.FindAsync(shelf.Space, "more", JournalFields.Texts, default));
    }

    [Fact]
    public async Task A_damaged_head_shows_its_place_and_is_not_written_over()
    {
        shelf.Damage("Entries", entry, "Head");
        shelf.Damage("Entries", run, "Head");
        var before = shelf.Stored();

        Assert.True((await shelf.Entries.FindAsync(shelf.Space, entry, default))!.IsUnreadable);
        Assert.Equal(3, (await shelf.Entries.ListAsync(shelf.Space, binned: false, default)).Count);
        Assert.IsType<Saved.Refused>(await shelf.Write(entry, "over it", seen: 1, sequence: 9));
        Assert.IsType<Saved.Refused>(await shelf.Answer(run, "said", new TextValue("over it"), seen: 1, sequence: 9));
        Assert.IsType<Saved.Refused>(await shelf.Write(entry, "laid aside", isAside: true));
        Assert.IsType<Saved.Refused>(await shelf.Answer(run, "said", new TextValue("laid aside"), isAside: true));
        Assert.False(await shelf.Heads.FinishAsync(shelf.Space, run, default));
        Assert.Equal(before, shelf.Stored());

        Assert.Equal(new Saved.Done(2), await shelf.Write(other, "goes on", seen: 1, sequence: 9));
        Assert.Single(await shelf.Search.FindAsync(shelf.Space, "goes on", JournalFields.Texts, default));
        // Its owner may still put it away.
        Assert.True(await shelf.Bin.PutAsync(shelf.Space, entry, default));
    }

    [Fact]
    public async Task A_damaged_body_leaves_the_title_readable_and_is_not_written_over()
    {
        shelf.Damage("Entries", entry, "Body");
        var before = shelf.Stored();

        var opened = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!;
        Assert.Equal((true, "A title", ""), (opened.IsUnreadable, opened.Text(JournalFields.Title), opened.Text(JournalFields.Words)));
        Assert.IsType<Saved.Refused>(await shelf.Write(entry, "over it", seen: 1, sequence: 9));
        Assert.IsType<Saved.Refused>(await shelf.Write(entry, "Another title", JournalFields.Title, seen: 1, sequence: 9));
        Assert.Equal(before, shelf.Stored());
        Assert.Equal("words of another", await shelf.TextOf(other));
    }

    [Fact]
    public async Task A_damaged_thread_is_left_out_and_not_written_over()
    {
        var id = RecordIds.OfThread(shelf.Space, run, "reasons", "n0");
        shelf.Damage("Threads", id);
        var before = shelf.StoredLine(id);

        Assert.Equal(["time"], shelf.Threads("reason"));
        Assert.Equal(
            new Saved.Done(2),
            await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "his work"), ("n1", "no time")), seen: 1, sequence: 9, thread: "reason"));
        Assert.Equal(["no time"], shelf.Threads("reason"));
        Assert.Equal(before, shelf.StoredLine(id));
    }

    [Fact]
    public async Task A_record_swapped_with_another_of_the_same_space_does_not_open()
    {
        var (from, to) = (RecordIds.OfAnswer(shelf.Space, run, "felt"), RecordIds.OfAnswer(shelf.Space, run, "said"));
        shelf.Sql(
            $"""UPDATE "Answers" SET "Record" = (SELECT "Record" FROM "Answers" WHERE "Id" = {from}) WHERE "Id" = {to}""");

        var opened = (await shelf.Entries.FindRunAsync(shelf.Space, run, default))!;
        Assert.Equal([RecordIds.OfAnswer(shelf.Space, run, "said")], opened.Unreadable);
        Assert.Equal(["felt words"], opened.Answers["felt"].Value!.Lines);
    }
}
