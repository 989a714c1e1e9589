using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data;

public static class DataSetup
{
    public static void AddData(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("BreakupGuide")
            .Validate(o => o.Database.Provider == "Sqlite", "BreakupGuide:Database:Provider must be Sqlite.")
            .Validate(
                o => o.Database.MostMegabytes is 0 or (>= DatabaseOptions.FewestMegabytes and <= DatabaseOptions.LargestMegabytes),
                $"BreakupGuide:Database:MostMegabytes must be 0 (no limit), or from {DatabaseOptions.FewestMegabytes} to {DatabaseOptions.LargestMegabytes}.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.DataDirectory), "BreakupGuide:DataDirectory must name a folder.")
            .Validate(o => o.BackupHours is >= 0 and <= 720, "BreakupGuide:BackupHours must be from 0 (none) to 720.")
            .Validate(o => o.BackupsKept is >= 1 and <= 365, "BreakupGuide:BackupsKept must be from 1 to 365.")
            .ValidateOnStart();
        services.AddSingleton(provider => new DataDirectory(Path.Combine(
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath, provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory)));
        services.AddSingleton(provider => new SqliteSettings(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Database.MostMegabytes));
        services.AddSingleton<StorageWatch>();
        services.AddSingleton<RunningLock>();
        services.AddSingleton<BackupSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<BackupSweep>());
        services.AddDbContextFactory<AppDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<DataDirectory>().Connection)
            .AddInterceptors(provider.GetRequiredService<SqliteSettings>())
            // Whoever asked is told, and the log is told once by them; EF Core would add an error with its stack for each request.
            .ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug))));
        services.AddHealthChecks()
            .AddCheck<ReadingCheck>("reading").AddCheck<SavingCheck>("saving").AddCheck<RoomCheck>("room").AddCheck<BackupCheck>("backup");
        services.AddDataProtection().SetApplicationName("BreakupGuide");
        services.AddOptions<KeyManagementOptions>().Configure<DataDirectory, ILoggerFactory>((keys, directory, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(directory.Keys), loggers));
    }

    /// <summary>Makes and migrates the database, only when there is something to do, and checks SQLite's settings.</summary>
    /// <exception cref="StorageException">
    /// The database comes from a newer program, is damaged, gone or in use, cannot be used, lies on a network, or its settings do not hold;
    /// or a signing key is damaged.
    /// </exception>
    public static void UseData(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<DataDirectory>();
        directory.RefuseNetwork();
        // Resolved, and so held until the program ends.
        app.Services.GetRequiredService<RunningLock>();
        SigningKeys.Check(directory, app.Services.GetRequiredService<IKeyManager>());
        try
        {
            using var database = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
            Migrate(database, directory, app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
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
            throw new StorageException($"{directory.Database} cannot be used: {trouble.Finding} (SQLite's code {trouble.Code}).", exception);
        }

        Restrict(directory.Database);
    }

    private static void Migrate(AppDbContext database, DataDirectory directory, DateTime now)
    {
        var applied = database.Database.GetAppliedMigrations().ToList();
        if (applied.Except(database.Database.GetMigrations()).Any())
            throw new StorageException("The database was written by a newer version of BreakupGuide. Start that version, or restore an older backup.");
        if (applied.Count == 0) RefuseNewBesideBackups(directory);
        if (!database.Database.GetPendingMigrations().Any()) return;
        if (applied.Count > 0)
            Backup.Make(
                directory.Database, Path.Combine(directory.Backups, $"before-upgrade-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.db"));
        // A program that was killed while it migrated leaves its mark behind, and EF Core
        // would wait for it for ever. We hold the directory: nobody else is migrating.
        // The first start can have been killed as well: then no migration is applied yet.
        if (File.Exists(directory.Database)) database.Database.ExecuteSql($"DROP TABLE IF EXISTS __EFMigrationsLock");
        database.Database.Migrate();
    }

    // Where there are backups there was a database: an empty one in its place is a loss that nobody has noticed yet.
    private static void RefuseNewBesideBackups(DataDirectory directory)
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
    private static void Restrict(string database)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in new[] { database, database + "-wal", database + "-shm" }.Where(File.Exists))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
