using System.Text.RegularExpressions;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>The drills of docs/operations.md on PostgreSQL: dump, lose everything, put back; move there and back again.</summary>
public sealed partial class PostgresDrillTests : IDisposable
{
    private const string VisitorsWords = "words of a visitor";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-drill-").FullName;
    private readonly string connection = PostgresServer.NewEmptyDatabase();
    private readonly Guid entry = Guid.NewGuid();

    private string Data => Path.Combine(folder, "data");

    private string File => Path.Combine(Data, "breakupguide.db");

    private string Name => PostgresServer.NameOf(connection);

    public void Dispose()
    {
        PostgresServer.Drop(connection);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Dumped_wiped_put_back_and_everything_is_there()
    {
        var dump = Path.Combine(folder, "notes.dump");
        IReadOnlyList<string> before;
        TestUser visitor;
        using (var site = Start("PostgreSQL"))
        {
            visitor = await FillAsync(site);
            before = await Contents(site);
            await PostgresProcess.RunAsync("pg_dump", "--format=custom", "--file", dump, Name);
            var owner = new TestUser(site);
            await owner.Unlocks(OneOfEverything.Name);
            await owner.Writes(Guid.NewGuid(), "written after the dump");
            Assert.NotEqual(before, await Contents(site));
        }

        PostgresServer.Drop(connection);
        PostgresServer.Run($"CREATE DATABASE {Name}");
        await PostgresProcess.RunAsync("pg_restore", "--clean", "--if-exists", "--dbname", Name, dump);

        var (code, said) = await RunAsync("check", "--BreakupGuide:Database:Provider=PostgreSQL");
        Assert.True(code == 0, said);
        Assert.Contains("The database is whole: 2 spaces, ", said, StringComparison.Ordinal);
        using (var site = Start("PostgreSQL"))
        {
            Assert.Equal(before, await Contents(site));
            await SeesEverythingAsync(site, visitor);
            // What counts is put back with the rest, and goes on counting.
            await using var database = Context(site);
            Assert.Equal(0, RunningTotals.CountWrong(database));
        }
    }

    [Fact]
    public async Task Moved_to_PostgreSQL_cut_off_moved_on_and_moved_back_everything_is_there()
    {
        IReadOnlyList<string> before;
        TestUser visitor;
        using (var site = Start("Sqlite"))
        {
            visitor = await FillAsync(site);
            before = await Contents(site);
        }

        var original = await System.IO.File.ReadAllBytesAsync(File);

        // The server's disk is full before everything is there.
        using (var prepared = Start("PostgreSQL", new DirectoryInfo(Path.Combine(folder, "elsewhere")).FullName)) _ = prepared.Services;
        Sql("""CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'full' USING ERRCODE = '53100'; END $$""");
        Sql("""CREATE TRIGGER full_disk BEFORE INSERT ON "Revisions" EXECUTE FUNCTION full_disk()""");
        var (code, said) = await MoveAsync("sqlite", "postgres");
        Assert.Equal(1, code);
        Assert.Contains("The move was cut off: no room is left for the database (PostgreSQL's code 53100).", said, StringComparison.Ordinal);
        Assert.Contains("The original is as it was", said, StringComparison.Ordinal);
        var half = await BuiltProgram.StartAsync(
            Data, [("BreakupGuide__Database__Provider", "PostgreSQL"), ("BreakupGuide__Database__ConnectionString", connection)]);
        Assert.Equal(1, half.Code);
        Assert.Contains("A move to PostgreSQL was begun and is not finished.", half.Error, StringComparison.Ordinal);

        Sql("DROP FUNCTION full_disk() CASCADE");
        (code, said) = await MoveAsync("sqlite", "postgres");
        Assert.True(code == 0, said);
        Assert.Contains("Moved: 2 spaces, ", said, StringComparison.Ordinal);
        Assert.Equal(original, await System.IO.File.ReadAllBytesAsync(File));

        using (var site = Start("PostgreSQL"))
        {
            Assert.Equal(before, await Contents(site));
            await SeesEverythingAsync(site, visitor);
            await using var database = Context(site);
            Assert.Equal(0, RunningTotals.CountWrong(database));
        }

        // What stands there is never written over by what stood there once.
        (code, said) = await MoveAsync("postgres", "sqlite");
        Assert.Equal(1, code);
        Assert.Contains("holds 2 spaces already. Nothing was changed", said, StringComparison.Ordinal);
        System.IO.File.Move(File, Path.Combine(folder, "aside.db"));
        (code, said) = await MoveAsync("postgres", "sqlite");
        Assert.True(code == 0, said);
        using (var site = Start("Sqlite"))
        {
            Assert.Equal(before, await Contents(site));
            await SeesEverythingAsync(site, visitor);
            await using var database = Context(site);
            Assert.Equal(0, RunningTotals.CountWrong(database));
        }
    }

    private async Task<TestUser> FillAsync(Site site)
    {
        await OneOfEverything.FillAsync(site.Services);
        var visitor = new TestUser(site);
        await visitor.Writes(entry, VisitorsWords);
        return visitor;
    }

    private async Task SeesEverythingAsync(Site site, TestUser before)
    {
        var visitor = new TestUser(site);
        visitor.Steal(before.SpaceCookie!);
        Assert.True(await visitor.CanRead(entry, VisitorsWords));
        var owner = new TestUser(site);
        await owner.Unlocks(OneOfEverything.Name);
        Assert.True(await owner.CanRead(OneOfEverything.Entry, "That Tuesday"));
    }

    private Task<(int Code, string Said)> MoveAsync(string from, string to) => RunAsync("move", "--from", from, "--to", to);

    private Task<(int Code, string Said)> RunAsync(params string[] arguments) =>
        BuiltProgram.RunAsync(Data, [.. arguments, $"--BreakupGuide:Database:ConnectionString={connection}"]);

    private void Sql(string sql)
    {
        using var own = new Npgsql.NpgsqlConnection(connection);
        own.Open();
        using var command = own.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<IReadOnlyList<string>> Contents(Site site)
    {
        using var space = await site.Services.GetRequiredService<SpaceStore>().UnlockAsync(OneOfEverything.Name, OneOfEverything.Passphrase, null, default);
        await using var database = Context(site);
        // Times that are kept finer than by the minute lose their last digit in a move.
        return [.. Tests.Data.Contents.Of(database, space!).Select(l => FinerThanMicroseconds().Replace(l, "$1"))];
    }

    private Site Start(string provider, string? data = null)
    {
        var site = new Site(
        [
            ("BreakupGuide:DataDirectory", data ?? Data), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}"),
            ("BreakupGuide:Database:Provider", provider), ("BreakupGuide:Database:ConnectionString", connection),
        ]);
        return site;
    }

    [GeneratedRegex(@"(:\d\d\.\d{6})\dZ")]
    private static partial Regex FinerThanMicroseconds();

    private static AppDbContext Context(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
