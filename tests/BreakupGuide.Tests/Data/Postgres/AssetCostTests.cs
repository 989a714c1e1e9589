using System.Net;
using AngleSharp.Dom;
using BreakupGuide.Tests.Features;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>Where several nodes work on one database, a session's row is asked at each request that needs it, and at no other.</summary>
public sealed class AssetCostTests : IDisposable
{
    private readonly string connection = PostgresServer.NewEmptyDatabase();
    private readonly StatementCount statements = new();
    private readonly Site site;

    public AssetCostTests() => site = statements.NewSite(
        ("BreakupGuide:Database:Provider", "PostgreSQL"), ("BreakupGuide:Database:ConnectionString", connection));

    public void Dispose()
    {
        site.Dispose();
        PostgresServer.Drop(connection);
    }

    [Fact]
    public async Task What_is_the_same_for_everybody_asks_nothing_although_a_cookie_comes_along()
    {
        var user = new TestUser(site);
        await user.Keeps("otter");
        var page = await user.Browser.Open("/journal/new");
        var parts = page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            .Select(address => address.StartsWith('/') ? address : $"/{address}").Append("/offline.js").Append("/_framework/blazor.web.js")
            .Append("/app.aaaaaaaaaa.css").Distinct().ToList();
        Assert.Contains(parts, p => p.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(parts, p => p.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(parts, p => p.EndsWith(".woff2", StringComparison.Ordinal));

        foreach (var part in parts)
        {
            statements.Reset();
            using var response = await user.Browser.Http.GetAsync(part);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{part}: {response.StatusCode}");
            Assert.True(statements.Count == 0, $"{part} sends {statements.Count} statements.");
            Assert.False(response.Headers.Contains("Set-Cookie"), part);
        }

        // The page itself does ask, and the session is as open as before.
        statements.Reset();
        Assert.Contains("Lock", await user.Sees("/journal/new"), StringComparison.Ordinal);
        Assert.InRange(statements.Count, 1, 10);
    }
}
