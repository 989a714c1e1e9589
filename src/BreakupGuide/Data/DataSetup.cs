using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data;

public static class DataSetup
{
    public static void AddData(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("BreakupGuide")
            .Validate(o => o.Database.Provider == "Sqlite", "BreakupGuide:Database:Provider must be Sqlite.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.DataDirectory), "BreakupGuide:DataDirectory must name a folder.")
            .ValidateOnStart();
        services.AddSingleton(provider => new DataDirectory(Path.Combine(
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath, provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory)));
        services.AddSingleton<SqliteSettings>();
        services.AddDbContextFactory<AppDbContext>((provider, options) => options
            .UseSqlite($"Data Source={provider.GetRequiredService<DataDirectory>().Database}")
            .AddInterceptors(provider.GetRequiredService<SqliteSettings>()));
        services.AddDataProtection().SetApplicationName("BreakupGuide");
        services.AddOptions<KeyManagementOptions>().Configure<DataDirectory, ILoggerFactory>((keys, directory, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(directory.Keys), loggers));
    }

    /// <summary>Makes and migrates the database, only when there is something to do, and checks SQLite's settings.</summary>
    /// <exception cref="StorageException">The database comes from a newer program, or its settings do not hold.</exception>
    public static void UseData(this WebApplication app)
    {
        using var database = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        if (database.Database.GetAppliedMigrations().Except(database.Database.GetMigrations()).Any())
            throw new StorageException("The database was written by a newer version of BreakupGuide. Start that version, or restore an older backup.");
        if (database.Database.GetPendingMigrations().Any()) database.Database.Migrate();
        database.Database.OpenConnection();
        SqliteSettings.Assert(database.Database.GetDbConnection());
        Restrict(app.Services.GetRequiredService<DataDirectory>().Database);
    }

    // SQLite makes its files readable for everybody on the machine.
    private static void Restrict(string database)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in new[] { database, database + "-wal", database + "-shm" }.Where(File.Exists))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
