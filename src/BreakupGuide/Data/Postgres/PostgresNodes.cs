using Npgsql;

namespace BreakupGuide.Data.Postgres;

/// <summary>What several nodes on one database need of it: locks that only one of them has, and word of sessions that another one ended.</summary>
internal static class PostgresNodes
{
    private const string Channel = "breakupguide_session_ended";

    /// <summary>A connection that says nothing may have been cut off by what lies between: it is looked at every so many seconds.</summary>
    private const int LookedAtEvery = 5;

    /// <summary>The trigger that tells of them, whatever statement ended them, also where a foreign key takes them along.</summary>
    public const string Trigger =
        $"""
        CREATE FUNCTION "SessionsEnded"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        BEGIN
        PERFORM pg_notify('{Channel}', OLD."Id"::text);
        RETURN NULL;
        END $$;
        CREATE TRIGGER "SessionsEnded" AFTER DELETE ON "Sessions" FOR EACH ROW EXECUTE FUNCTION "SessionsEnded"();
        CREATE TRIGGER "SessionsLaidAside" AFTER UPDATE OF "Away" ON "Sessions" FOR EACH ROW WHEN (NEW."Away") EXECUTE FUNCTION "SessionsEnded"();
        """;

    // With the function go its triggers.
    public const string NoTrigger = """DROP FUNCTION "SessionsEnded"() CASCADE""";

    /// <summary>Waits for the lock, and holds it until it is disposed, or the program ends, however it ends.</summary>
    public static NpgsqlConnection Hold(string connectionString, string what)
    {
        var connection = new NpgsqlConnection(OfItsOwn(connectionString));
        try
        {
            connection.Open();
            using var held = Ask(connection, "SELECT pg_advisory_lock(hashtextextended(@what, 0))", what);
            // Another node may be migrating.
            held.CommandTimeout = 0;
            held.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>Null when another node holds it.</returns>
    public static async Task<NpgsqlConnection?> TryHoldAsync(string connectionString, string what, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(OfItsOwn(connectionString));
        try
        {
            await connection.OpenAsync(cancel);
            await using var asked = Ask(connection, "SELECT pg_try_advisory_lock(hashtextextended(@what, 0))", what);
            if (await asked.ExecuteScalarAsync(cancel) is true) return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <inheritdoc cref="DatabaseEngine.HearEndsAsync"/>
    public static async Task HearEndsAsync(string connectionString, Func<Task> begun, Func<IReadOnlyList<Guid>, Task> ended, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(OfItsOwn(connectionString));
        await connection.OpenAsync(cancel);
        var heard = new List<Guid>();
        connection.Notification += (_, notice) =>
        {
            if (Guid.TryParse(notice.Payload, out var session)) heard.Add(session);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(cancel);
        await begun();
        while (true)
        {
            if (heard.Count == 0) await connection.WaitAsync(cancel);
            var all = heard.ToList();
            heard.Clear();
            await ended(all);
        }
    }

    private static NpgsqlCommand Ask(NpgsqlConnection connection, string sql, string what)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("what", "BreakupGuide " + what);
        return command;
    }

    // Neither a lock nor somebody who listens must go back to where others take a connection from.
    private static string OfItsOwn(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = LookedAtEvery }.ConnectionString;
}
