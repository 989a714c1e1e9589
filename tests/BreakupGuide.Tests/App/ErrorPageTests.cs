using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

public class ErrorPageTests
{
    [Theory]
    [InlineData("GET", "/fails")]
    [InlineData("POST", "/")]
    public async Task A_failure_shows_a_number_and_nothing_of_its_message(string method, string path)
    {
        using var site = new Site([], s => s.AddSingleton<IStartupFilter, FailingPath>().AddSingleton<IAntiforgery, FailingAntiforgery>());
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await site.Browse().Http.SendAsync(request);
        var page = await Browser.Read(response);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal("Something went wrong here", page.QuerySelector("h1")?.TextContent);
        Assert.NotEmpty(page.QuerySelector("dl code")!.TextContent);
        Assert.DoesNotContain("a secret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        using var site = new Site();
        using var response = await site.Browse().Http.PostAsync("/", null);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("That did not work", (await Browser.Read(response)).QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task An_unknown_address_is_a_kind_404()
    {
        using var site = new Site();
        var page = await site.Browse().Open("/no/such/page", 404);

        Assert.Equal("This page is not here", page.QuerySelector("h1")?.TextContent);
        Assert.NotNull(page.QuerySelector("header"));
    }

    /// <summary>Fails with every form that is sent.</summary>
    private sealed class FailingAntiforgery : IAntiforgery
    {
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => GetTokens(httpContext);

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => new("request", "cookie", "field", null);

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => throw new InvalidOperationException("a secret");

        public Task ValidateRequestAsync(HttpContext httpContext) => throw new InvalidOperationException("a secret");

        public void SetCookieTokenAndHeader(HttpContext httpContext)
        {
        }
    }
}
