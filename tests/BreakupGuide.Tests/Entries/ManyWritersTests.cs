using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Data;

namespace BreakupGuide.Tests.Entries;

/// <summary>Many pages write in one space at once: what a save reads before it decides must still hold when it is stored.</summary>
public sealed class ManyWritersTests
{
    private const int Writers = 16;
    private const int Each = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_they_write_in_one_entry_is_all_there_version_by_version(bool isPostgres)
    {
        using var shelf = Shelf(isPostgres);
        var entry = Guid.NewGuid();
        await shelf.Write(entry, "begun");

        await AtOnce(async writer =>
        {
            var (seen, text, sequence) = (1, "begun", 0L);
            for (var i = 0; i < Each;)
            {
                var mine = $"{text} [{writer}.{i}]";
                switch (await shelf.Write(entry, mine, seen: seen, client: $"page {writer}", sequence: ++sequence))
                {
                    case Saved.Done done:
                        (seen, text) = (done.Version, mine);
                        i++;
                        break;
                    case Saved.Conflict conflict:
                        (seen, text) = (conflict.Version, string.Join('\n', conflict.Stored));
                        break;
                    case var other:
                        Assert.Fail($"{other}");
                        break;
                }
            }
        });

        var found = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!;
        Assert.Equal(1 + (Writers * Each), found.Fields[JournalFields.Words].Version);
        var words = found.Text(JournalFields.Words).Split(' ');
        Assert.Equal(["begun", .. All()], words.Order(StringComparer.Ordinal).OrderBy(w => w != "begun"));
        // Every save by another page kept what stood there before; the numbers are in one line.
        var numbers = shelf.Revisions(entry).Select(r => r.Row.Number).ToList();
        Assert.Equal(numbers.Distinct().Order(), numbers);
        Assert.Equal(0, Wrong(shelf));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_room_of_a_space_is_gone_beyond_by_one_save_at_most(bool isPostgres)
    {
        const int Room = 200 * 1024;
        using var shelf = Shelf(isPostgres, Room);
        await Save();
        var one = (await shelf.Entries.TotalsAsync(shelf.Space, default)).Bytes;
        var saved = 1;

        await AtOnce(async _ =>
        {
            while (await Save() is Saved.Done) Interlocked.Increment(ref saved);
        });

        var totals = await shelf.Entries.TotalsAsync(shelf.Space, default);
        Assert.InRange(totals.Bytes, Room + 1, Room + one);
        Assert.Equal((saved, saved * one), (totals.Entries, totals.Bytes));
        Assert.Equal(0, Wrong(shelf));

        Task<Saved> Save() => shelf.Write(Guid.NewGuid(), new string('x', 2000));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_what_many_begin_at_once_with_one_id_there_is_one(bool isPostgres)
    {
        using var shelf = Shelf(isPostgres);
        for (var round = 0; round < 5; round++)
        {
            var run = Guid.NewGuid();
            await AtOnce(async writer =>
            {
                Assert.IsType<Saved.Done>(await shelf.Answer(run, $"field {writer}", new TextValue($"words of {writer}"), client: $"page {writer}"));
            });
            Assert.Equal(Writers, (await shelf.Entries.FindRunAsync(shelf.Space, run, default))!.Answers.Count);
        }

        Assert.Equal(0, Wrong(shelf));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_that_arrive_while_a_visitors_space_is_brought_in_are_in_one_of_the_two(bool isPostgres)
    {
        using var shelf = Shelf(isPostgres);
        var visitor = shelf.NewSpace(isVisitor: true);
        await shelf.Write(Guid.NewGuid(), "first", space: visitor);
        var kept = 1;

        await AtOnce(async writer =>
        {
            if (writer == 0)
            {
                await shelf.Merge.BringInAsync(visitor, shelf.Space, default);
                return;
            }

            try
            {
                if (await shelf.Write(Guid.NewGuid(), $"words {writer}", space: visitor) is Saved.Done) Interlocked.Increment(ref kept);
            }
            catch (Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // The space is gone; it was not acknowledged.
            }
        });

        Assert.Equal(kept, (await shelf.Entries.TotalsAsync(shelf.Space, default)).Entries);
        Assert.Empty(shelf.StoredOf(visitor));
    }

    private static StoreFixture Shelf(bool isPostgres, long room = Limits.BytesInSpace) =>
        new(room, on: isPostgres ? TestDatabase.OnPostgres() : TestDatabase.OnSqlite());

    private static Task AtOnce(Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => work(w))));

    private static IEnumerable<string> All() =>
        Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, Each).Select(i => $"[{w}.{i}]")).Order(StringComparer.Ordinal);

    private static int Wrong(StoreFixture shelf)
    {
        using var database = shelf.CreateDbContext();
        return RunningTotals.CountWrong(database);
    }
}
