using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Attacks;

/// <summary>Requests that no browser would send, to slip past what looks at paths, methods and bodies.</summary>
public sealed class HandWrittenRequestTests(Attack.Place place) : Attack(place)
{
    /// <summary>No address that somebody makes up brings a page to an error of its own.</summary>
    [Theory]
    [InlineData("rows=2147483647&walk=short&question=what-he-said")]
    [InlineData("rows=-2147483648&question=what-he-said")]
    [InlineData("before=%00&saved=%ff&prompt=letter%00&from=check&preview=1")]
    [InlineData("q=%ef%bf%bf%f0%9f%92%a9&topic=..%2f..%2f&locked=%3Cscript%3E&question=~~")]
    public async Task No_made_up_question_makes_a_page_fail(string query)
    {
        await Anna.Writes(Entry, Words);
        foreach (var pattern in Patterns())
        {
            using var response = await Anna.Browser.Http.GetAsync($"{pattern}?{query}");
            Assert.True((int)response.StatusCode < 500, $"{pattern}: {(int)response.StatusCode}");
            Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            if (pattern == "/exit") (await Anna.Post("/come-back")).Dispose();
        }
    }

    /// <summary>However an address is written, the guard of forms reads it as the router does: without a token nothing is done.</summary>
    [Theory]
    [InlineData("/_blazor/../lock")]
    [InlineData("/_blazor/%2e%2e/lock")]
    [InlineData("/_blazor/..%2flock")]
    [InlineData("/_blazor/..;/lock")]
    [InlineData("/_blazor\\..\\lock")]
    [InlineData("//_blazor/../lock")]
    [InlineData("//lock")]
    [InlineData("/lock/")]
    [InlineData("/LOCK")]
    [InlineData("/./lock")]
    [InlineData("/lo%63k")]
    [InlineData("/lock%00")]
    [InlineData("/lock?/_blazor")]
    [InlineData("/lock#/_blazor")]
    [InlineData("http://localhost/_blazor/../lock")]
    public async Task No_way_of_writing_an_address_passes_the_guard(string path)
    {
        using var real = new Site([("BreakupGuide:PassphraseRounds", $"{BreakupGuide.Privacy.KeyWrap.FewestRounds}")]);
        var address = real.Serve();
        var guest = new TestUser(real, address.ToString());
        await guest.Keeps("otter");
        var cookies = guest.Cookies.GetCookieHeader(address);

        const string Overrides = "X-HTTP-Method-Override: GET\r\nX-Original-URL: /_blazor\r\nX-Rewrite-URL: /_blazor\r\n";
        foreach (var (method, headers) in new[] { ("POST", ""), ("POST", Overrides), ("post", ""), ("PUT", "") })
        {
            var answer = await RawAsync(
                address,
                $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookies}\r\n{headers}"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        }

        await using var database = Open(real);
        Assert.Equal(1, await database.Sessions.CountAsync());
    }

    /// <summary>An address that names another host gets into no page, and no link of a page leads there.</summary>
    [Fact]
    public async Task A_forged_host_stands_on_no_page()
    {
        await Anna.Writes(Entry, Words);
        foreach (var page in new[] { "/", "/journal", $"/journal/{Entry}", "/start", "/unlock", "/settings", "/not-there" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.Host = "evil.example";
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("Forwarded", "host=evil.example");
            using var response = await Anna.Browser.Http.SendAsync(request);
            Assert.DoesNotContain("evil.example", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>Every address of the program, with ids that nobody has.</summary>
    private IReadOnlyList<string> Patterns() =>
    [
        .. Site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText?.Trim('/'))
            .Where(p => !p.StartsWith("/_", StringComparison.Ordinal))
            .Where(p => !p.Contains("file", StringComparison.Ordinal) && !p.Contains('.', StringComparison.Ordinal))
            .Select(p => p.Replace("{Slug}", "why-he-left", StringComparison.Ordinal).Replace("{Field}", "who-ended", StringComparison.Ordinal)
                .Replace("{field}", "words", StringComparison.Ordinal))
            .Select(p => System.Text.RegularExpressions.Regex.Replace(p, "{[^}]*:guid}", $"{Guid.NewGuid()}"))
            .Where(p => !p.Contains('{', StringComparison.Ordinal)).Distinct(),
    ];

    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var answer = new StringBuilder();
        var buffer = new byte[8192];
        // The limit only turns a wait without end into a failure.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            for (int got; (got = await stream.ReadAsync(buffer, limit.Token)) > 0;) answer.Append(Encoding.Latin1.GetString(buffer, 0, got));
        }
        catch (IOException)
        {
            // Cut off: that is an answer, too.
        }

        return answer.ToString();
    }
}
