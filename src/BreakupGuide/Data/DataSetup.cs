using BreakupGuide.Data.Moving;
using BreakupGuide.Data.Postgres;
using BreakupGuide.Data.Signing;
using BreakupGuide.Data.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data;

public static class DataSetup
{
    public static void AddData(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("BreakupGuide")
            .Validate(
                o => o.Database.IsPostgres || string.Equals(o.Database.Provider, "Sqlite", StringComparison.OrdinalIgnoreCase),
                "BreakupGuide:Database:Provider must be Sqlite or PostgreSQL.")
            .Validate(
                o => !o.Database.IsPostgres || PostgresEngine.IsConnection(o.Database.ConnectionString),
                "BreakupGuide:Database:ConnectionString must say where PostgreSQL is: Host=…;Database=…;Username=…;Password=….")
            .Validate(
                o => o.Database.MostMegabytes is 0 or (>= DatabaseOptions.FewestMegabytes and <= DatabaseOptions.LargestMegabytes),
                $"BreakupGuide:Database:MostMegabytes must be 0 (no limit), or from {DatabaseOptions.FewestMegabytes} to {DatabaseOptions.LargestMegabytes}.")
            .Validate(
                o => SigningSecret.IsSecret(o.Signing.Secret),
                "BreakupGuide:Signing:Secret must be at least 32 random bytes, as base64: openssl rand -base64 32.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.DataDirectory), "BreakupGuide:DataDirectory must name a folder.")
            .Validate(o => o.BackupHours is >= 0 and <= 720, "BreakupGuide:BackupHours must be from 0 (none) to 720.")
            .Validate(o => o.BackupsKept is >= 1 and <= 365, "BreakupGuide:BackupsKept must be from 1 to 365.")
            .ValidateOnStart();
        services.AddSingleton(provider => new DataDirectory(Path.Combine(
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath, provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory)));
        services.AddSingleton<SqliteEngine>();
        services.AddSingleton<PostgresEngine>();
        services.AddSingleton<DatabaseEngine>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Database.IsPostgres
            ? provider.GetRequiredService<PostgresEngine>()
            : provider.GetRequiredService<SqliteEngine>());
        services.AddSingleton<StorageWatch>();
        services.AddSingleton<RunningLock>();
        services.AddSingleton<BackupSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<BackupSweep>());
        services.AddDbContextFactory<AppDbContext, ContextFactory>((provider, options) =>
        {
            provider.GetRequiredService<DatabaseEngine>().Use(options);
            // Whoever asked is told, and the log is told once by them; EF Core would add an error with its stack for each request.
            options.ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
        });
        services.AddHealthChecks()
            .AddCheck<ReadingCheck>("reading").AddCheck<SavingCheck>("saving").AddCheck<RoomCheck>("room").AddCheck<BackupCheck>("backup");
        services.AddSingleton<SigningSecret>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<SigningKeys>();
        services.AddDataProtection().SetApplicationName("BreakupGuide");
        services.AddOptions<KeyManagementOptions>().Configure<SigningKeyStore>((keys, store) =>
        {
            keys.XmlRepository = store;
            // The store seals each as a whole. With nothing here, a start would warn that they are not.
            keys.XmlEncryptor = new NullXmlEncryptor();
        });
    }

    /// <summary>Makes and migrates the database, only when there is something to do, and checks its settings.</summary>
    /// <exception cref="StorageException">
    /// The database comes from a newer program, is damaged, gone or in use, cannot be used, lies on a network, or its settings do not hold;
    /// or a signing key cannot be read.
    /// </exception>
    public static void UseData(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<DataDirectory>();
        directory.RefuseNetwork();
        // Resolved, and so held until the program ends.
        app.Services.GetRequiredService<RunningLock>();
        var engine = app.Services.GetRequiredService<DatabaseEngine>();
        DatabaseMove.RefuseUnfinished(directory, engine);
        engine.Alone(() =>
        {
            if (!engine.IsReady())
            {
                using var database = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
                engine.Start(database);
            }

            app.Services.GetRequiredService<SigningKeys>().Check();
        });
    }
}
