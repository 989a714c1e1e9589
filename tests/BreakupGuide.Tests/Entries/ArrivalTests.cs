using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;

namespace BreakupGuide.Tests.Entries;

/// <summary>What comes from a file, in the store: nothing is written over, each go is whole, and it can be taken out again.</summary>
public sealed class ArrivalTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid batch = Guid.NewGuid();
    private readonly Guid id = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Looking_changes_nothing_and_says_what_would_become()
    {
        await shelf.Write(id, "mine");
        var before = shelf.Stored();

        var looked = await shelf.BringIn.LookAsync(
            shelf.Space, [Came.Entry(id, "theirs"), Came.Entry(id, "mine"), Came.Entry(Guid.NewGuid(), "new")], default);
        Assert.Equal([Arrival.Earlier, Arrival.There, Arrival.New], looked.All);
        Assert.True(looked.Bytes > 8000);
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task Other_words_become_an_earlier_version_once()
    {
        await shelf.Write(id, "mine");
        var mine = shelf.StoredLine(id);

        Assert.Equal([Arrival.Earlier], (await Bring(Came.Entry(id, "theirs", ("mood", "low"))))!.All);
        Assert.Equal(mine, shelf.StoredOf(shelf.Space).Single(r => r.StartsWith($"{shelf.Space.Id} {id} ", StringComparison.Ordinal)));
        var revision = Assert.Single(shelf.Revisions(id)).Record;
        Assert.Equal(("theirs", "low", true), (revision.Words, revision.Head!.Fields["mood"].Text, revision.IsAside));
        Assert.Equal([Arrival.There], (await Bring(Came.Entry(id, "theirs", ("mood", "low"))))!.All);
        Assert.Single(shelf.Revisions(id));
    }

    [Fact]
    public async Task Answers_that_are_missing_are_added_and_others_kept_as_earlier_versions()
    {
        await shelf.Answer(id, "said", new TextValue("mine"));
        var came = Came.Run(id, ("said", new TextValue("theirs")), ("more", new TextValue("added")));

        Assert.Equal([Arrival.Earlier], (await Bring(came))!.All);
        Assert.Equal(["mine"], (await shelf.ValueOf(id, "said"))!.Lines);
        Assert.Equal(["added"], (await shelf.ValueOf(id, "more"))!.Lines);
        Assert.Equal("theirs", Assert.Single(shelf.RevisionsOfAnswer(id, "said")).Record.Words);
        Assert.Equal([Arrival.There], (await Bring(came))!.All);

        await TakeOut();
        Assert.Null(await shelf.ValueOf(id, "more"));
        Assert.Empty(shelf.RevisionsOfAnswer(id, "said"));
    }

    [Fact]
    public async Task What_is_of_another_kind_or_does_not_open_is_left_alone()
    {
        var damaged = Guid.NewGuid();
        await shelf.Answer(id, "said", new TextValue("mine"));
        await shelf.Write(damaged, "mine");
        shelf.Damage("Entries", damaged, "Body");
        var before = shelf.Stored();

        Assert.Equal([Arrival.There, Arrival.Unreadable], (await Bring(Came.Entry(id, "as text"), Came.Entry(damaged, "theirs")))!.All);
        Assert.Equal(before, shelf.Stored());
        Assert.Empty(await shelf.Arrived.ListAsync(shelf.Space, default));
    }

    [Fact]
    public async Task Threads_come_with_their_entry_under_their_ids_and_go_with_it()
    {
        var thread = new NotesThread(Guid.NewGuid(), new ThreadRecord("reason", "tired", id, "reasons", shelf.Clock.Now.Ticks));
        var lost = new NotesThread(Guid.NewGuid(), thread.Record with { Entry = Guid.NewGuid() });
        var other = shelf.NewSpace();
        foreach (var space in new[] { shelf.Space, other })
        {
            await shelf.BringIn.BringAsync(space, batch, 1, [Came.Run(id)], default);
            await shelf.BringIn.BringAsync(space, batch, 2, [thread, lost], default);
            Assert.Equal(["tired"], shelf.Threads("reason", space));
        }

        await TakeOut();
        Assert.Empty(shelf.StoredOf(shelf.Space));
        Assert.Equal(["tired"], shelf.Threads("reason", other));
    }

    [Fact]
    public async Task Taken_out_again_only_what_was_changed_since_stays()
    {
        var changed = Guid.NewGuid();
        var binned = Guid.NewGuid();
        await Bring(Came.Entry(id, "one"), Came.Entry(changed, "two"), Came.Entry(binned, "three"));
        await shelf.Write(changed, "two, and more", seen: 1, client: "later");
        await shelf.Bin.PutAsync(shelf.Space, binned, default);

        Assert.Equal(new TakenOut(1, 2), await shelf.Arrived.TakeOutAsync(shelf.Space, batch, null, default));
        Assert.Null(await shelf.Entries.FindAsync(shelf.Space, id, default));
        Assert.Equal("two, and more", await shelf.TextOf(changed));
        Assert.Null(await shelf.Arrived.TakeOutAsync(shelf.Space, batch, null, default));
    }

    [Fact]
    public async Task Where_there_is_no_room_none_of_them_comes_in()
    {
        using var small = new StoreFixture(bytes: 20_000);
        Assert.NotNull(await small.BringIn.BringAsync(small.Space, batch, 1, [Came.Entry(id, "fits")], default));
        var before = small.Stored();

        Assert.Null(await small.BringIn.BringAsync(
            small.Space, batch, 2, [.. Enumerable.Range(0, 5).Select(i => Came.Entry(Guid.NewGuid(), $"{i}"))], default));
        Assert.Equal(before, small.Stored());
        Assert.False(await small.BringIn.HasRoomAsync(small.Space, Limits.EntriesInSpace, 0, default));
        Assert.True(await small.BringIn.HasRoomAsync(small.Space, 1, 100, default));
    }

    [Fact]
    public async Task Bringing_in_costs_the_same_in_a_larger_space()
    {
        var small = await Statements();
        for (var i = 0; i < 40; i++) await shelf.Write(Guid.NewGuid(), "words");
        Assert.Equal(small, await Statements());

        async Task<(int Statements, long Opened)> Statements()
        {
            await Bring([.. Enumerable.Range(0, 10).Select(i => Came.Entry(Guid.NewGuid(), $"{i}"))]);
            var (before, opened) = (shelf.Statements.Count, shelf.Records.Opened);
            await Bring([.. Enumerable.Range(0, 10).Select(i => Came.Entry(Guid.NewGuid(), $"{i}"))]);
            return (shelf.Statements.Count - before, shelf.Records.Opened - opened);
        }
    }

    private int number;

    private Task<BroughtIn?> Bring(params NotesEntry[] entries) => shelf.BringIn.BringAsync(shelf.Space, batch, ++number, entries, default);

    private async Task TakeOut() => Assert.NotNull(await shelf.Arrived.TakeOutAsync(shelf.Space, batch, null, default));
}
