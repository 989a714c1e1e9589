using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BreakupGuide.Tests.Crash;

/// <summary>Is told before and after every statement and every commit that EF Core sends.</summary>
internal abstract class EveryStatement : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const string Commit = "COMMIT";

    protected abstract void Before(string statement);

    protected abstract void After(string statement);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Going(command.CommandText, result);

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Gone(command.CommandText, result);

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Going(command.CommandText, result);

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) =>
        Gone(command.CommandText, result);

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        Going(command.CommandText, result);

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) => Gone(command.CommandText, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Going(command.CommandText, result));

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(Gone(command.CommandText, result));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(Going(command.CommandText, result));

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        new(Gone(command.CommandText, result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        new(Going(command.CommandText, result));

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(Gone(command.CommandText, result));

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        Going(Commit, result);

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => After(Commit);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(Going(Commit, result));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        After(Commit);
        return Task.CompletedTask;
    }

    private T Going<T>(string statement, T result)
    {
        Before(statement);
        return result;
    }

    private T Gone<T>(string statement, T result)
    {
        After(statement);
        return result;
    }
}
