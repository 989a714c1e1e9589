using System.Net;
using System.Net.Http.Json;
using BreakupGuide.App;
using BreakupGuide.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.Leaving;

/// <summary>What holds where “Exit this page” could not reach the program, and what pages that stand open may ask.</summary>
public sealed class LeavingMarkTests : IDisposable
{
    private const string Words = "words that nobody else reads";

    // Browsers throw away cookies by their own clock, which is the real one.
    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly Site site;
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;

    public LeavingMarkTests()
    {
        site = new Site([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")], services => services.AddSingleton<TimeProvider>(clock));
        guest = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_first_page_after_it_ends_a_kept_space_and_takes_the_mark_away()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var cookie = guest.SpaceCookie!;
        Mark();

        Assert.DoesNotContain(Words, await Page("/journal"), StringComparison.Ordinal);

        Assert.Null(guest.SpaceCookie);
        Assert.False(IsMarked);
        guest.Steal(cookie);
        Assert.False(await guest.CanRead(entry, Words));
        await guest.Unlocks("otter");
        Assert.Contains(Words, await Page($"/journal/{entry}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_after_it_lays_a_visitors_words_aside()
    {
        await guest.Writes(entry, Words);
        Mark();

        Assert.DoesNotContain(Words, await Page($"/journal/{entry}"), StringComparison.Ordinal);

        Assert.Contains("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
        (await guest.Post("/come-back")).Dispose();
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task Until_then_no_other_request_gets_in_and_the_last_words_still_arrive()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "before");
        var token = await guest.Token();
        Mark();

        using (var late = await guest.Write(entry, "from a tab that does not know yet", token, isOpen: true, sequence: 2, seen: 1))
            Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        using (var exit = new HttpRequestMessage(HttpMethod.Post, "/exit"))
        {
            exit.Content = JsonContent.Create(new
            {
                drafts = new[]
                {
                    new
                    {
                        entry, field = "words",
                        draft = new
                        {
                            value = new[] { new[] { "words", Words } },
                            state = "given", baseVersion = 1, client = "page", sequence = 3, zone = "Europe/London",
                        },
                    },
                },
            });
            exit.Headers.Add(FormGuard.TokenHeader, token);
            exit.Headers.Add(FormGuard.OpenHeader, "1");
            using var response = await guest.Browser.Http.SendAsync(exit);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        Assert.Null(guest.SpaceCookie);
        Assert.False(IsMarked);
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_space_that_is_opened_afterwards_has_nothing_to_do_with_it()
    {
        await guest.Keeps("otter");
        (await guest.Post("/lock")).Dispose();
        Mark();

        await guest.Unlocks("otter");

        Assert.False(IsMarked);
        Assert.Equal(HttpStatusCode.NoContent, await Asked());
    }

    [Fact]
    public async Task Asking_whether_a_space_is_open_does_not_put_off_its_lock()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked());
        await guest.Keeps("otter");

        clock.MoveMinutes(8);
        Assert.Equal(HttpStatusCode.NoContent, await Asked());
        clock.MoveMinutes(8);

        Assert.Equal(HttpStatusCode.Unauthorized, await Asked());
        Assert.Contains("Unlock", await guest.Sees("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_slept_locks_its_own_session_and_no_later_one()
    {
        await guest.Keeps("otter");
        var slept = Session(await guest.Browser.Open("/"));
        (await guest.Post("/lock")).Dispose();
        await guest.Unlocks("otter");
        var woken = Session(await guest.Browser.Open("/"));
        Assert.NotEqual(slept, woken);

        await LockAs(slept);
        Assert.Equal(HttpStatusCode.NoContent, await Asked());

        await LockAs(woken);
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked());
    }

    [Fact]
    public async Task Only_where_no_space_is_open_a_page_says_that_it_is_locked()
    {
        Assert.NotNull((await guest.Browser.Open("/unlock?locked=1")).QuerySelector("[data-locked]"));
        await guest.Keeps("otter");

        var page = await guest.Browser.Open("/unlock?locked=1");
        Assert.Null(page.QuerySelector("[data-locked]"));
        Assert.Contains("Your space is open in this browser.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_leaving_changes_a_cookie_that_scripts_do_not_see()
    {
        await guest.Writes(entry, Words);

        var values = new HashSet<string>();
        for (var left = 1; left <= 2; left++)
        {
            using var response = await guest.Browser.Http.GetAsync("/exit");
            var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("left-at=", StringComparison.Ordinal));
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            values.Add(cookie.Split(';')[0]);
        }

        Assert.Equal(2, values.Count);
    }

    [Fact]
    public async Task What_was_laid_aside_is_not_brought_back_by_a_field_without_a_word()
    {
        await guest.Writes(entry, Words);
        (await guest.Browser.Http.GetAsync("/exit")).Dispose();

        Assert.Equal(0, (await guest.Writes(Guid.NewGuid(), " ")).Version);

        Assert.False(await guest.CanRead(entry, Words));
        Assert.Contains("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
    }

    private static readonly Uri Address = new("http://localhost");

    private bool IsMarked => guest.Cookies.GetCookies(Address).Any(c => c.Name == "left");

    // As exit.js does.
    private void Mark() => guest.Cookies.Add(Address, new Cookie("left", "yes", "/"));

    private async Task<string> Page(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml");
        using var response = await guest.Browser.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> Asked()
    {
        using var response = await guest.Browser.Http.GetAsync("/session");
        return response.StatusCode;
    }

    private static string Session(AngleSharp.Dom.IDocument page) => page.QuerySelector("[data-lock-session]")!.GetAttribute("data-lock-session")!;

    private async Task LockAs(string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/lock");
        request.Headers.Add("X-Session", session);
        request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
        using var response = await guest.Browser.Http.SendAsync(request);
    }
}
