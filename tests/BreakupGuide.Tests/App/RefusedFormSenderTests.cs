using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;

namespace BreakupGuide.Tests.App;

/// <summary>Who gets words back in a form: only a page of ours, and only the forms in which people write.</summary>
public sealed class RefusedFormSenderTests(Site site) : IClassFixture<Site>
{
    private const string Token = "__RequestVerificationToken";

    private readonly TestUser guest = new(site);

    public static TheoryData<string?, string?, bool, bool> Senders => new()
    {
        // Sec-Fetch-Site, Origin, whether our own cookie came along, whether the words come back.
        { "same-origin", "null", true, true },
        { "same-origin", "null", false, true },
        { "same-origin", "http://localhost", true, true },
        { null, "http://localhost", false, true },
        { null, "null", true, true },
        { null, null, true, true },
        { null, "null", false, false },
        { null, null, false, false },
        { "cross-site", "null", true, false },
        { "cross-site", "http://localhost", true, false },
        { "cross-site", "http://evil.example", false, false },
        { "same-site", "null", true, false },
        { "none", "null", true, false },
        { "same-origin", "http://evil.example", true, false },
        { null, "http://evil.example", true, false },
        { null, "http://localhost:81", true, false },
        { null, "http://localhost.evil.example", true, false },
        { null, "http://localhost, http://evil.example", true, false },
    };

    [Theory]
    [MemberData(nameof(Senders))]
    public async Task Only_a_page_of_ours_gets_words_back(string? fetched, string? origin, bool hasCookie, bool isGivenBack)
    {
        var sender = new TestUser(site);
        if (hasCookie) await sender.Browser.Open("/journal/new");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/journal/new")
        {
            Content = new FormUrlEncodedContent(
                [KeyValuePair.Create("_handler", "write"), KeyValuePair.Create("words", "placed here"), KeyValuePair.Create(Token, "x")]),
        };
        if (fetched is not null) request.Headers.Add("Sec-Fetch-Site", fetched);
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var response = await sender.Browser.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(isGivenBack, page.DocumentElement.OuterHtml.Contains("placed here", StringComparison.Ordinal));
        Assert.Equal(isGivenBack ? "This is not saved yet" : "That did not work", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task The_cookie_that_is_taken_for_a_sign_comes_along_from_no_other_site()
    {
        using var response = await guest.Browser.Http.GetAsync("/journal/new");

        Assert.Contains(
            "samesite=strict", Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("form=", StringComparison.Ordinal)),
            StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/unlock", "unlock")]
    [InlineData("/start", "start")]
    [InlineData("/journal", "search")]
    [InlineData("/unlock", "write")]
    [InlineData("/settings/passphrase", "answer")]
    [InlineData("/journal/new", "")]
    [InlineData("/journalist", "write")]
    [InlineData("//evil.example/journal/new", "write")]
    public async Task No_other_form_is_given_back(string path, string handler)
    {
        await guest.Browser.Open("/journal/new");
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost" + path)
        {
            Content = new FormUrlEncodedContent(
                [KeyValuePair.Create("_handler", handler), KeyValuePair.Create("words", "a secret"), KeyValuePair.Create("Input.Passphrase", "a secret")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await guest.Browser.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("a secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_back_is_not_compressed_and_not_kept()
    {
        var form = WriteForm(await guest.Browser.Open("/journal/new"));
        guest.Browser.Http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var refused = await guest.Browser.Send(form, ("words", "given back"), (Token, "x"));

        Assert.Empty(refused.Content.Headers.ContentEncoding);
        await IsGivenBack(refused);
    }

    [Fact]
    public async Task Pages_that_refuse_for_another_reason_say_what_they_said()
    {
        using var limited = new Site([("BreakupGuide:Limits:Changes:Burst", "1"), ("BreakupGuide:Limits:Changes:PerMinute", "1")]);
        var writer = new TestUser(limited);
        var form = WriteForm(await writer.Browser.Open("/journal/new"));
        (await writer.Browser.Send(form, ("words", "first"), (Token, "x"))).Dispose();
        using var refused = await writer.Browser.Send(form, ("words", "second"), (Token, "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("Please wait a moment", (await Browser.Read(refused)).QuerySelector("h1")!.TextContent);
    }

    private static async Task<IDocument> IsGivenBack(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var page = await Browser.Read(response);
        Assert.Equal(("That did not work", "This is not saved yet"), (page.Title, Assert.Single(page.QuerySelectorAll("h1")).TextContent));
        var back = GivenBack(page);
        Assert.Equal("Save my words", back.QuerySelector("button[type=submit]")!.TextContent);
        Assert.Single(back.QuerySelectorAll($"input[name={Token}]"));
        foreach (var control in back.QuerySelectorAll("textarea, input:not([type=hidden])"))
            Assert.NotEmpty(Assert.Single(back.QuerySelectorAll($"label[for='{control.Id}']")).TextContent);
        Assert.Equal(back.QuerySelectorAll("[id]").Length, back.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        return page;
    }

    private static IElement GivenBack(IDocument page) => page.QuerySelector("main form") ?? throw new InvalidOperationException("No words came back.");

    private static IElement WriteForm(IDocument page) => page.QuerySelector("form[data-draft]")!;
}
