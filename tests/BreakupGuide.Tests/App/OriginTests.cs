using System.Net.WebSockets;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.App;

/// <summary>No page of another site opens a circuit with somebody's cookies; and what a circuit's connection is like.</summary>
public sealed class OriginTests(Site site, OriginTests.PublicPlace publicPlace) : IClassFixture<Site>, IClassFixture<OriginTests.PublicPlace>
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

    public sealed class PublicPlace : IDisposable
    {
        public Site Site { get; } = new([("BreakupGuide:PublicUrl", "https://notes.example/")]);

        public void Dispose() => Site.Dispose();
    }

    [Theory]
    [InlineData("POST", Negotiate, "http://localhost", 200)]
    [InlineData("POST", Negotiate, "http://LOCALHOST", 200)]
    [InlineData("POST", Negotiate, null, 200)]
    [InlineData("POST", Negotiate, "http://evil.example", 403)]
    [InlineData("POST", Negotiate, "http://localhost:81", 403)]
    [InlineData("POST", Negotiate, "http://localhost.evil.example", 403)]
    [InlineData("POST", Negotiate, "null", 403)]
    [InlineData("POST", Negotiate, "localhost", 403)]
    [InlineData("POST", Negotiate, "http://localhost, http://evil.example", 403)]
    // Long polling and sending by POST; an unknown connection of our own page is "not found".
    [InlineData("GET", "/_blazor?id=x", "http://evil.example", 403)]
    [InlineData("GET", "/_blazor?id=x", "http://localhost", 404)]
    [InlineData("POST", "/_blazor?id=x", "http://evil.example", 403)]
    [InlineData("POST", "/_blazor?id=x", "null", 403)]
    // A page that is left says so without its name.
    [InlineData("POST", "/_blazor/disconnect", "http://evil.example", 403)]
    [InlineData("POST", "/_blazor/disconnect", "null", 400)]
    public async Task Only_our_own_pages_speak_to_circuits(string method, string path, string? origin, int status) =>
        Assert.Equal(status, await Send(site, method, path, origin));

    [Theory]
    [InlineData("https://notes.example", 200)]
    [InlineData("https://localhost", 200)]
    [InlineData("http://localhost", 403)]
    [InlineData("http://notes.example", 403)]
    [InlineData("https://notes.example:444", 403)]
    public async Task The_public_address_is_ours_too_and_only_by_https(string origin, int status) =>
        Assert.Equal(status, await Send(publicPlace.Site, "POST", "https://localhost" + Negotiate, origin));

    [Fact]
    public async Task A_web_socket_from_another_site_is_refused_and_ours_is_not_compressed()
    {
        using var served = new Site();
        var address = served.Serve();

        using var foreign = new ClientWebSocket();
        foreign.Options.CollectHttpResponseDetails = true;
        foreign.Options.SetRequestHeader("Origin", "https://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), default));
        Assert.Equal(403, (int)foreign.HttpStatusCode);

        using var ours = new ClientWebSocket();
        ours.Options.CollectHttpResponseDetails = true;
        ours.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        ours.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await ours.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), default);
        Assert.Equal(WebSocketState.Open, ours.State);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", ours.HttpResponseHeaders!.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("nosniff", Assert.Single(ours.HttpResponseHeaders["X-Content-Type-Options"]));
    }

    [Fact]
    public void Circuits_tell_nothing_of_a_failure_and_take_no_long_message()
    {
        using var detailed = new Site([("DetailedErrors", "true")]);

        Assert.False(detailed.Services.GetRequiredService<IOptions<CircuitOptions>>().Value.DetailedErrors);
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;
        var options = (IOptions<HubOptions>)detailed.Services.GetRequiredService(typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));
        Assert.Equal(32 * 1024, options.Value.MaximumReceiveMessageSize);
        Assert.NotEqual(true, options.Value.EnableDetailedErrors);
    }

    private static async Task<int> Send(Site site, string method, string path, string? origin)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (origin is not null) Assert.True(request.Headers.TryAddWithoutValidation("Origin", origin));
        using var response = await site.Browse().Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
