using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BreakupGuide.Data.Sqlite;

/// <summary>Settings that SQLite keeps for a connection only: made on every one, asserted when the program starts.</summary>
/// <param name="mostMegabytes">The size that the database file may grow to; 0 for no limit. What is larger already does not grow any more.</param>
internal sealed class SqliteSettings(int mostMegabytes = 0) : DbConnectionInterceptor
{
    /// <summary>Pages of 4096 bytes, SQLite's default since 2016.</summary>
    private const int PagesInMegabyte = 256;

    private const string Commands =
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;";

    private const string Check =
        "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT foreign_keys FROM pragma_foreign_keys) || ' ' || "
        + "(SELECT synchronous FROM pragma_synchronous) || ' ' || "
        + "(SELECT secure_delete FROM pragma_secure_delete) || ' ' || (SELECT timeout FROM pragma_busy_timeout)";

    private const string Expected = "wal 1 2 1 5000";

    private readonly string commands = mostMegabytes == 0 ? Commands : $"{Commands} PRAGMA max_page_count={(long)mostMegabytes * PagesInMegabyte};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    /// <exception cref="StorageException">A setting did not take hold.</exception>
    public static void Assert(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Check;
        var found = command.ExecuteScalar()?.ToString();
        if (found != Expected)
            throw new StorageException(
                $"SQLite's journal mode, foreign keys, synchronous, secure delete and busy timeout are “{found}”; "
                + $"they must be “{Expected}”. Is the data directory on a local disk?");
    }

    public void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = commands;
        command.ExecuteNonQuery();
    }
}
