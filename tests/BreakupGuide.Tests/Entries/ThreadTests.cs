using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

public sealed class ThreadTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task What_is_named_in_a_list_becomes_a_thread()
    {
        await Name(1, ("n0", "too much work"), ("n1", "too little time"));

        Assert.Equal(["too much work", "too little time"], shelf.Threads("reason"));
        Assert.Empty(shelf.Threads("change"));
        Assert.All(await shelf.Named.ListAsync(shelf.Space, "reason", default), t => Assert.Equal(run, t.Entry));
    }

    [Fact]
    public async Task Threads_stand_in_the_order_in_which_they_were_named()
    {
        await Name(1, ("n0", "e"), ("n1", "d"), ("n2", "c"), ("n3", "b"), ("n4", "a"));
        shelf.Clock.Advance(TimeSpan.FromSeconds(1));
        await NameIn(Guid.NewGuid(), 1, ("n0", "later"));
        shelf.Clock.Advance(TimeSpan.FromSeconds(1));
        // Said once more, in another order: it was named first all the same.
        await Name(2, ("n4", "a"), ("n0", "e"), ("n1", "d"), ("n2", "c"), ("n3", "b"), ("n5", "latest"));

        Assert.Equal(["e", "d", "c", "b", "a", "later", "latest"], shelf.Threads("reason"));
    }

    [Fact]
    public async Task Renaming_a_row_renames_its_thread_and_leaves_no_second_one()
    {
        await Name(1, ("n0", "work"));
        var before = Assert.Single(await shelf.Named.ListAsync(shelf.Space, "reason", default));
        await Name(2, ("n0", "his work"));

        var after = Assert.Single(await shelf.Named.ListAsync(shelf.Space, "reason", default));
        Assert.Equal((before.Id, "his work"), (after.Id, after.Text));
    }

    [Fact]
    public async Task A_row_taken_out_drops_its_thread_and_back_in_brings_it_back()
    {
        await Name(1, ("n0", "work"), ("n1", "time"));
        await Name(2, ("n1", "time"));
        Assert.Equal(["time"], shelf.Threads("reason"));

        await Name(3, ("n0", "work"), ("n1", "time"));
        Assert.Equal(["work", "time"], shelf.Threads("reason"));

        await Name(4);
        Assert.Empty(shelf.Threads("reason"));
    }

    [Fact]
    public async Task A_thread_taken_along_keeps_its_birthplace_and_is_not_dropped_from_elsewhere()
    {
        await Name(1, ("n0", "work"));
        var born = Assert.Single(await shelf.Named.ListAsync(shelf.Space, "reason", default));
        var later = Guid.NewGuid();

        await NameIn(later, 1, (born.Id.ToString("N"), "work, above all"), ("n0", "new here"));
        var taken = (await shelf.Named.ListAsync(shelf.Space, "reason", default)).Single(t => t.Id == born.Id);
        Assert.Equal(("work, above all", run), (taken.Text, taken.Entry));

        // Out of the later list again: it was not born there.
        await NameIn(later, 2);
        Assert.Equal(["work, above all"], shelf.Threads("reason"));
        // The earlier run still shows what was said then.
        Assert.Equal(["work"], (await shelf.ValueOf(run, "reasons"))!.Lines);
    }

    [Fact]
    public async Task A_list_without_threads_makes_none()
    {
        await shelf.Answer(run, "notes", shelf.List(run, "notes", ("n0", "x")));

        Assert.Empty(shelf.Threads("reason"));
    }

    [Fact]
    public async Task A_skipped_list_keeps_its_threads()
    {
        await Name(1, ("n0", "work"));
        await shelf.Answer(run, "reasons", null, seen: 1, sequence: 2, state: AnswerState.Skipped, thread: "reason");

        Assert.Equal(["work"], shelf.Threads("reason"));
    }

    [Fact]
    public async Task What_is_taken_out_of_a_list_leaves_no_words_in_its_thread()
    {
        await Name(1, ("n0", "work"), ("n1", "time"));
        await Name(2, ("n1", "time"));

        Assert.Equal(["", "time"], Stored().Select(t => t.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_named_in_an_entry_goes_into_the_bin_with_it_and_ends_with_it()
    {
        var other = Guid.NewGuid();
        await Name(1, ("n0", "work"), ("n1", "time"));
        await Name(2, ("n0", "work"));
        shelf.Clock.Advance(TimeSpan.FromSeconds(1));
        await NameIn(other, 1, ("n0", "his mother"));

        await shelf.Bin.PutAsync(shelf.Space, run, default);
        Assert.Equal(["his mother"], shelf.Threads("reason"));
        await shelf.Bin.RestoreAsync(shelf.Space, run, default);
        Assert.Equal(["work", "his mother"], shelf.Threads("reason"));

        await shelf.Bin.PutAsync(shelf.Space, run, default);
        await shelf.Bin.EmptyAsync(shelf.Space, default);
        Assert.Equal(other, Assert.Single(Stored()).Entry);
    }

    [Fact]
    public async Task What_was_named_in_an_entry_goes_with_it_when_its_time_in_the_bin_is_over()
    {
        await Name(1, ("n0", "work"));
        await NameIn(Guid.NewGuid(), 1, ("n0", "his mother"));
        await shelf.Bin.PutAsync(shelf.Space, run, default);
        shelf.Clock.Advance(Bin.Keeps + TimeSpan.FromMinutes(1));
        await shelf.Bin.EmptyOldAsync(default);
        Assert.Equal(["his mother"], shelf.Threads("reason"));
        Assert.Equal("his mother", Assert.Single(Stored()).Text);
    }

    private IReadOnlyList<ThreadRecord> Stored()
    {
        using var database = shelf.CreateDbContext();
        return [.. database.Threads.AsEnumerable().Select(t => SealedRecords.Open(shelf.Space, t))];
    }

    private Task Name(long sequence, params (string Key, string Text)[] rows) => NameIn(run, sequence, rows);

    private async Task NameIn(Guid entry, long sequence, params (string Key, string Text)[] rows) =>
        Assert.IsType<Saved.Done>(await shelf.Answer(entry, "reasons", shelf.List(entry, "reasons", rows), sequence: sequence, thread: "reason"));
}
