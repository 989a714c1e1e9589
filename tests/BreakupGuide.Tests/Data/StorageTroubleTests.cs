using BreakupGuide.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BreakupGuide.Tests.Data;

public sealed class StorageTroubleTests : IDisposable
{
    private readonly FakeLoggerProvider heard = new();
    private readonly Clock clock = new();
    private readonly StorageWatch watch;

    public StorageTroubleTests()
    {
        using var loggers = LoggerFactory.Create(l => l.AddProvider(heard).SetMinimumLevel(LogLevel.Warning));
        watch = new StorageWatch(clock, loggers.CreateLogger<StorageWatch>());
    }

    public void Dispose() => heard.Dispose();

    [Theory]
    [InlineData(13, 13, TroubleKind.Full)]
    [InlineData(10, 4874, TroubleKind.Full)]
    [InlineData(10, 778, TroubleKind.Disk)]
    [InlineData(10, 266, TroubleKind.Disk)]
    [InlineData(8, 8, TroubleKind.ReadOnly)]
    [InlineData(8, 1032, TroubleKind.ReadOnly)]
    [InlineData(5, 5, TroubleKind.Busy)]
    [InlineData(6, 262, TroubleKind.Busy)]
    [InlineData(14, 14, TroubleKind.CannotOpen)]
    [InlineData(11, 11, TroubleKind.Damaged)]
    [InlineData(26, 26, TroubleKind.Damaged)]
    public void Each_of_SQLites_codes_is_one_kind_however_deep_it_lies(int code, int extended, TroubleKind kind)
    {
        var sqlite = new SqliteException("x", code, extended);

        var update = new DbUpdateException("x", sqlite);
        foreach (var exception in new Exception[] { sqlite, update, new InvalidOperationException("x", update), new AggregateException(sqlite) })
            Assert.Equal(new StorageTrouble(kind, $"SQLite's code {extended}"), StorageTrouble.Of(exception));
    }

    [Fact]
    public void What_is_not_the_stores_is_none()
    {
        Assert.Null(StorageTrouble.Of(null));
        Assert.Null(StorageTrouble.Of(new IOException("No space left on device")));
        Assert.Null(StorageTrouble.Of(new DbUpdateException("x", new SqliteException("a name that is taken", 19, 2067))));
        Assert.Null(StorageTrouble.Of(new DbUpdateConcurrencyException("x")));
        Assert.Null(StorageTrouble.Of(new SqliteException("no such table", 1)));
    }

    [Fact]
    public void Each_kind_is_one_plain_sentence_of_its_own_that_promises_nothing()
    {
        var sentences = Enum.GetValues<TroubleKind>().Select(k => new StorageTrouble(k, "").Sentence).ToList();

        Assert.Equal(6, sentences.Distinct().Count());
        Assert.Equal(6, Enum.GetValues<TroubleKind>().Select(k => new StorageTrouble(k, "").Finding).Distinct().Count());
        Assert.All(sentences, s => Assert.Matches("^[A-Z][^.!]{20,90}\\.$", s));
        foreach (var promise in new[] { "safe", "lost", "browser", "page", "your words", "SQL", "database" })
            Assert.All(sentences, s => Assert.DoesNotContain(promise, s, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_trouble_is_said_once_and_again_when_it_has_been_over()
    {
        await Fail(13);
        await Fail(13);
        Assert.Single(heard.Collector.GetSnapshot());
        Assert.Equal(clock.Now, watch.Met!.Value.Since);
        clock.MoveMinutes(5);
        await Fail(8);
        Assert.Equal(TroubleKind.ReadOnly, watch.Met!.Value.Trouble.Kind);
        Assert.Equal(2, heard.Collector.GetSnapshot().Count);

        watch.Saved();
        Assert.Null(watch.Met);
        await Fail(8);

        Assert.Equal(3, heard.Collector.GetSnapshot().Count);
        Assert.All(heard.Collector.GetSnapshot(), l => Assert.Equal((LogLevel.Warning, null), (l.Level, l.Exception)));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(8, true)]
    [InlineData(13, false)]
    [InlineData(10, false)]
    [InlineData(11, false)]
    public async Task A_small_write_shows_that_writing_works_but_not_that_there_is_room(int code, bool isOver)
    {
        await Fail(code);

        Assert.True(await watch.TryAsync(() => Task.CompletedTask));

        Assert.Equal(isOver, watch.Met is null);
    }

    // Fifty people for an hour: writes of one program stood in each other's way for a second, and the log said that storing did not work.
    [Theory]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(13, true)]
    [InlineData(10, true)]
    public async Task That_somebody_else_writes_is_no_trouble_of_what_waits_a_moment_only(int code, bool isSaid)
    {
        Assert.False(await watch.TryAsync(() => throw new SqliteException("x", code), isHurried: true));

        Assert.Equal(isSaid, watch.Met is not null);
        Assert.Equal(isSaid ? 1 : 0, heard.Collector.GetSnapshot().Count);
    }

    [Fact]
    public async Task Other_failures_are_not_swallowed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => watch.TryAsync(() => throw new InvalidOperationException("x")));

    private async Task Fail(int code) => Assert.False(await watch.TryAsync(() => throw new SqliteException("x", code)));
}
