using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BreakupGuide.Data.Sqlite;

/// <summary>
/// Asks the database itself which program wrote it last, without EF Core, which would first build its services and its model: a good part of a
/// start. They are needed only where there is something to do.
/// </summary>
internal static class StartedBefore
{
    /// <returns>False also where it cannot be told: then EF Core looks, and says what is wrong.</returns>
    /// <exception cref="StorageException">A setting of SQLite did not take hold.</exception>
    /// <param name="connect">Opens it, with its settings.</param>
    public static bool IsUpToDate(string file, Func<DbConnection> connect)
    {
        // To open it would make it.
        if (!File.Exists(file)) return false;
        try
        {
            using var connection = connect();
            using var asked = connection.CreateCommand();
            // The number, too: of two migrations that were made side by side, the older one may have come later.
            asked.CommandText = """SELECT count(*) || ' ' || max("MigrationId") FROM "__EFMigrationsHistory" """;
            if (asked.ExecuteScalar() as string != NumberAndNewest()) return false;
            // A restored copy has no write-ahead log yet.
            asked.CommandText = "PRAGMA journal_mode=WAL";
            asked.ExecuteNonQuery();
            SqliteSettings.Assert(connection);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static string NumberAndNewest()
    {
        string?[] known =
        [
            .. typeof(SqliteContext).Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(Migration)) && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(SqliteContext))
                .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id),
        ];
        return string.Create(CultureInfo.InvariantCulture, $"{known.Length} {known.Max(StringComparer.Ordinal)}");
    }
}
