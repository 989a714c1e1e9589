using System.Net;
using BreakupGuide.App;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.Leaving;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Space;

/// <summary>Where leaving leads, what is said of it, and staying.</summary>
public sealed class ExitTests : IDisposable
{
    private const string LastWords = "the very last words";

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;

    public ExitTests() => guest = new TestUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_link_leads_where_the_person_chose()
    {
        var settings = await guest.Browser.Open("/settings");
        using (await guest.Browser.Send(settings.QuerySelector("form:has(input[name=place])")!, ("place", "wikipedia")))
        {
        }

        using var response = await guest.Browser.Http.GetAsync("/exit");
        Assert.Equal("https://www.wikipedia.org/", response.Headers.Location!.ToString());
        Assert.Equal("https://www.wikipedia.org/", (await guest.Browser.Open("/")).QuerySelector("[data-exit-to]")!.GetAttribute("data-exit-to"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("nowhere")]
    public async Task A_forged_cookie_leads_nowhere_else(string place)
    {
        guest.Cookies.Add(new Uri("http://localhost"), new Cookie("exit", Uri.EscapeDataString(place)));

        using var response = await guest.Browser.Http.GetAsync("/exit");
        Assert.Equal(ExitOptions.Allowed[0].Address, response.Headers.Location!.ToString());
    }

    [Fact]
    public void Only_pages_of_the_list_can_be_configured()
    {
        using var wrong = new Site([("BreakupGuide:ExitUrl", "https://evil.example/")]);

        Assert.Contains("ExitUrl", Assert.ThrowsAny<Exception>(() => wrong.CreateClient()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staying_counts_as_use()
    {
        var clock = new Clock();
        using var watched = new Site([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")], services => services.AddSingleton<TimeProvider>(clock));
        var owner = new TestUser(watched);
        await owner.Keeps("otter");
        var token = await owner.Token();

        for (var asked = 0; asked < 3; asked++)
        {
            clock.MoveMinutes(14);
            Assert.Equal(204, await Send("/stay", null, isOpen: true, owner, token));
        }

        Assert.Contains("Lock", await owner.Sees("/"), StringComparison.Ordinal);
        clock.MoveMinutes(15);
        Assert.Equal(401, await Send("/stay", null, isOpen: true, owner, token));
    }

    [Fact]
    public async Task Only_a_page_of_an_open_kept_space_counts_the_time()
    {
        Assert.Null((await guest.Browser.Open("/")).QuerySelector("[data-lock-after]"));
        await guest.Writes(entry, "a visitor's");
        Assert.Null((await guest.Browser.Open("/")).QuerySelector("[data-lock-after]"));
        await guest.Keeps("otter");

        var bar = (await guest.Browser.Open("/")).QuerySelector("[data-lock-after]")!;
        Assert.Equal("900", bar.GetAttribute("data-lock-after"));
        Assert.True(bar.HasAttribute("hidden"));
        Assert.Equal("", bar.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("lock", bar.QuerySelector("button[type=submit]")!.GetAttribute("form"));
        Assert.Equal(401, await Send("/stay", null, isOpen: false, new TestUser(site)));
    }

    [Theory]
    [InlineData("/journal/new?prompt=letter")]
    [InlineData("/reflections/why-he-left/start")]
    public async Task Leaving_is_explained_where_somebody_first_writes_until_it_was_read(string path)
    {
        var note = (await guest.Browser.Open(path)).QuerySelector("form[action='/exit/explained']")!;
        Assert.Contains("leaves at once", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("/privacy#leaving", note.QuerySelector("a")!.GetAttribute("href"));

        using var response = await guest.Browser.Send(note);

        Assert.Equal(path, response.Headers.Location!.ToString());
        foreach (var page in new[] { path, "/journal/new" })
            Assert.Null((await guest.Browser.Open(page)).QuerySelector("form[action='/exit/explained']"));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("")]
    public async Task The_note_leads_back_to_this_site_only(string back)
    {
        var note = (await guest.Browser.Open("/journal/new")).QuerySelector("form[action='/exit/explained']")!;
        using var response = await guest.Browser.Send(note, ("back", back));

        Assert.Equal("/", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Somebody_who_only_reads_is_not_stopped_by_a_note()
    {
        foreach (var path in new[] { "/", "/guides", "/help", "/start", "/unlock" })
            Assert.Null((await guest.Browser.Open(path)).QuerySelector("form[action='/exit/explained']"));
    }

    [Fact]
    public async Task A_visitors_other_tab_is_told_that_they_left_not_that_they_should_unlock()
    {
        var token = await guest.Token();
        await guest.Writes(entry, "before");
        using (await guest.Browser.Http.GetAsync("/exit"))
        {
        }

        using var response = await guest.Write(entry, LastWords, token, isOpen: true, sequence: 2);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"away":true}""", await response.Content.ReadAsStringAsync());
        Assert.Contains("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
    }

    // One word that tells pages apart, and none that tells what they are about.
    private const string Neutral = "^Notes( – (answers|bin|new|page|pages|question|questions|recover|settings|unlock|writing))?$";

    [Fact]
    public async Task No_tab_of_an_open_space_and_no_tab_that_asks_for_words_says_where_somebody_is()
    {
        foreach (var path in new[] { "/journal", "/journal/new", "/reflections/why-he-left/start", "/start", "/unlock", "/recover", "/settings" })
            Assert.Matches(Neutral, (await guest.Browser.Open(path)).Title);
        await guest.Keeps("otter");
        await guest.Writes(entry, "mine");

        string[] paths =
            ["/", "/journal", $"/journal/{entry}", $"/journal/{entry}/edit", "/journal/bin", "/reflections", "/reflections/why-he-left", "/settings"];
        foreach (var path in paths)
            Assert.Matches(Neutral, (await guest.Browser.Open(path)).Title);
        Assert.Equal("Not found", (await guest.Browser.Open("/journal/00000000-0000-0000-0000-000000000009", 404)).Title);
    }

    private async Task<int> Send(string path, HttpContent? content, bool isOpen, TestUser? sender = null, string? token = null)
    {
        sender ??= guest;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(FormGuard.TokenHeader, token ?? await sender.Token());
        if (isOpen) request.Headers.Add(FormGuard.OpenHeader, "1");
        using var response = await sender.Browser.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
