using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using BreakupGuide.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

/// <summary>Copies that can be relied on, upgrades that can be gone back from, and a program that says what is wrong with its files.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Words = "words that come back from a copy";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-backup-").FullName;
    private readonly Guid entry = Guid.NewGuid();

    private string Data => Path.Combine(folder, "data");

    private string DatabaseFile => Path.Combine(Data, "breakupguide.db");

    private string Copy => Path.Combine(folder, "copy.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_backup_is_for_its_owner_only_overwrites_nothing_and_leaves_no_half_file()
    {
        using var site = Start();
        Backup.Make(DatabaseFile, Copy);
        var before = File.ReadAllBytes(Copy);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));

        Assert.Contains("exists already", Assert.Throws<StorageException>(() => Backup.Make(DatabaseFile, Copy)).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Copy));
        var nowhere = Path.Combine(Copy, "below a file.db");
        Assert.Throws<StorageException>(() => Backup.Make(DatabaseFile, nowhere));
        Assert.Equal([Copy], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_backup_holds_no_session_of_a_kept_space_and_those_of_visitors()
    {
        using var site = Start();
        await new TestUser(site).Keeps("otter");
        await new TestUser(site).Writes(entry, Words);
        await using var database = Context(site);
        var kept = database.Spaces.Single(s => s.Name != null).Id;
        var before = database.Sessions.ToList();
        Assert.Equal(2, before.Count);

        Backup.Make(DatabaseFile, Copy);

        using var connection = new SqliteConnection($"Data Source={Copy};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT SpaceId FROM Sessions";
        Assert.Equal(before.Single(s => s.SpaceId != kept).SpaceId, Guid.Parse((string)command.ExecuteScalar()!));
        Assert.All(before, s => Assert.Equal(s.SpaceId == kept, File.ReadAllBytes(Copy).AsSpan().IndexOf(s.WrappedKey.AsSpan()[^24..]) < 0));
        Assert.Equal([Copy], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Two_programs_never_work_on_one_directory()
    {
        using var site = Start();
        var refused = Assert.Throws<StorageException>(() =>
        {
            using var second = Start();
        });
        Assert.Contains("Another BreakupGuide is running", refused.Message, StringComparison.Ordinal);
        Backup.Make(DatabaseFile, Copy);

        var (code, said) = await Run("restore", Copy);
        Assert.Equal(1, code);
        Assert.Contains("Another BreakupGuide is running", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_backs_up_checks_and_restores_by_command()
    {
        using (var site = Start())
        {
            var guest = new TestUser(site);
            await guest.Keeps("otter");
            await guest.Writes(entry, Words);

            Assert.Equal(0, (await Run("backup", Copy)).Code);
            var (code, said) = await Run("check");
            Assert.Equal(0, code);
            Assert.Contains("1 spaces, 2 sealed records, 0 of them not well-formed", said, StringComparison.Ordinal);
            await using var database = Context(site);
            var row = await database.Entries.SingleAsync();
            row.Head = new SealedText(row.Head.Bytes[..^1]);
            await database.SaveChangesAsync();
            Assert.Equal(1, (await Run("check")).Code);
        }

        Assert.Equal(0, (await Run("restore", Copy)).Code);
        Assert.Equal(0, (await Run("check")).Code);
        Assert.Equal(0, (await Run("migrate")).Code);
        Assert.Equal(2, (await Run("backup")).Code);
        Assert.Equal(1, (await Run("backup", Copy)).Code);
    }

    [Fact]
    public async Task An_upgrade_makes_a_backup_first_and_a_migration_that_was_cut_off_does_not_hang_the_next_start()
    {
        var migrations = new List<string>();
        using (var site = Start())
        {
            await using var database = Context(site);
            database.Spaces.Add(
                new SpaceRow { Id = Guid.NewGuid(), Name = "otter", PassphraseWrap = [1], Created = DateTime.UtcNow, LastUsed = DateTime.UtcNow });
            await database.SaveChangesAsync();
            migrations.AddRange(database.Database.GetMigrations());
            Assert.Empty(Directory.GetFiles(Path.Combine(Data, "backups")));
            await database.GetService<IMigrator>().MigrateAsync(migrations[0]);
            // What a killed program leaves behind.
            Execute("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL); "
            + "INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        }

        var other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        File.Copy(DatabaseFile, Path.Combine(other, "breakupguide.db"));

        using var again = Start();
        await using var later = Context(again);
        Assert.Equal(migrations, await later.Database.GetAppliedMigrationsAsync());
        Assert.Equal("otter", later.Spaces.Single().Name);
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(Data, "backups"), "before-upgrade-*.db"));
        await using var connection = new SqliteConnection($"Data Source={kept};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(MigrationId) FROM __EFMigrationsHistory";
        Assert.Equal(migrations[0], await command.ExecuteScalarAsync());

        // The command takes it up as well.
        Assert.Equal(0, (await BuiltProgram.RunAsync(other, "migrate")).Code);
    }

    [Fact]
    public void A_damaged_database_is_said_in_words_and_not_touched()
    {
        using (Start())
        {
        }

        File.WriteAllText(DatabaseFile, new string('x', 8192));
        var refused = Assert.Throws<StorageException>(() =>
        {
            using var site = Start();
        });

        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains("restore FILE", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 8192), File.ReadAllText(DatabaseFile));
    }

    [Fact]
    public void A_network_disk_is_refused()
    {
        var directory = new DataDirectory(Data);
        directory.RefuseNetwork(DriveType.Fixed);
        Assert.Contains(
            "network file system", Assert.Throws<StorageException>(() => directory.RefuseNetwork(DriveType.Network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scheduled_backups_are_made_when_the_newest_is_old_enough_and_the_oldest_go()
    {
        var clock = new Clock();
        using var site = new Site(
            [("BreakupGuide:DataDirectory", Data), ("BreakupGuide:BackupHours", "24"), ("BreakupGuide:BackupsKept", "3")],
            s => s.AddSingleton<TimeProvider>(clock));
        var sweep = site.Services.GetRequiredService<BackupSweep>();
        var ofUpgrade = Path.Combine(Data, "backups", "before-upgrade-20200101-000000.db");
        File.WriteAllText(ofUpgrade, "");
        // A program that was killed while it made one.
        File.WriteAllText(Path.Combine(Data, "backups", "daily-20200101-000000.db.0123.unfinished"), "");
        sweep.Sweep();
        sweep.Sweep();
        Assert.Single(Scheduled());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Data, "backups")).Length);

        clock.Advance(TimeSpan.FromHours(23.9));
        sweep.Sweep();
        Assert.Single(Scheduled());
        var first = Scheduled().Single();
        for (var day = 0; day < 3; day++)
        {
            clock.Advance(TimeSpan.FromHours(24));
            sweep.Sweep();
        }

        Assert.Equal(3, Scheduled().Length);
        Assert.DoesNotContain(first, Scheduled());
        Assert.True(File.Exists(ofUpgrade));
        Assert.All(Scheduled(), Backup.Verify);
    }

    private string[] Scheduled() => Directory.GetFiles(Path.Combine(Data, "backups"), "daily-*.db");

    private Site Start()
    {
        var site = new Site([("BreakupGuide:DataDirectory", Data), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
        try
        {
            _ = site.Services;
            return site;
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    private static AppDbContext Context(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<(int Code, string Said)> Run(params string[] arguments) => BuiltProgram.RunAsync(Data, arguments);
}
