using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BreakupGuide.Tests.Data;

/// <summary>
/// Makes the store fail when a test says so: by the database's own means on every connection
/// that is opened from then on, or by a code for statements that the test chooses.
/// </summary>
internal sealed class StoreFaults : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    private const int Full = 13;

    private static readonly string Healthy =
        TestDatabase.IsPostgres ? "SET default_transaction_read_only = off" : "PRAGMA query_only=OFF; PRAGMA max_page_count=1073741823;";

    private string settings = Healthy;
    private Func<string, bool>? fails;
    private int code;

    /// <summary>Runs before each transaction begins, inside the program.</summary>
    public Action? WhenTransactionStarts { get; set; }

    /// <summary>What is written fails, what is read does not.</summary>
    public void TurnReadOnly() => settings = TestDatabase.IsPostgres ? "SET default_transaction_read_only = on" : "PRAGMA query_only=ON;";

    /// <summary>The database does not grow any more; what fits into its last page still does.</summary>
    /// <remarks>A server's disk cannot be filled for one database: there every statement fails that makes something grow.</remarks>
    public void FillUp()
    {
        if (TestDatabase.IsPostgres) Fail(Full, s => s.Contains("INSERT INTO", StringComparison.Ordinal) || s.Contains("\"Head\" =", StringComparison.Ordinal));
        else settings = "PRAGMA max_page_count=1;";
    }

    /// <summary>Statements fail with one of SQLite's codes; a transaction begins with <c>BEGIN</c>.</summary>
    public void Fail(int code, Func<string, bool> fails) => (this.code, this.fails) = (code, fails);

    public void Recover() => (settings, fails) = (Healthy, null);

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = settings;
        command.ExecuteNonQuery();
    }

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        WhenTransactionStarts?.Invoke();
        return Pass("BEGIN", result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Pass(command.CommandText, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Pass(command.CommandText, result);

    private ValueTask<T> Pass<T>(string statement, T result) =>
        fails?.Invoke(statement) == true ? throw new SqliteException("the test makes it fail", code & 0xFF, code) : new(result);
}
