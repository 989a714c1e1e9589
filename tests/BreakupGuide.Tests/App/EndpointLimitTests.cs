using BreakupGuide.Spaces.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>Which endpoint is counted as what. How many of each may come: RateTests.</summary>
public sealed class EndpointLimitTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(RequestKind.SignIn, "/recover", "/start", "/unlock")]
    [InlineData(
        RequestKind.Confirmation, "/settings/bring-in/look", "/settings/delete", "/settings/download/file", "/settings/passphrase", "/settings/recovery-key")]
    [InlineData(RequestKind.Draft, "/drafts/key", "/drafts/{entry:guid}/{field}")]
    [InlineData(RequestKind.Leaving, "/exit", "/lock")]
    public void What_is_not_limited_like_other_changes_is_only(RequestKind kind, params string[] patterns) =>
        Assert.Equal(patterns, Changing().Where(e => KindsOf(e).Contains(kind)).Select(e => e.RoutePattern.RawText).Order(StringComparer.Ordinal));

    [Fact]
    public void Everything_that_changes_something_is_counted_as_one_thing()
    {
        Assert.True(Changing().Count() > 40);

        Assert.Empty(Changing().Where(e => KindsOf(e).Count() > 1).Select(e => e.RoutePattern.RawText));
    }

    /// <summary>A kind on what is only looked at would say something that is not so.</summary>
    [Fact]
    public void What_is_only_looked_at_is_not_counted()
    {
        var lookedAt = Endpoints().Except(Changing()).ToList();
        Assert.NotEmpty(lookedAt);

        Assert.Empty(lookedAt.Where(e => KindsOf(e).Any()).Select(e => e.RoutePattern.RawText));
    }

    private static IEnumerable<RequestKind> KindsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<LimitedAsAttribute>().Select(l => l.Kind);

    private IEnumerable<RouteEndpoint> Endpoints() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<RouteEndpoint> Changing() =>
        Endpoints().Where(e => MethodsOf(e) is not { } methods || methods.Any(m => !HttpMethods.IsGet(m) && !HttpMethods.IsHead(m)));

    // Null: all of them.
    private static IReadOnlyList<string>? MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
}
