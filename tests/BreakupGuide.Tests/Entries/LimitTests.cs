using BreakupGuide.Entries;
using BreakupGuide.Tests.Data;

namespace BreakupGuide.Tests.Entries;

public sealed class LimitTests : IDisposable
{
    private readonly StoreFixture shelf = new(bytes: 64 * 1024);
    private readonly Guid entry = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [SqliteFact]
    public async Task A_space_holds_100_000_entries_and_says_when_it_is_full()
    {
        using var shelf = new StoreFixture();
        // Rows as small as they come: the store counts, it does not open them.
        shelf.Sql($"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Limits.EntriesInSpace})
            INSERT INTO Entries (Id, SpaceId, RowVersion, Created, Changed, Date, Head)
            SELECT 'entry ' || n, {shelf.Space.Id}, 1, '2026-01-01', '2026-01-01', '2026-01-01', x'00' FROM numbers
            """);

        var refused = Assert.IsType<Saved.Refused>(await shelf.Write(entry, "one more"));
        Assert.Contains("largest number of entries", Assert.Single(refused.Messages), StringComparison.Ordinal);
        Assert.IsType<Saved.Refused>(await shelf.Answer(entry, "said", new TextValue("one more")));
        Assert.Equal(new Saved.Done(1), await shelf.Write(Guid.NewGuid(), "elsewhere", space: shelf.NewSpace()));

        shelf.Sql($"DELETE FROM Entries WHERE Id = 'entry 1'");
        Assert.Equal(new Saved.Done(1), await shelf.Write(entry, "one more"));
        // What is there can be written on.
        Assert.Equal(new Saved.Done(2), await shelf.Write(entry, "and more", seen: 1, sequence: 2));
    }

    [Fact]
    public async Task A_space_that_is_full_says_so_and_begins_nothing()
    {
        await shelf.Write(entry, "before it was full");
        var run = Guid.NewGuid();
        await shelf.Answer(run, "said", new TextValue("before"));
        await shelf.Write(Guid.NewGuid(), new string('x', 64 * 1024));
        var before = shelf.Stored();

        foreach (var saved in new[]
        {
            await shelf.Write(entry, "more", seen: 1, sequence: 2), await shelf.Write(Guid.NewGuid(), "new"),
            await shelf.Answer(run, "said", new TextValue("more"), seen: 1, sequence: 2), await shelf.Answer(run, "felt", new TextValue("new")),
            await shelf.Answer(Guid.NewGuid(), "said", new TextValue("new")),
            await shelf.Write(entry, "not chosen", isAside: true), await shelf.Answer(run, "said", new TextValue("not chosen"), isAside: true),
        })
        {
            Assert.Contains("largest size", Assert.Single(Assert.IsType<Saved.Refused>(saved).Messages), StringComparison.Ordinal);
        }

        Assert.Equal(before, shelf.Stored());
        Assert.Equal("before it was full", await shelf.TextOf(entry));
        // Nothing new is no reason to refuse.
        Assert.Equal(new Saved.Done(1, IsRepeat: true), await shelf.Write(entry, "before it was full", seen: 1, sequence: 3));
        Assert.Equal(new Saved.Done(1), await shelf.Write(Guid.NewGuid(), "elsewhere", space: shelf.NewSpace()));
    }

    [Fact]
    public async Task A_visitors_space_holds_less_and_says_that_a_private_one_holds_more()
    {
        using var shelf = new StoreFixture(visitorsBytes: 64 * 1024);
        var visitor = shelf.NewSpace(isVisitor: true);
        foreach (var space in new[] { visitor, shelf.Space }) await shelf.Write(Guid.NewGuid(), new string('x', 64 * 1024), space: space);

        var refused = Assert.IsType<Saved.Refused>(await shelf.Write(entry, "more", space: visitor));
        Assert.Contains("a private space holds much more", Assert.Single(refused.Messages), StringComparison.Ordinal);
        Assert.Equal(new Saved.Done(1), await shelf.Write(entry, "more"));
    }

    [Fact]
    public async Task Nothing_is_brought_into_a_space_that_is_full()
    {
        var visitor = shelf.NewSpace(isVisitor: true);
        await shelf.Write(entry, "a visitor's", space: visitor);
        await shelf.Write(Guid.NewGuid(), new string('x', 64 * 1024));
        var before = shelf.Stored();

        Assert.Null(await shelf.Merge.BringInAsync(visitor, shelf.Space, default));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task The_longest_text_comes_back_whole()
    {
        using var shelf = new StoreFixture();
        var text = string.Concat(Enumerable.Repeat("é🙂\n\"", Limits.TextCharacters / 5));

        Assert.Equal(new Saved.Done(1), await shelf.Write(entry, text));
        Assert.Equal(text, await shelf.TextOf(entry));
    }
}
