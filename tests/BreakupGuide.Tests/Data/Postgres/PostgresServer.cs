using System.Collections.Concurrent;
using BreakupGuide.Data;
using BreakupGuide.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>The databases of the tests on PostgreSQL.</summary>
internal static class PostgresServer
{
    private const string Template = "up_to_date";

    private static readonly Lazy<string> Shape = new(MakeTemplate);
    private static readonly ConcurrentBag<string> Free = [];
    private static readonly ConcurrentDictionary<string, Lazy<string>> OfDirectories = new();
    private static int count;

    /// <summary>A database that is up to date and empty.</summary>
    /// <returns>Its connection string.</returns>
    public static string NewDatabase()
    {
        _ = Shape.Value;
        return Free.TryTake(out var free) ? free : Make($" TEMPLATE {Template}");
    }

    /// <summary>Makes room for the next test: what is as it was made is emptied and taken again, everything else goes.</summary>
    public static void GiveBack(string connection)
    {
        try
        {
            // Rows of no space as well: some tests forge them.
            Run("""TRUNCATE "Spaces" CASCADE""", connection);
            if (ShapeOf(connection) == Shape.Value)
            {
                Free.Add(connection);
                return;
            }
        }
        catch (NpgsqlException)
        {
            // Whatever the test did to it.
        }

        Drop(connection);
    }

    /// <summary>A database without any table.</summary>
    public static string NewEmptyDatabase() => Make("");

    public static void Drop(string connection)
    {
        using (var pooled = new NpgsqlConnection(connection)) NpgsqlConnection.ClearPool(pooled);
        Run($"DROP DATABASE IF EXISTS {NameOf(connection)} WITH (FORCE)");
    }

    /// <summary>The database that belongs to a data directory: the same one again when a program is started there again.</summary>
    public static string DatabaseOf(string dataDirectory) => OfDirectories.GetOrAdd(dataDirectory, _ => new(NewDatabase)).Value;

    /// <summary>Never given back: a program that is just ending may still sweep in it.</summary>
    public static void DropOf(string dataDirectory)
    {
        if (OfDirectories.TryRemove(dataDirectory, out var made)) Drop(made.Value);
    }

    /// <summary>SQL by another connection, to the database that servers are looked after from.</summary>
    /// <param name="connection">Another database; null for that one.</param>
    public static object? Run(string sql, string? connection = null)
    {
        using var own = new NpgsqlConnection(connection ?? PostgresProcess.Connection("postgres"));
        own.Open();
        using var command = new NpgsqlCommand(sql, own);
        return command.ExecuteScalar();
    }

    public static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static string Make(string from)
    {
        var name = $"t{Interlocked.Increment(ref count)}";
        Run($"CREATE DATABASE {name}{from}");
        return PostgresProcess.Connection(name);
    }

    private static string? ShapeOf(string connection) => Run(
        """
        SELECT CONCAT_WS(' ', (SELECT COUNT(*) FROM pg_indexes WHERE schemaname = 'public'), (SELECT COUNT(*) FROM pg_trigger WHERE tgenabled = 'O'),
            (SELECT COUNT(*) FROM pg_db_role_setting JOIN pg_database ON oid = setdatabase WHERE datname = current_database()))
        """,
        connection) as string;

    private static string MakeTemplate()
    {
        Run($"CREATE DATABASE {Template}");
        var connection = PostgresProcess.Connection(Template);
        using (var database = new PostgresContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(connection).Options)) database.Database.Migrate();
        var shape = ShapeOf(connection)!;
        using var pooled = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(pooled);
        return shape;
    }
}
