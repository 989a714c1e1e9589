using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Entries;

namespace BreakupGuide.Tests.Data;

/// <summary>The totals of a space's row follow whatever is done to its rows, one by one or many at once.</summary>
public sealed class RunningTotalsTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task They_follow_every_change()
    {
        await shelf.Write(entry, "first words");
        Assert.Equal((1, 0), await CountsAreRight());
        await shelf.Write(entry, new string('x', 20_000), seen: 1, client: "another page");
        await shelf.Answer(run, "said", new TextValue("an answer"));
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "work"), ("n1", "time")), thread: "reason");
        Assert.Equal((2, 0), await CountsAreRight());

        await shelf.Bin.PutAsync(shelf.Space, run, default);
        Assert.Equal((2, 1), await CountsAreRight());
        await shelf.Bin.RestoreAsync(shelf.Space, run, default);
        Assert.Equal((2, 0), await CountsAreRight());

        // Answers and earlier versions go with their entry, without a statement of their own.
        await shelf.Bin.PutAsync(shelf.Space, run, default);
        await shelf.Bin.EmptyAsync(shelf.Space, default);
        Assert.Equal((1, 0), await CountsAreRight());
        await shelf.Bin.PutAsync(shelf.Space, entry, default);
        await shelf.Bin.EmptyAsync(shelf.Space, default);
        Assert.Equal((0, 0), await CountsAreRight());
        Assert.Equal(0, (await shelf.Entries.TotalsAsync(shelf.Space, default)).Bytes);
    }

    [Fact]
    public async Task They_follow_words_that_move_and_versions_that_are_thinned()
    {
        var visitor = shelf.NewSpace(isVisitor: true);
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "work")), thread: "reason", space: visitor);
        for (var i = 0; i < Limits.Revisions + 5; i++) await shelf.Write(entry, $"text {i}", seen: i, client: $"page {i}", space: visitor);

        await shelf.Merge.BringInAsync(visitor, shelf.Space, default);

        Assert.Equal((2, 0), await CountsAreRight());
    }

    [Fact]
    public async Task What_does_not_add_up_is_found()
    {
        await shelf.Write(entry, "words");
        shelf.Sql($"""UPDATE "Spaces" SET "Bytes" = "Bytes" + 1""");

        await using var database = shelf.CreateDbContext();
        Assert.Equal(1, RunningTotals.CountWrong(database));
    }

    private async Task<(int Entries, int InBin)> CountsAreRight()
    {
        await using var database = shelf.CreateDbContext();
        Assert.Equal(0, RunningTotals.CountWrong(database));
        var totals = await shelf.Entries.TotalsAsync(shelf.Space, default);
        return (totals.Entries, totals.InBin);
    }
}
