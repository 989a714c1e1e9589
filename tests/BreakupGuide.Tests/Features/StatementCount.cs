using System.Data.Common;
using BreakupGuide.Data;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests.Features;

/// <summary>How many statements a request sends to the database.</summary>
internal sealed class StatementCount : DbCommandInterceptor
{
    private int count;

    public int Count => count;

    public void Reset() => count = 0;

    /// <summary>A site whose statements are counted. Its clock stands still: no sweep comes by and is counted, too.</summary>
    public Site NewSite(params (string Key, string Value)[] settings)
    {
        var site = new Site(
            settings,
            services => services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(this))
                .AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UtcNow)));
        // Where several nodes may be at work it asks once, when it begins to hear of the others.
        Assert.True(SpinWait.SpinUntil(() => site.Services.GetRequiredService<SessionListener>().Hears, TimeSpan.FromSeconds(30)));
        return site;
    }

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
