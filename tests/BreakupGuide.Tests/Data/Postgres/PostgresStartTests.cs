using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>The program on PostgreSQL: it starts, or says in a sentence what to do.</summary>
public sealed class PostgresStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-postgres-").FullName;
    private readonly List<string> made = [];

    public void Dispose()
    {
        made.ForEach(PostgresServer.Drop);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_makes_its_tables_serves_pages_and_says_what_deleting_does_here()
    {
        using var site = On(Empty());
        var owner = new TestUser(site);
        await owner.Keeps("postgres otter");
        var entry = Guid.NewGuid();
        await owner.Writes(entry, "words in PostgreSQL");
        Assert.True(await owner.CanRead(entry, "words in PostgreSQL"));
        Assert.Contains("Healthy", await owner.Browser.Http.GetStringAsync("/healthz"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "breakupguide.db")));

        const string Sentence = "are not wiped from the disk";
        Assert.Contains(Sentence, await owner.Browser.Http.GetStringAsync("/privacy"), StringComparison.Ordinal);
        using var other = new Site([("BreakupGuide:Database:Provider", "Sqlite")]);
        Assert.DoesNotContain(Sentence, await other.Browse().Http.GetStringAsync("/privacy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=/nowhere/at/all;Database=notes;Username=postgres;Password=do-not-tell", "cannot be used: the database cannot be opened")]
    [InlineData(null, "cannot be used: the database cannot be opened (PostgreSQL's code 3D000)")]
    public void Where_it_cannot_be_reached_that_is_said_without_the_password(string? connection, string expected)
    {
        using var site = On(connection ?? Empty().Replace("Database=t", "Database=missing", StringComparison.Ordinal));

        var refused = Assert.Throws<StorageException>(() => site.Services);

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("BreakupGuide:Database:ConnectionString says where it is.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("do-not-tell", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=localhost")]
    [InlineData("nonsense")]
    public void Without_a_connection_string_it_does_not_start(string connection)
    {
        using var site = On(connection);

        var refused = Assert.Throws<OptionsValidationException>(() => site.Services);

        Assert.Contains("BreakupGuide:Database:ConnectionString must say", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_one_beside_a_file_of_SQLite_is_a_move_that_was_forgotten()
    {
        File.WriteAllBytes(Path.Combine(folder, "breakupguide.db"), [1]);
        using var site = On(Empty());

        Assert.Contains("move --from sqlite --to postgres", Assert.Throws<StorageException>(() => site.Services).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_program_s_database_is_refused()
    {
        var connection = Empty();
        using (var site = On(connection)) _ = site.Services;
        using (var own = new Npgsql.NpgsqlConnection(connection))
        {
            own.Open();
            using var command = new Npgsql.NpgsqlCommand("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99')""", own);
            command.ExecuteNonQuery();
        }

        using var again = On(connection);
        Assert.Contains("newer version", Assert.Throws<StorageException>(() => again.Services).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backups_are_PostgreSQLs_own_and_none_is_overdue()
    {
        using var site = On(Empty());
        var engine = site.Services.GetRequiredService<DatabaseEngine>();

        Assert.Contains("pg_dump", Assert.Throws<StorageException>(() => engine.BackUp("copy.dump")).Message, StringComparison.Ordinal);
        Assert.Contains("pg_restore", Assert.Throws<StorageException>(() => engine.Restore("copy.dump")).Message, StringComparison.Ordinal);
        using var database = site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        Assert.Equal("Npgsql.EntityFrameworkCore.PostgreSQL", database.Database.ProviderName);
    }

    private string Empty()
    {
        made.Add(PostgresServer.NewEmptyDatabase());
        return made[^1];
    }

    private Site On(string connection) => new(
    [
        ("BreakupGuide:DataDirectory", folder), ("BreakupGuide:Database:Provider", "PostgreSQL"), ("BreakupGuide:Database:ConnectionString", connection),
    ]);
}
