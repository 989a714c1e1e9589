using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

public sealed class BinTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task What_is_binned_leaves_the_lists_and_comes_back_whole()
    {
        await shelf.Answer(entry, "said", new TextValue("come back"));
        Assert.True(await shelf.Bin.PutAsync(shelf.Space, entry, default));

        Assert.Empty(await shelf.Entries.ListAsync(shelf.Space, binned: false, default));
        Assert.Empty(await shelf.Search.FindAsync(shelf.Space, "come", JournalFields.Texts, default));
        Assert.Empty(await shelf.Entries.RunsAsync(shelf.Space, "why-he-left", 9, default));
        Assert.Equal(shelf.Clock.Now, Assert.Single(await shelf.Entries.ListAsync(shelf.Space, binned: true, default)).Binned);
        Assert.False(await shelf.Bin.PutAsync(shelf.Space, entry, default));

        Assert.True(await shelf.Bin.RestoreAsync(shelf.Space, entry, default));
        Assert.False(await shelf.Bin.RestoreAsync(shelf.Space, entry, default));
        Assert.Equal(["come back"], (await shelf.ValueOf(entry, "said"))!.Lines);
        Assert.Single(await shelf.Entries.RunsAsync(shelf.Space, "why-he-left", 9, default));
    }

    [Fact]
    public async Task Nothing_is_written_into_the_bin()
    {
        await shelf.Write(entry, "binned");
        var run = Guid.NewGuid();
        await shelf.Answer(run, "said", new TextValue("binned"));
        foreach (var id in new[] { entry, run }) await shelf.Bin.PutAsync(shelf.Space, id, default);
        var before = shelf.Stored();

        Assert.IsType<Saved.NotFound>(await shelf.Write(entry, "more", seen: 1));
        Assert.IsType<Saved.NotFound>(await shelf.Answer(run, "said", new TextValue("more"), seen: 1));
        Assert.False(await shelf.Heads.FinishAsync(shelf.Space, run, default));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task Emptying_the_bin_deletes_what_is_in_it_with_all_its_parts_and_nothing_else()
    {
        var kept = Guid.NewGuid();
        foreach (var id in new[] { entry, kept })
        {
            await shelf.Answer(id, "said", new TextValue("one"));
            await shelf.Answer(id, "said", new TextValue("two"), seen: 1, client: "other");
        }

        await shelf.Bin.PutAsync(shelf.Space, entry, default);
        Assert.Equal(1, await shelf.Bin.EmptyAsync(shelf.Space, default));

        await using var database = shelf.CreateDbContext();
        Assert.Equal(kept, Assert.Single(database.Entries).Id);
        Assert.Equal(kept, Assert.Single(database.Answers).EntryId);
        Assert.Equal(kept, Assert.Single(database.Revisions).EntryId);
    }

    [Fact]
    public async Task After_thirty_days_in_the_bin_an_entry_is_gone()
    {
        var other = Guid.NewGuid();
        await shelf.Write(entry, "old");
        await shelf.Write(other, "newer");
        await shelf.Bin.PutAsync(shelf.Space, entry, default);
        shelf.Clock.MoveMinutes(1);
        await shelf.Bin.PutAsync(shelf.Space, other, default);

        shelf.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await shelf.Bin.EmptyOldAsync(default));
        shelf.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await shelf.Bin.EmptyOldAsync(default));
        Assert.Equal(other, Assert.Single(await shelf.Entries.ListAsync(shelf.Space, binned: true, default)).Id);
    }
}
