using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

/// <summary>Runs and threads as they stood at an earlier time.</summary>
public sealed class AsOfTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid run = Guid.NewGuid();
    private readonly DateTime begun;

    public AsOfTests() => begun = shelf.Clock.Now;

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task An_answer_that_was_changed_since_is_as_it_was()
    {
        await Says("first", seen: 0);
        Days(2);
        await Says("second", seen: 1);
        Days(2);
        await Says("third", seen: 2);
        await shelf.Answer(run, "later", new TextValue("new"));

        Assert.Equal(("said: first", true), await AsOf(begun.AddDays(1)));
        Assert.Equal(("said: second", true), await AsOf(begun.AddDays(3)));
        Assert.Equal(("later: new, said: third", false), await AsOf(begun.AddDays(5)));
    }

    [Fact]
    public async Task A_version_that_never_stood_there_is_not_taken_for_it()
    {
        await Says("first", seen: 0);
        Days(2);
        await shelf.Answer(run, "said", new TextValue("laid aside"), seen: 1, client: "another", isAside: true);
        await Says("second", seen: 1);

        Assert.Equal(("said: first", true), await AsOf(begun.AddDays(1)));
    }

    [Fact]
    public async Task What_was_given_since_was_not_there()
    {
        await Says("first", seen: 0);
        Days(2);
        await shelf.Answer(run, "later", new TextValue("new"));

        Assert.Equal(("said: first", true), await AsOf(begun.AddDays(1)));
        Assert.Equal(("", true), await AsOf(begun.AddMinutes(-1)));
    }

    [Fact]
    public async Task The_newest_run_of_then_is_found_and_what_was_named_by_then()
    {
        await Says("first", seen: 0);
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "work")), thread: "reason");
        Days(2);
        var other = Guid.NewGuid();
        await shelf.Answer(other, "reasons", shelf.List(other, "reasons", ("n0", "time")), thread: "reason");
        shelf.Clock.MoveMinutes(2);
        await shelf.Answer(other, "changes", shelf.List(other, "changes", ("n0", "to listen")), thread: "change");

        Assert.Equal(run, await NewestAt(begun.AddDays(1)));
        Assert.Equal(other, await NewestAt(begun.AddDays(3)));
        Assert.Null(await NewestAt(begun.AddDays(-1)));
        Assert.Equal(["work"], await NamedAt(begun.AddDays(1)));
        Assert.Equal(["work", "time", "to listen"], await NamedAt(begun.AddDays(3)));
        Assert.Equal(["work", "time", "to listen"], await NamedAt(DateTime.MaxValue));
    }

    [Fact]
    public async Task Of_each_kind_the_newest_hundred_are_listed()
    {
        for (var i = 0; i < 3; i++)
        {
            var (many, part) = (Guid.NewGuid(), i);
            var forty = shelf.List(many, "reasons", [.. Enumerable.Range(0, 40).Select(n => ($"n{n}", $"{part} {n}"))]);
            await shelf.Answer(many, "reasons", forty, thread: "reason");
            shelf.Clock.MoveMinutes(2);
        }

        await shelf.Answer(run, "changes", shelf.List(run, "changes", ("n0", "to listen")), thread: "change");

        var named = await shelf.Named.OfKindsAsync(shelf.Space, ["change", "reason"], DateTime.MaxValue, default);
        Assert.Equal(Limits.ListItems + 1, named.Count);
        Assert.Equal("2 39", named[^2].Text);
        Assert.Equal(("to listen", "changes"), (named[^1].Text, named[^1].Field));
    }

    [Fact]
    public async Task The_times_of_the_newest_runs_are_told_without_opening_them()
    {
        await Says("first", seen: 0);
        Days(2);
        await Says("second", seen: 1);
        var other = Guid.NewGuid();
        Days(1);
        await shelf.Answer(other, "said", new TextValue("x"), reflection: "your-part");
        await shelf.Answer(Guid.NewGuid(), "said", new TextValue("x"), reflection: "another");
        var opened = shelf.Records.Opened;

        var all = await shelf.Entries.TimesOfRunsAsync(shelf.Space, ["why-he-left", "your-part"], 50, default);
        var newest = await shelf.Entries.TimesOfRunsAsync(shelf.Space, ["why-he-left", "your-part"], 1, default);

        Assert.Equal([Minute(0), Minute(2), Minute(3), Minute(3)], all.Order());
        Assert.Equal([Minute(3), Minute(3)], newest);
        Assert.Equal(opened, shelf.Records.Opened);
    }

    private DateTime Minute(int days) => EntryTime.Minute(begun.AddDays(days));

    private Task<Saved> Says(string words, int seen) => shelf.Answer(run, "said", new TextValue(words), seen, client: words);

    private void Days(int days) => shelf.Clock.Advance(TimeSpan.FromDays(days));

    private async Task<(string Answers, bool AnyChanged)> AsOf(DateTime until)
    {
        var now = (await shelf.Entries.FindRunAsync(shelf.Space, run, default))!;
        var (runs, anyChanged) = await shelf.Earlier.AsOfAsync(shelf.Space, [now], until, default);
        return (string.Join(", ", runs.Single().Answers.Values.Select(a => $"{a.Field}: {a.Value!.Lines.Single()}").Order(StringComparer.Ordinal)), anyChanged);
    }

    private async Task<Guid?> NewestAt(DateTime until) =>
        (await shelf.Entries.FindRunWithNewestAsync(shelf.Space, null, ["why-he-left"], until, default)).Newest.GetValueOrDefault("why-he-left")?.Entry.Id;

    private async Task<IEnumerable<string>> NamedAt(DateTime until) =>
        (await shelf.Named.OfKindsAsync(shelf.Space, ["reason", "change"], until, default)).Select(t => t.Text);
}
