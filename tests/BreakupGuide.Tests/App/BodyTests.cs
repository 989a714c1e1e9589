using System.Net;
using System.Net.Http.Headers;
using BreakupGuide.Entries;

namespace BreakupGuide.Tests.App;

/// <summary>How large a request may be, over the real server: the test host reads everything.</summary>
public sealed class BodyTests : IDisposable
{
    private readonly Site site = new();
    private readonly HttpClient http;
    private readonly Browser browser;

    public BodyTests()
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site.Serve() };
        // The body is sent only when it is asked for, so that a refusal is always read.
        http.DefaultRequestHeaders.ExpectContinue = true;
        browser = new Browser(http);
    }

    public void Dispose()
    {
        http.Dispose();
        site.Dispose();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("…")]
    [InlineData("\u4e2d")]
    public async Task The_longest_text_goes_through_a_form(string character)
    {
        var words = string.Concat(Enumerable.Repeat(character, Limits.TextCharacters));
        var page = await browser.SendAndOpen((await browser.Open("/journal/new")).QuerySelector("form[data-draft]")!, ("words", words));

        Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_longer_text_than_can_be_kept_comes_back_with_a_sentence()
    {
        var words = new string('x', Limits.TextCharacters + 1);
        var page = await browser.SendAndOpen((await browser.Open("/journal/new")).QuerySelector("form[data-draft]")!, ("words", words));

        Assert.Contains("200,000", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(words, page.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused_in_words()
    {
        using var response = await browser.Send(
            (await browser.Open("/journal/new")).QuerySelector("form[data-draft]")!, ("words", new string('x', (2 * 1024 * 1024) + 1)));

        await AssertTooLong(response);
    }

    [Fact]
    public async Task So_is_one_with_too_many_fields_or_too_long_a_name()
    {
        var form = (await browser.Open("/journal/new")).QuerySelector("form[data-draft]")!;
        using (var many = await browser.Send(form, [.. Enumerable.Range(0, 1001).Select(i => ($"f{i}", "x"))])) await AssertTooLong(many);
        using (var name = await browser.Send(form, (new string('n', 201), "x"))) await AssertTooLong(name);
    }

    [Fact]
    public async Task A_draft_that_is_too_large_is_refused_in_a_sentence()
    {
        var page = await browser.Open("/journal/new");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/drafts/{Guid.NewGuid()}/words")
        {
            Content = new StringContent("[" + new string(' ', 5 * 1024 * 1024) + "]", new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("X-Form-Token", TestUser.TokenIn(page));
        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("still on this page", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertTooLong(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("This is too long", (await Browser.Read(response)).QuerySelector("h1")!.TextContent);
    }
}
