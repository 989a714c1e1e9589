using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data.Sqlite;

/// <summary>SQLite: one file in the data directory, written by this program alone.</summary>
internal sealed class SqliteEngine(DataDirectory directory, IOptions<StorageOptions> options, TimeProvider clock) : DatabaseEngine
{
    private readonly SqliteSettings settings = new(options.Value.Database.MostMegabytes);

    public override string Name => "SQLite";

    /// <remarks><c>secure_delete</c>, and the log is cut after what must not stay in it.</remarks>
    public override bool OverwritesDeleted => true;

    internal override bool IsBackedUpHere => true;

    internal override string Place => directory.Database;

    /// <summary>
    /// Words wait up to so many seconds for another program that writes: less than the page's script waits for an answer, so that it is told why.
    /// </summary>
    private string Connection => $"Data Source={directory.Database};Default Timeout=15";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <remarks>A list is one parameter: as one for each of hundreds of ids, SQLite looked for their names longer than for the rows.</remarks>
    internal override void Use(DbContextOptionsBuilder options) => options
        .UseSqlite(Connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(settings);

    internal override DbConnection Connect()
    {
        var connection = new SqliteConnection(Connection);
        connection.Open();
        settings.Apply(connection);
        return connection;
    }

    internal override AppDbContext NewContext(DbContextOptions<AppDbContext> options) => new SqliteContext(options);

    internal override bool IsReady()
    {
        if (!StartedBefore.IsUpToDate(directory.Database, Connect)) return false;
        Restrict();
        return true;
    }

    internal override void Start(AppDbContext database, bool mayBegin = false)
    {
        try
        {
            Migrate(database, mayBegin);
            database.Database.OpenConnection();
            // EF Core sets it only where it makes the database; a restored copy has no write-ahead log yet.
            database.Database.ExecuteSql($"PRAGMA journal_mode=WAL");
            SqliteSettings.Assert(database.Database.GetDbConnection());
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SqliteCodes.Damaged or SqliteCodes.NoDatabase)
        {
            throw new StorageException(
                $"{directory.Database} is damaged. Nothing was changed. Put a backup back: BreakupGuide restore FILE (docs/operations.md).", exception);
        }
        catch (SqliteException exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            throw new StorageException($"{directory.Database} cannot be used: {trouble.Finding} ({trouble.Code}).", exception);
        }

        Restrict();
    }

    internal override void Verify(AppDbContext database) => Backup.Verify(directory.Database);

    internal override void BackUp(string file) => Backup.Make(directory.Database, file);

    internal override string? Restore(string file) => Backup.Restore(directory, file, Now);

    /// <remarks>The last connection that closes plays the log into the database: what is left is one whole file.</remarks>
    internal override void LetGo()
    {
        using var pooled = new SqliteConnection(Connection);
        SqliteConnection.ClearPool(pooled);
    }

    private void Migrate(AppDbContext database, bool mayBegin)
    {
        var applied = database.Database.GetAppliedMigrations().ToList();
        if (applied.Except(database.Database.GetMigrations()).Any())
            throw new StorageException("The database was written by a newer version of BreakupGuide. Start that version, or restore an older backup.");
        if (applied.Count == 0 && !mayBegin) RefuseNewBesideBackups();
        if (!database.Database.GetPendingMigrations().Any()) return;
        if (applied.Count > 0)
            Backup.Make(
                directory.Database, Path.Combine(directory.Backups, $"before-upgrade-{Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.db"));
        // A program that was killed while it migrated leaves its mark behind, and EF Core
        // would wait for it for ever. We hold the directory: nobody else is migrating.
        // The first start can have been killed as well: then no migration is applied yet.
        if (File.Exists(directory.Database)) database.Database.ExecuteSql($"DROP TABLE IF EXISTS __EFMigrationsLock");
        database.Database.Migrate();
    }

    // Where there are backups there was a database: an empty one in its place is a loss that nobody has noticed yet.
    private void RefuseNewBesideBackups()
    {
        var backups = new DirectoryInfo(directory.Backups).GetFiles("*.db").OrderByDescending(f => f.LastWriteTimeUtc).Select(f => f.FullName).ToList();
        if (backups.Count == 0) return;
        throw new StorageException(
            $"{directory.Database} is empty or missing, but there are backups of it. Nothing was changed. "
            + "Put one back: BreakupGuide restore FILE (docs/operations.md). To begin anew, move the backups elsewhere. "
            + $"They are, the newest first:{Environment.NewLine}"
            + string.Join(Environment.NewLine, backups));
    }

    // SQLite makes its files readable for everybody on the machine.
    private void Restrict()
    {
        if (OperatingSystem.IsWindows()) return;
        var database = directory.Database;
        foreach (var file in new[] { database, database + "-wal", database + "-shm" }.Where(File.Exists))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
