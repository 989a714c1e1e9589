using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BreakupGuide.Data.Postgres;

/// <summary>PostgreSQL: a server of its own, reached by a connection string. The data directory holds the secret that seals signing keys.</summary>
internal sealed class PostgresEngine : DatabaseEngine
{
    /// <summary>Deleting a large space, or a migration, takes longer than a page waits.</summary>
    private const int LongestCommand = 300;

    private readonly NpgsqlConnectionStringBuilder connection;
    private readonly DataDirectory directory;

    public PostgresEngine(DataDirectory directory, IOptions<StorageOptions> options)
    {
        this.directory = directory;
        connection = new(options.Value.Database.ConnectionString)
        {
            // A failure must not quote what stands in a row, whatever the configuration says.
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        connection.ApplicationName ??= "BreakupGuide";
    }

    public override string Name => "PostgreSQL";

    public override bool OverwritesDeleted => false;

    public override bool IsShared => true;

    internal override bool IsBackedUpHere => false;

    internal override string Place => $"database “{connection.Database}” at {connection.Host}";

    /// <summary>Whether PostgreSQL could be reached by it, as far as its words go.</summary>
    public static bool IsConnection(string? text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false;
        }
    }

    internal override void Use(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection.ConnectionString, npgsql => npgsql.CommandTimeout(LongestCommand));

    internal override DbConnection Connect()
    {
        var opened = new NpgsqlConnection(connection.ConnectionString);
        opened.Open();
        return opened;
    }

    internal override void Alone(Action work) => Guarded(() =>
    {
        using var held = PostgresNodes.Hold(connection.ConnectionString, "start");
        work();
    });

    internal override async Task<bool> UnlessElsewhereAsync(string what, Func<Task> work, CancellationToken cancel)
    {
        await using var held = await PostgresNodes.TryHoldAsync(connection.ConnectionString, what, cancel);
        if (held is null) return false;
        await work();
        return true;
    }

    internal override Task HearEndsAsync(Func<Task> begun, Func<IReadOnlyList<Guid>, Task> ended, CancellationToken cancel) =>
        PostgresNodes.HearEndsAsync(connection.ConnectionString, begun, ended, cancel);

    internal override AppDbContext NewContext(DbContextOptions<AppDbContext> options) => new PostgresContext(options);

    internal override void Start(AppDbContext database, bool mayBegin = false) => Guarded(() =>
    {
        // First of all: EF Core would make a database that is not there.
        database.Database.OpenConnection();
        if (database.Database.SqlQuery<string>($"""SELECT current_setting('server_encoding') AS "Value" """).Single() is not "UTF8" and var encoding)
            throw new StorageException($"The {Place} has the encoding {encoding}. It must be UTF8, or some names would not fit in.");
        Migrate(database, mayBegin);
    });

    internal override void Verify(AppDbContext database) => Guarded(database.Database.OpenConnection);

    internal override void BackUp(string file) => throw new StorageException(
        $"PostgreSQL is backed up by its own tool: pg_dump --format=custom --file={file} {connection.Database}. The secret that seals the "
        + "signing keys belongs to it (docs/operations.md).");

    internal override string? Restore(string file) => throw new StorageException(
        $"PostgreSQL is put back by its own tool: pg_restore --clean --if-exists --dbname={connection.Database} {file}, while BreakupGuide stands still "
        + "(docs/operations.md).");

    internal override void LetGo()
    {
        using var pooled = new NpgsqlConnection(connection.ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
    }

    private void Migrate(AppDbContext database, bool mayBegin)
    {
        var applied = database.Database.GetAppliedMigrations().ToList();
        if (applied.Except(database.Database.GetMigrations()).Any())
            throw new StorageException("The database was written by a newer version of BreakupGuide. Start that version, or restore an older backup.");
        if (applied.Count == 0 && !mayBegin && File.Exists(directory.Database))
        {
            throw new StorageException(
                $"The {Place} is empty, but {directory.Database} is there. Nothing was changed. Move what stands in it: "
                + "BreakupGuide move --from sqlite --to postgres (docs/operations.md). To begin anew, move the file elsewhere.");
        }

        if (database.Database.GetPendingMigrations().Any()) database.Database.Migrate();
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            throw new StorageException(
                $"The {Place} cannot be used: {trouble.Finding} ({trouble.Code}). BreakupGuide:Database:ConnectionString says where it is.", exception);
        }
    }
}
