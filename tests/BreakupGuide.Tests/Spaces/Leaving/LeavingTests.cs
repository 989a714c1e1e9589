using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.Leaving;

/// <summary>“Exit this page”, and coming back; who may begin a space at all.</summary>
public sealed class LeavingTests : IDisposable
{
    private const string Words = "words laid aside";

    private static readonly HttpStatusCode[] Hidden = [HttpStatusCode.Unauthorized, HttpStatusCode.NotFound];

    private readonly Guid entry = Guid.NewGuid();
    private readonly List<Site> sites = [];
    private readonly TestUser guest;

    public LeavingTests() => guest = new TestUser(Start());

    public void Dispose()
    {
        foreach (var site in sites) site.Dispose();
    }

    [Fact]
    public async Task Leaving_locks_a_kept_space_and_goes_to_a_neutral_page()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var cookie = guest.SpaceCookie!;

        await Leave();

        Assert.Null(guest.SpaceCookie);
        guest.Steal(cookie);
        Assert.False(await guest.CanRead(entry, Words));
        Assert.DoesNotContain("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_without_a_space_goes_to_the_neutral_page_too() => await Leave();

    [Fact]
    public async Task A_visitors_words_are_laid_aside_and_not_shown_until_they_ask_for_them()
    {
        var run = Guid.NewGuid();
        var token = (await guest.Writes(entry, Words)).Token;
        using (var answered = await guest.Answer(run, "who-ended", [["choice", "he"]], token)) await Acknowledged.In(answered);

        await Leave();

        foreach (var path in new[] { "/", "/journal", "/reflections", "/reflections/why-he-left", "/start", "/unlock", "/settings" })
            Assert.DoesNotContain(Words, await guest.Sees(path), StringComparison.Ordinal);
        foreach (var path in new[] { "/journal/bin", $"/journal/{entry}", $"/reflections/why-he-left/{run}/check" })
        {
            using var response = await guest.Browser.Http.GetAsync(path);
            Assert.Contains(response.StatusCode, Hidden);
            Assert.DoesNotContain(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);

        using (var back = await guest.Post("/come-back")) Assert.Equal(302, (int)back.StatusCode);
        Assert.True(await guest.CanRead(entry, Words));
        await guest.Browser.Open($"/reflections/why-he-left/{run}/check");
        Assert.DoesNotContain("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coming_back_takes_a_form_not_a_link()
    {
        await guest.Writes(entry, Words);
        await Leave();

        using (await guest.Browser.Http.GetAsync("/come-back"))
        {
        }

        Assert.False(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task Writing_again_goes_on_with_the_same_space()
    {
        await guest.Writes(entry, Words);
        await Leave();
        var second = Guid.NewGuid();

        var saved = await guest.Writes(second, "written after leaving");

        Assert.NotNull(saved.Token);
        Assert.True(await guest.CanRead(entry, Words));
        Assert.True(await guest.CanRead(second, "written after leaving"));
        Assert.Single(Context().Spaces);
        await guest.Writes(second, "written after leaving, and more", saved.Token, sequence: 2);
    }

    [Fact]
    public async Task What_was_laid_aside_is_not_lost_by_keeping_a_space()
    {
        await guest.Writes(entry, Words);
        await Leave();

        await guest.Fill(
            "/start", "start", ("Input.Name", "otter"), ("Input.Passphrase", TestUser.Passphrase),
            ("Input.Repeat", TestUser.Passphrase), ("Input.BringIn", "true"));

        Assert.True(await guest.CanRead(entry, Words));
        Assert.Single(Context().Spaces);
    }

    [Fact]
    public async Task What_was_laid_aside_is_not_lost_by_unlocking()
    {
        await new TestUser(sites[0]).Keeps("otter");
        await guest.Writes(entry, Words);
        await Leave();

        await guest.Unlocks("otter", TestUser.Passphrase, ("Input.BringIn", "true"));

        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_name_that_is_taken_leaves_what_was_laid_aside_where_it_is()
    {
        await new TestUser(sites[0]).Keeps("otter");
        await guest.Writes(entry, Words);
        await Leave();

        await guest.Fill(
            "/start", "start", ("Input.Name", "otter"), ("Input.Passphrase", TestUser.Passphrase),
            ("Input.Repeat", TestUser.Passphrase), ("Input.BringIn", "true"));
        Assert.False(await guest.CanRead(entry, Words));
        using (await guest.Post("/come-back"))
        {
        }

        Assert.True(await guest.CanRead(entry, Words));
    }

    [Theory]
    [InlineData("Closed")]
    [InlineData("FirstOnly")]
    public async Task Where_no_spaces_may_be_begun_a_visitor_is_told_and_nothing_is_stored(string registration)
    {
        var site = Start(("BreakupGuide:Registration", registration));
        if (registration == "FirstOnly") await new TestUser(site).Keeps("otter");
        var visitor = new TestUser(site);

        using var response = await visitor.Write(entry, Words);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("No new private spaces can be begun here", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(visitor.SpaceCookie);
        Assert.Contains("No new spaces here", await visitor.Sees("/start"), StringComparison.Ordinal);
        Assert.Equal(registration == "FirstOnly" ? 1 : 0, Context(site).Spaces.Count());
    }

    [Fact]
    public async Task The_first_space_of_all_may_be_begun_as_a_visitor_and_kept()
    {
        var site = Start(("BreakupGuide:Registration", "FirstOnly"));
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        await visitor.Keeps("otter");

        Assert.True(await visitor.CanRead(entry, Words));
    }

    [Fact]
    public async Task Where_only_the_first_space_may_be_kept_a_visitor_who_began_before_it_keeps_none_and_loses_nothing()
    {
        var site = Start(("BreakupGuide:Registration", "FirstOnly"));
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        var late = await visitor.Browser.Open("/start");
        await new TestUser(site).Keeps("otter");

        Assert.Contains("No new spaces here", await visitor.Sees("/start"), StringComparison.Ordinal);
        // The form was on the screen already.
        var form = late.QuerySelectorAll("form").Single(f => f.QuerySelector("input[name=_handler][value=start]") is not null);
        var page = await visitor.Browser.SendAndOpen(
            form, ("Input.Name", "heron"), ("Input.Passphrase", TestUser.Passphrase), ("Input.Repeat", TestUser.Passphrase));
        Assert.Contains("What you wrote here stays in this browser", page.Body!.TextContent, StringComparison.Ordinal);

        Assert.True(await visitor.CanRead(entry, Words));
        Assert.Equal("otter", Assert.Single(Context(site).Spaces, s => s.Name is not null).Name);
    }

    [Fact]
    public async Task Of_several_who_keep_the_first_space_at_once_one_does()
    {
        var spaces = Start(("BreakupGuide:Registration", "FirstOnly")).Services.GetRequiredService<SpaceStore>();
        var visitor = await spaces.NewVisitorAsync(default);

        var kept = await Task.WhenAll(
            spaces.KeepAsync(null, "otter", TestUser.Passphrase, default), spaces.KeepAsync(null, "heron", TestUser.Passphrase, default),
            spaces.KeepAsync(visitor, "badger", TestUser.Passphrase, default));

        Assert.Single(kept, k => k is not null);
    }

    private async Task Leave()
    {
        using var response = await guest.Browser.Http.GetAsync("/exit");
        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal("https://www.bbc.com/weather", response.Headers.Location!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    private Site Start(params (string Key, string Value)[] settings)
    {
        sites.Add(new Site([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}"), .. settings]));
        return sites[^1];
    }

    private AppDbContext Context(Site? site = null) => (site ?? sites[0]).Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
