using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BreakupGuide.Tests.Features;

/// <summary>How many statements a request sends to the database.</summary>
internal sealed class StatementCount : DbCommandInterceptor
{
    private int count;

    public int Count => count;

    public void Reset() => count = 0;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return new(result);
    }
}
