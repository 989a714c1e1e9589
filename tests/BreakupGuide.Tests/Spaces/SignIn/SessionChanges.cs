using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>Lets a test act in the very moment in which a session is ended or laid aside: once, before the row changes.</summary>
internal sealed class SessionChanges(Action act) : DbCommandInterceptor
{
    private bool isActing;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (!isActing && (command.CommandText.StartsWith("DELETE FROM \"Sessions\"", StringComparison.Ordinal)
            || command.CommandText.Contains("SET \"Away\"", StringComparison.Ordinal)))
        {
            isActing = true;
            act();
            isActing = false;
        }

        return new(result);
    }
}
