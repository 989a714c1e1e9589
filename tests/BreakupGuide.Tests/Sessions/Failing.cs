using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BreakupGuide.Tests.Sessions;

/// <summary>Fails before or after one statement or commit, counted from when it was armed: what a killed program leaves behind.</summary>
internal sealed class Failing : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int left = -1;

    public sealed class Killed() : Exception("killed here");

    /// <param name="at">0 fails before the first statement, 1 after it, and so on.</param>
    public void Arm(int at) => left = at;

    /// <summary>False when the work was done before its turn came.</summary>
    public bool HasFailed { get; private set; }

    public void Disarm() => (left, HasFailed) = (-1, false);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Pass(result);

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => Pass(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        Pass(result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => Pass(result);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => Pass(0).AsTask();

    private ValueTask<T> Pass<T>(T result)
    {
        if (left == 0) HasFailed = true;
        if (left >= 0 && left-- == 0) throw new Killed();
        return new(result);
    }
}
