using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>Every kind of response carries every header, each once.</summary>
public sealed class HeaderTests(HeaderTests.Place place) : IClassFixture<HeaderTests.Place>
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["Content-Security-Policy"] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; "
            + "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    private readonly TestUser guest = new(place.Site);

    /// <summary>One program for all; each test has a browser of its own.</summary>
    public sealed class Place : IDisposable
    {
        public Site Site { get; } = new([], s => s.AddSingleton<IStartupFilter, FailingPath>());

        public void Dispose() => Site.Dispose();
    }

    [Theory]
    [InlineData("GET", "/guides?q=space", 200)]
    [InlineData("HEAD", "/guides?q=space", 200)]
    [InlineData("GET", "/reflections/why-he-left/start", 200)]
    [InlineData("GET", "/start", 200)]
    [InlineData("GET", "/unlock", 200)]
    [InlineData("GET", "/recover", 200)]
    [InlineData("GET", "/journal/new", 200)]
    [InlineData("GET", "/no/such/page", 404)]
    [InlineData("GET", "/_framework/no-such.js", 404)]
    [InlineData("POST", "/", 400)]
    [InlineData("PUT", "/drafts/00000000-0000-0000-0000-000000000001/words", 400)]
    [InlineData("DELETE", "/journal/new", 400)]
    [InlineData("GET", "/fails", 500)]
    [InlineData("GET", "/exit", 302)]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", 200)]
    [InlineData("GET", "/_blazor", 400)]
    public async Task Every_response_carries_every_header_once_and_is_never_kept(string method, string path, int status)
    {
        using var response = await Send(method, path);

        Assert.Equal(status, (int)response.StatusCode);
        AssertHeaders(response);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("HEAD", "/")]
    [InlineData("GET", "/guides/reasons-signs-and-steps")]
    public async Task Pages_to_read_carry_them_too_each_time(string method, string path)
    {
        foreach (var _ in new[] { "made", "kept" })
        {
            using var response = await Send(method, path);
            Assert.Equal(200, (int)response.StatusCode);
            AssertHeaders(response);
        }
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/draft.js")]
    [InlineData("/dot.svg")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Static_files_carry_them_too_and_may_be_kept(string path)
    {
        using var response = await Send("GET", path);

        Assert.Equal(200, (int)response.StatusCode);
        AssertHeaders(response);
        Assert.False(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_is_said_to_an_open_space_or_one_laid_aside_is_never_kept()
    {
        var entry = Guid.NewGuid();
        using (var saved = await guest.Write(entry, "words"))
        {
            Assert.Equal(200, (int)saved.StatusCode);
            AssertHeaders(saved);
            Assert.True(saved.Headers.CacheControl!.NoStore);
        }

        foreach (var path in new[] { "/", "/guides", "/journal", $"/journal/{entry}", "/exit", "/", "/journal" })
        {
            using var response = await Send("GET", path);
            AssertHeaders(response);
            Assert.True(response.Headers.CacheControl!.NoStore, path);
        }
    }

    [Fact]
    public async Task Without_a_public_https_address_nobody_is_bound_to_https()
    {
        using var response = await Send("GET", "/");

        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Devices_that_no_page_needs_are_off()
    {
        using var response = await Send("GET", "/");

        var off = Assert.Single(response.Headers.GetValues("Permissions-Policy")).Split(", ");
        Assert.Superset(new HashSet<string> { "camera=()", "microphone=()", "geolocation=()" }, off.ToHashSet());
        Assert.All(off, o => Assert.EndsWith("=()", o, StringComparison.Ordinal));
    }

    private static void AssertHeaders(HttpResponseMessage response)
    {
        foreach (var (name, value) in Expected) Assert.Equal(value, Assert.Single(response.Headers.GetValues(name)));
        Assert.Single(response.Headers.GetValues("Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    private async Task<HttpResponseMessage> Send(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await guest.Browser.Http.SendAsync(request);
    }
}
