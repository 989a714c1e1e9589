using System.Text;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Entries;

public sealed class BringInTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly UnlockedSpace visitor;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public BringInTests() => visitor = shelf.NewSpace(isVisitor: true);

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Everything_a_visitor_wrote_comes_over_and_opens_with_the_kept_key_only()
    {
        await Fill();
        var threads = await shelf.Named.ListAsync(visitor, "reason", default);

        Assert.Equal((2, true), await shelf.Merge.BringInAsync(visitor, shelf.Space, default));

        Assert.Equal("second words", await shelf.TextOf(entry));
        Assert.Equal("Title", await shelf.TextOf(entry, JournalFields.Title));
        Assert.Equal(["said now"], (await shelf.ValueOf(run, "said"))!.Lines);
        Assert.Equal(["work"], (await shelf.ValueOf(run, "reasons"))!.Lines);
        Assert.Equal("first words", Assert.Single(shelf.Revisions(entry)).Record.Body!.Text);
        Assert.Equal(["said first"], Assert.Single(shelf.RevisionsOfAnswer(run, "said")).Record.Answer!.Value!.Lines);
        Assert.Equal(threads, await shelf.Named.ListAsync(shelf.Space, "reason", default));

        await using var database = shelf.CreateDbContext();
        foreach (var row in await database.Entries.ToListAsync())
        {
            Assert.Equal(shelf.Space.Id, row.SpaceId);
            Assert.Throws<CannotOpenException>(() => SealedRecords.OpenHead(visitor, row));
        }

        Assert.All(database.Answers.ToList(), a => Assert.Throws<CannotOpenException>(() => SealedRecords.Open(visitor, a)));
        Assert.All(database.Threads.ToList(), t => Assert.Throws<CannotOpenException>(() => SealedRecords.Open(visitor, t)));
        Assert.All(database.Revisions.ToList(), r => Assert.Throws<CannotOpenException>(() => SealedRecords.Open(visitor, r)));
        Assert.Equal((2, 2, 1, 2), (database.Entries.Count(), database.Answers.Count(), database.Threads.Count(), database.Revisions.Count()));
    }

    [Fact]
    public async Task The_visitors_space_ends_with_it_so_that_no_later_save_is_acknowledged_and_lost()
    {
        await Fill();
        await shelf.Merge.BringInAsync(visitor, shelf.Space, default);

        await using var database = shelf.CreateDbContext();
        Assert.Equal(shelf.Space.Id, Assert.Single(database.Spaces).Id);
        await Assert.ThrowsAsync<DbUpdateException>(() => shelf.Write(Guid.NewGuid(), "too late", space: visitor));
    }

    [Fact]
    public async Task Writing_goes_on_where_it_was()
    {
        await Fill();
        await shelf.Merge.BringInAsync(visitor, shelf.Space, default);

        Assert.Equal(new Saved.Done(3), await shelf.Write(entry, "third words", seen: 2, sequence: 9, client: "second"));
        Assert.Equal(new Saved.Done(3), await shelf.Answer(run, "said", new TextValue("said later"), seen: 2, sequence: 9, client: "second"));
        // The same row is still the same thread.
        var list = (ListValue)(await shelf.ValueOf(run, "reasons"))!;
        await shelf.Answer(run, "reasons", new ListValue([list.Items[0] with { Text = "his work" }]), seen: 1, sequence: 10, thread: "reason");
        Assert.Equal(["his work"], shelf.Threads("reason"));
    }

    [Fact]
    public async Task What_was_there_stays_and_the_same_entry_on_both_sides_becomes_two()
    {
        await shelf.Write(entry, "words of the kept space");
        await Fill();

        Assert.Equal((2, true), await shelf.Merge.BringInAsync(visitor, shelf.Space, default));

        Assert.Equal("words of the kept space", await shelf.TextOf(entry));
        var all = await shelf.Entries.ListAsync(shelf.Space, binned: false, default);
        Assert.Equal(3, all.Count);
        var second = all.Single(e => e.Run is null && e.Id != entry);
        Assert.Equal("second words", await shelf.TextOf(second.Id));
        Assert.Equal("first words", Assert.Single(shelf.Revisions(second.Id)).Record.Body!.Text);
        Assert.Equal(["said now"], (await shelf.ValueOf(run, "said"))!.Lines);
    }

    [Fact]
    public async Task What_does_not_open_stays_behind_as_it_is_and_the_rest_comes_over()
    {
        await Fill();
        shelf.Damage("Answers", RecordIds.OfAnswer(visitor, run, "said"));

        Assert.Equal((1, false), await shelf.Merge.BringInAsync(visitor, shelf.Space, default));

        Assert.Equal("second words", await shelf.TextOf(entry));
        Assert.Null(await shelf.Entries.FindAsync(shelf.Space, run, default));
        Assert.Equal(["work"], (await shelf.ValueOf(run, "reasons", visitor))!.Lines);
        Assert.Equal(["work"], shelf.Threads("reason", visitor));
        Assert.Empty(shelf.Threads("reason"));
    }

    [Fact]
    public async Task Only_a_visitors_space_is_brought_in()
    {
        await Fill();
        var before = shelf.Stored();

        await Assert.ThrowsAsync<ArgumentException>(() => shelf.Merge.BringInAsync(shelf.NewSpace(), shelf.Space, default));
        Assert.Equal(before, shelf.Stored());
    }

    [SqliteFact]
    public async Task No_word_stands_readable_in_the_file()
    {
        await Fill();
        await shelf.Merge.BringInAsync(visitor, shelf.Space, default);

        Assert.All(shelf.Files(), f => Assert.Equal(-1, f.AsSpan().IndexOf("second words"u8)));
        Assert.Contains(shelf.Files(), f => f.AsSpan().IndexOf(Encoding.UTF8.GetBytes("CREATE TABLE \"Entries\"")) >= 0);
    }

    private async Task Fill()
    {
        await shelf.Write(entry, "Title", JournalFields.Title, client: "first", space: visitor);
        await shelf.Write(entry, "first words", client: "first", space: visitor);
        await shelf.Write(entry, "second words", seen: 1, client: "second", space: visitor);
        await shelf.Answer(
            run, "reasons", new ListValue([new("n0", RecordIds.OfThread(visitor, run, "reasons", "n0"), "work")]), space: visitor, thread: "reason");
        await shelf.Answer(run, "said", new TextValue("said first"), client: "first", space: visitor);
        await shelf.Answer(run, "said", new TextValue("said now"), seen: 1, client: "second", space: visitor);
    }
}
