using BreakupGuide.Data;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>The program twice on one database, each with a data directory of its own and the same secret.</summary>
internal sealed class TwoNodes : IDisposable
{
    public const string Secret = "c2l4dGVlbiBtb3NzeSBsYW50ZXJucyBhcmUgbm90IHJhbmRvbQ==";

    public TwoNodes(TimeProvider? clock = null)
    {
        (First, Second) = (Node(clock), Node(clock));
        _ = (First.Services, Second.Services);
    }

    public string Connection { get; } = PostgresServer.NewEmptyDatabase();

    public Site First { get; }

    public Site Second { get; }

    /// <summary>Somebody whose requests go to one node after the other.</summary>
    public TestUser NewUser() => new(First, way: new InTurn(Second));

    /// <summary>The same person's browser, at one of the nodes.</summary>
    public static TestUser At(Site node, TestUser user)
    {
        var there = new TestUser(node);
        there.Steal(user.SpaceCookie!);
        return there;
    }

    /// <summary>Somebody with a kept space, whose words can be read at both nodes.</summary>
    public async Task<(TestUser Here, TestUser There)> KeptAtBothAsync(string name, Guid entry, string words)
    {
        var user = new TestUser(First);
        await user.Writes(entry, words);
        await user.Keeps(name);
        var there = At(Second, user);
        Assert.True(await there.CanRead(entry, words));
        return (user, there);
    }

    public static OpenSpaces OpenAt(Site node) => node.Services.GetRequiredService<OpenSpaces>();

    public AppDbContext Context() => First.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public Site Node(TimeProvider? clock = null, params (string Key, string Value)[] more) => new(
        [
            ("BreakupGuide:Database:Provider", "PostgreSQL"), ("BreakupGuide:Database:ConnectionString", Connection), ("BreakupGuide:Signing:Secret", Secret),
            .. more,
        ],
        services =>
        {
            if (clock is not null) services.AddSingleton(clock);
        });

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        PostgresServer.Drop(Connection);
    }

    private sealed class InTurn(Site other) : DelegatingHandler
    {
        private readonly HttpMessageInvoker there = new(other.Server.CreateHandler());
        private int count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            count++ % 2 == 0 ? base.SendAsync(request, cancellationToken) : there.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing) there.Dispose();
            base.Dispose(disposing);
        }
    }
}
