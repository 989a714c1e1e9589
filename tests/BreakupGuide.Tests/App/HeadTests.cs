using System.Net;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>HEAD is answered as GET is, without a body; over the real server, which leaves the body out.</summary>
public sealed class HeadTests : IDisposable
{
    // What changes from one answer to the next, or says how the body would travel.
    private static readonly HashSet<string> Passing = ["Date", "Set-Cookie", "Transfer-Encoding", "Content-Length"];

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly CookieContainer cookies = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly HttpClient http;
    private readonly Browser browser;

    public HeadTests()
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Serve() };
        browser = new Browser(http);
    }

    public void Dispose()
    {
        http.Dispose();
        site.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_address_answers_HEAD_as_it_answers_GET(bool isOpen)
    {
        if (isOpen) await WriteAsync();
        // The first page of all gives the cookie of the forms, and headers along with it.
        else await browser.Open("/");
        var problems = new List<string>();
        foreach (var path in Paths())
        {
            var head = await AskAsync(HttpMethod.Head, path);
            var get = await AskAsync(HttpMethod.Get, path);
            if (head.Body.Length > 0) problems.Add($"{path} answers HEAD with a body");
            if (head.Answer != get.Answer) problems.Add($"{path}\n  HEAD {head.Answer}\n  GET  {get.Answer}");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("/exit")]
    [InlineData("/exit/")]
    [InlineData("/Exit")]
    public async Task Asking_where_the_way_out_leads_locks_nothing(string path)
    {
        await browser.OpenSpace("otter");
        await WriteAsync();

        using var asked = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await http.SendAsync(asked);
        using (var still = await http.GetAsync($"/journal/{entry}")) Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        using var get = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, head.StatusCode);
        Assert.False(head.Headers.Contains("Set-Cookie"));
        Assert.Equal((get.StatusCode, get.Headers.Location), (head.StatusCode, head.Headers.Location));
        using var locked = await http.GetAsync($"/journal/{entry}");
        Assert.Equal(HttpStatusCode.Unauthorized, locked.StatusCode);
    }

    private async Task WriteAsync()
    {
        var form = (await browser.Open("/journal/new")).QuerySelector("form[data-draft]")!;
        using var saved = await browser.Send(form, ("entry", $"{entry}"), ("words", "a line"));
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
    }

    // The way out comes last: GET locks.
    private List<string> Paths()
    {
        var routes = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).Select(PathOf).ToHashSet();
        Assert.Superset(new HashSet<string> { "/", "/exit", "/session", "/journal/new", "/app.css", $"/journal/{entry}", "/guides/why-did-he-leave" }, routes);
        return [.. routes.Union(["/healthz/alive", "/no/such/page", "/journal/", "/guides?q=space"]).OrderBy(p => p == "/exit")];
    }

    private string PathOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(PartOf))));

    private string PartOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "Id" } => $"{entry}",
        RoutePatternParameterPart { Name: "Slug" } => "why-did-he-leave",
        RoutePatternParameterPart { Name: "path" or "fileName" } => "no-such.txt",
        _ => "00000000-0000-0000-0000-000000000001",
    };

    private async Task<(string Answer, byte[] Body)> AskAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => !Passing.Contains(h.Key))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return ($"{(int)response.StatusCode} {string.Join(" | ", headers.Order(StringComparer.Ordinal))}", await response.Content.ReadAsByteArrayAsync());
    }
}
