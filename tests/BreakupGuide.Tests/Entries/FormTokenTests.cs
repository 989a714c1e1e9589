using System.Net;
using System.Net.Http.Json;
using BreakupGuide.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Entries;

/// <summary>What every request that may change something must carry.</summary>
public sealed class FormTokenTests(Site site) : IClassFixture<Site>
{
    private readonly TestUser guest = new(site);
    private readonly Guid entry = Guid.NewGuid();

    public static TheoryData<string> Methods => ["POST", "PUT", "DELETE", "PATCH"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task No_endpoint_changes_anything_without_a_form_token(string method)
    {
        await guest.Writes(entry, "so that there is a space");
        var paths = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(PathOf)
            .Where(p => !p.StartsWith("/_", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "/lock", "/discard", "/come-back", "/exit", "/start", "/unlock", "/recover", "/journal", "/drafts/00000000-0000-0000-0000-000000000001/x",
            },
            paths.ToHashSet());

        var before = Stored();
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) };
            using var response = await guest.Browser.Http.SendAsync(request);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} without a token answers {(int)response.StatusCode}.");
        }

        Assert.Equal(before, Stored());
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_none()
    {
        var other = new TestUser(site);
        await other.Writes(Guid.NewGuid(), "other words");
        await guest.Writes(entry, "mine");

        using var response = await guest.Write(entry, "changed", await other.Token());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(await guest.CanRead(entry, "mine"));
    }

    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }] } => "00000000-0000-0000-0000-000000000001",
        _ => "x",
    }))));

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private IReadOnlyList<string> Stored()
    {
        using var database = Context();
        return
        [
            .. database.Entries.AsEnumerable().Select(e => $"{e.SpaceId} {e.Id} {e.RowVersion} {e.Binned}").Order(),
            .. database.Answers.AsEnumerable().Select(a => $"{a.Id} {a.RowVersion}").Order(),
            .. database.Spaces.AsEnumerable().Select(s => $"{s.Id} {s.Name}").Order(),
            .. database.Sessions.AsEnumerable().Select(s => $"{s.Id} {s.Away}").Order(),
        ];
    }
}
