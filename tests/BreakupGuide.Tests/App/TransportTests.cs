using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.App;

/// <summary>Who is believed about the way of a request, and what follows where people come by https.</summary>
public sealed class TransportTests
{
    private const string Hsts = "Strict-Transport-Security";

    [Theory]
    [InlineData("10.0.0.2", "10.0.0.2", true)]
    [InlineData("10.0.0.2", "::ffff:10.0.0.2", true)]
    [InlineData("172.18.0.0/16, 10.0.0.2", "172.18.7.1", true)]
    [InlineData("fd00::/8", "fd00::1", true)]
    [InlineData("10.0.0.2", "10.0.0.3", false)]
    [InlineData("172.18.0.0/16", "172.19.0.1", false)]
    [InlineData("", "127.0.0.1", false)]
    [InlineData("", "::1", false)]
    public async Task Only_a_known_proxy_is_believed(string known, string peer, bool isBelieved)
    {
        using var site = Site(known, peer);
        using var response = await Get(site, "/guides?q=space", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(isBelieved ? 200 : 308, (int)response.StatusCode);
        Assert.Equal(isBelieved, response.Headers.Contains(Hsts));
        // To the configured address, whatever the request called us.
        if (!isBelieved) Assert.Equal("https://notes.example/guides?q=space", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_frameworks_own_switch_makes_nobody_else_known()
    {
        using var site = Site("", "10.9.9.9", ("ForwardedHeaders_Enabled", "true"), ("FORWARDEDHEADERS_ENABLED", "true"));
        using var response = await Get(site, "/", ("X-Forwarded-Proto", "https"));

        Assert.Equal(308, (int)response.StatusCode);
    }

    [Fact]
    public async Task Who_comes_by_https_is_bound_to_it_for_a_year_and_gets_only_secure_cookies()
    {
        using var site = Site("10.0.0.2", "10.0.0.2");
        var guest = new TestUser(site, "https://localhost");
        using var response = await guest.Browser.Http.GetAsync("/start");

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(response.Headers.GetValues(Hsts)));
        var form = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-form=", form, StringComparison.Ordinal);
        foreach (var part in new[] { "path=/", "secure", "samesite=strict", "httponly" }) Assert.Contains(part, form, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", form, StringComparison.OrdinalIgnoreCase);

        var settings = await guest.Browser.Open("/settings");
        using var kept = await guest.Browser.Send(settings.QuerySelector("main form")!, ("pronoun", "she"), ("look", "dark"));
        var cookies = kept.Headers.GetValues("Set-Cookie").ToList();
        Assert.True(cookies.Count >= 2);
        Assert.All(cookies, c => Assert.Contains("; secure", c, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, c => Assert.Contains("; httponly", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_form_cookie_is_for_this_site_and_no_script()
    {
        using var site = new Site();
        using var response = await Get(site, "/start");

        var form = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("form=", form, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", form, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", form, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("proxy.local")]
    [InlineData("10.0.0.2; 10.0.0.3")]
    [InlineData("10.0.0.0/33")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void What_is_no_proxy_stops_the_start_with_a_sentence(string known)
    {
        using var site = Site(known, "10.0.0.2");

        var failure = Assert.Throws<OptionsValidationException>(() => site.Services);
        Assert.Contains("BreakupGuide:KnownProxies must be addresses or networks", failure.Message, StringComparison.Ordinal);
    }

    private static Site Site(string known, string peer, params (string, string)[] more) =>
        new(
            [("BreakupGuide:PublicUrl", "https://notes.example"), ("BreakupGuide:KnownProxies", known), .. more],
            s => s.AddSingleton<IStartupFilter>(new SentFrom(peer)));

    private static async Task<HttpResponseMessage> Get(Site site, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await site.Browse().Http.SendAsync(request);
    }
}
