using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Data;

public sealed class StorageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-storage-").FullName;

    private string DatabaseFile => Path.Combine(folder, "data", "breakupguide.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_start_makes_the_database()
    {
        using var site = Start();
        await using var database = Context(site);

        Assert.True(File.Exists(DatabaseFile));
        Assert.NotEmpty(database.Database.GetMigrations());
        Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync());
        Assert.Empty(await database.Entries.ToListAsync());
    }

    [Fact]
    public void The_second_start_keeps_what_is_there()
    {
        var space = Guid.NewGuid();
        using (var site = Start())
        {
            using var database = Context(site);
            database.Spaces.Add(new SpaceRow { Id = space, Created = DateTime.UtcNow, LastUsed = DateTime.UtcNow });
            database.SaveChanges();
        }

        using var again = Start();
        using var later = Context(again);
        Assert.Equal(space, later.Spaces.Single().Id);
    }

    [Fact]
    public void Only_the_owner_of_the_program_may_look_into_its_files()
    {
        if (OperatingSystem.IsWindows()) return;
        using var site = Start();
        using var database = Context(site);
        database.Spaces.Add(new SpaceRow { Id = Guid.NewGuid(), Created = DateTime.UtcNow, LastUsed = DateTime.UtcNow });
        database.SaveChanges();

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder, "data")));
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder, "data", "keys")));
        foreach (var name in new[] { DatabaseFile, DatabaseFile + "-wal", DatabaseFile + "-shm" }) Assert.Equal(file, File.GetUnixFileMode(name));
    }

    [Fact]
    public async Task Only_what_reads_much_reads_the_file_as_memory_and_it_can_write_nothing()
    {
        using var site = Start();
        await using var reading = Context(site);
        await reading.ReadAsMemoryAsync(default);

        Assert.NotEqual("0", Mapped(reading));
        await using var other = Context(site);
        await other.Database.OpenConnectionAsync();
        Assert.Equal("0", Mapped(other));
        await Assert.ThrowsAsync<SqliteException>(() => reading.Spaces.ExecuteDeleteAsync());

        static string? Mapped(AppDbContext database) => Ask(database.Database.GetDbConnection(), "PRAGMA mmap_size");
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("foreign_keys", "1")]
    [InlineData("synchronous", "2")]
    [InlineData("secure_delete", "1")]
    [InlineData("busy_timeout", "5000")]
    public void Every_connection_has_the_settings_that_keep_words_safe(string pragma, string expected)
    {
        using var site = Start();
        for (var i = 0; i < 2; i++)
        {
            using var database = Context(site);
            database.Database.OpenConnection();
            Assert.Equal(expected, Ask(database.Database.GetDbConnection(), $"PRAGMA {pragma}"));
        }
    }

    [Fact]
    public async Task A_database_of_a_largest_size_does_not_grow_beyond_it_and_takes_words_again_when_it_may()
    {
        using var site = Start(("BreakupGuide:Database:MostMegabytes", "8"));
        var guest = new TestUser(site);
        var words = new string('x', 190_000);
        var entries = new List<Guid> { Guid.NewGuid() };
        await guest.Writes(entries[0], words);
        var token = await guest.Token();
        for (var isFull = false; !isFull && entries.Count < 100;)
        {
            entries.Add(Guid.NewGuid());
            using var response = await guest.Write(entries[^1], words, token);
            isFull = (int)response.StatusCode == 503;
            Assert.True(isFull || response.IsSuccessStatusCode);
        }

        Assert.InRange(entries.Count, 20, 99);
        await using (var database = Context(site))
        {
            await database.Database.OpenConnectionAsync();
            Assert.InRange(int.Parse(Ask(database.Database.GetDbConnection(), "PRAGMA page_count")!, CultureInfo.InvariantCulture), 1900, 2048);
            Assert.Equal("4096", Ask(database.Database.GetDbConnection(), "PRAGMA page_size"));
        }

        site.Dispose();
        using var roomier = Start(("BreakupGuide:Database:MostMegabytes", "9"));
        var again = new TestUser(roomier);
        again.Steal(guest.SpaceCookie!);
        await again.Writes(entries[^1], words);
        Assert.True(await again.CanRead(entries[0], words));
    }

    [Fact]
    public void Settings_that_do_not_hold_are_said_at_the_start()
    {
        using var site = Start();
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();

        // A connection without our settings, as it would be if the interceptor were forgotten.
        var refused = Assert.Throws<StorageException>(() => SqliteSettings.Assert(connection));
        Assert.Contains("must be “wal 1 2 1 5000”", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_in_words()
    {
        using (Start())
        {
        }

        using (var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            connection.Open();
            Ask(connection, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");
        }

        Assert.Contains("newer version", Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_the_name_of_the_setting()
    {
        File.WriteAllText(Path.Combine(folder, "data"), "a file where the folder should be");

        var refused = Refusal();
        Assert.StartsWith("BreakupGuide:DataDirectory is ", refused.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "data"));
    }

    [Theory]
    [InlineData("BreakupGuide:DataDirectory", " ")]
    [InlineData("BreakupGuide:Database:Provider", "Postgres")]
    [InlineData("BreakupGuide:Database:MostMegabytes", "7")]
    [InlineData("BreakupGuide:Database:MostMegabytes", "-1")]
    [InlineData("BreakupGuide:BackupHours", "-1")]
    [InlineData("BreakupGuide:BackupsKept", "0")]
    [InlineData("BreakupGuide:PassphraseRounds", "219999")]
    [InlineData("BreakupGuide:LockAfterMinutes", "4")]
    [InlineData("BreakupGuide:SessionHours", "49")]
    [InlineData("BreakupGuide:PublicUrl", "ftp://notes.example")]
    [InlineData("BreakupGuide:ExitUrl", "https://example.org/")]
    public void A_wrong_setting_is_refused_with_its_name(string key, string value)
    {
        using var site = new Site([("BreakupGuide:DataDirectory", Path.Combine(folder, "data")), (key, value)]);

        Assert.Contains(key, Assert.Throws<OptionsValidationException>(() => site.Services.GetHashCode()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_migrations_say_what_the_model_says()
    {
        using var site = Start();
        using var database = Context(site);

        Assert.False(database.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Deleting_a_space_leaves_no_row_of_it()
    {
        using var site = Start();
        using var database = Context(site);
        // The others are nobody's.
        Type[] others = [typeof(SpaceRow), typeof(SigningKeyRow), typeof(TriesRow)];
        var owned = database.Model.GetEntityTypes().Where(t => !others.Contains(t.ClrType)).ToList();

        Assert.Equal(8, owned.Count);
        Assert.All(
            owned,
            t => Assert.Contains(t.GetForeignKeys(), k => k.PrincipalEntityType.ClrType == typeof(SpaceRow) && k.DeleteBehavior == DeleteBehavior.Cascade));
    }

    private Site Start(params (string Key, string Value)[] settings)
    {
        var site = new Site([("BreakupGuide:DataDirectory", Path.Combine(folder, "data")), .. settings]);
        _ = site.Services;
        return site;
    }

    private StorageException Refusal()
    {
        using var site = new Site([("BreakupGuide:DataDirectory", Path.Combine(folder, "data"))]);
        return Assert.Throws<StorageException>(() => site.Services.GetHashCode());
    }

    private static AppDbContext Context(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private static string? Ask(System.Data.Common.DbConnection connection, [StringSyntax("sql")] string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
