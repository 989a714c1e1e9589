using System.Net.Sockets;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>What goes wrong with PostgreSQL is told by its codes, in the sentences that people know.</summary>
public sealed class PostgresFailureTests
{
    [Theory]
    [InlineData("53100", TroubleKind.Full)]
    [InlineData("25006", TroubleKind.ReadOnly)]
    [InlineData("55P03", TroubleKind.Busy)]
    [InlineData("57014", TroubleKind.Busy)]
    [InlineData("53300", TroubleKind.Busy)]
    [InlineData("40P01", TroubleKind.Busy)]
    [InlineData("58030", TroubleKind.Disk)]
    [InlineData("08006", TroubleKind.CannotOpen)]
    [InlineData("57P01", TroubleKind.CannotOpen)]
    [InlineData("57P03", TroubleKind.CannotOpen)]
    [InlineData("28P01", TroubleKind.CannotOpen)]
    [InlineData("3D000", TroubleKind.CannotOpen)]
    [InlineData("XX001", TroubleKind.Damaged)]
    public void Each_code_is_one_kind_however_deep_it_lies(string code, TroubleKind kind)
    {
        var failed = Failed(code);

        var update = new DbUpdateException("x", failed);
        foreach (var exception in new Exception[] { failed, update, new InvalidOperationException("x", update), new AggregateException(failed) })
            Assert.Equal(new StorageTrouble(kind, $"PostgreSQL's code {code}"), StorageTrouble.Of(exception));
    }

    [Theory]
    [InlineData("23505")]
    [InlineData("23503")]
    [InlineData("42P01")]
    [InlineData("22001")]
    public void What_is_a_race_or_a_mistake_of_the_program_is_no_trouble_of_the_store(string code) => Assert.Null(StorageTrouble.Of(Failed(code)));

    [Fact]
    public void Without_a_server_nothing_can_be_opened_and_one_that_does_not_answer_is_busy()
    {
        Assert.Equal(TroubleKind.CannotOpen, StorageTrouble.Of(new NpgsqlException("x", new SocketException(111)))!.Kind);
        Assert.Equal(TroubleKind.CannotOpen, StorageTrouble.Of(new InvalidOperationException("x", new NpgsqlException("x", new EndOfStreamException())))!.Kind);
        Assert.Equal(TroubleKind.Busy, StorageTrouble.Of(new NpgsqlException("x", new TimeoutException()))!.Kind);
    }

    [Fact]
    public void Races_are_told_by_their_codes_and_a_cut_connection_is_another_thing()
    {
        foreach (var code in new[] { "23505", "23503", "40001", "40P01" })
        {
            Assert.True(StoreRace.IsLost(new DbUpdateException("x", Failed(code))));
            Assert.True(StoreRace.IsLost(Failed(code)));
            Assert.False(StoreRace.IsCut(Failed(code)));
        }

        foreach (var code in new[] { "57P01", "57P02", "08006" })
        {
            Assert.True(StoreRace.IsCut(new InvalidOperationException("x", Failed(code))));
            Assert.False(StoreRace.IsLost(Failed(code)));
        }

        Assert.True(StoreRace.IsCut(new NpgsqlException("x", new EndOfStreamException())));
        Assert.False(StoreRace.IsCut(new NpgsqlException("x", new SocketException(111))));
        Assert.False(StoreRace.IsLost(Failed("53100")));
    }

    [Fact]
    public async Task A_connection_that_was_cut_costs_no_save()
    {
        using var shelf = new StoreFixture(on: TestDatabase.OnPostgres());
        var entry = Guid.NewGuid();
        await shelf.Write(entry, "before");

        for (var i = 0; i < 3; i++)
        {
            PostgresServer.Run($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(shelf)}'");
            Assert.Equal(new Saved.Done(i + 2), await shelf.Write(entry, $"after {i}", seen: i + 1, sequence: i + 2));
        }

        Assert.Equal("after 2", await shelf.TextOf(entry));
    }

    [Fact]
    public async Task Where_nothing_can_be_written_reading_goes_on_and_a_save_says_so()
    {
        using var shelf = new StoreFixture(on: TestDatabase.OnPostgres());
        var entry = Guid.NewGuid();
        await shelf.Write(entry, "before");
        PostgresServer.Run($"ALTER DATABASE {NameOf(shelf)} SET default_transaction_read_only = on");
        // What is read at the beginning of a connection holds for those that are made from now on.
        PostgresServer.Run($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(shelf)}'");

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => shelf.Write(entry, "after", seen: 1, sequence: 2));

        Assert.Equal(TroubleKind.ReadOnly, StorageTrouble.Of(failed)?.Kind);
        Assert.Equal("before", await shelf.TextOf(entry));
    }

    private static PostgresException Failed(string code) => new("x", "ERROR", "ERROR", code);

    private static string NameOf(StoreFixture shelf)
    {
        using var database = shelf.CreateDbContext();
        return database.Database.GetDbConnection().Database;
    }
}
