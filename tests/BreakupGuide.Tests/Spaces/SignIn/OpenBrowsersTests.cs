using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>What the owner sees of who opened the space and who tried, and what can be done about it.</summary>
public sealed class OpenBrowsersTests : IDisposable
{
    private const string Words = "words behind the lock";
    private const string Wrong = "not the passphrase at all";

    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly Site site;
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();

    public OpenBrowsersTests()
    {
        site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")], services => services.AddSingleton<TimeProvider>(clock));
        guest = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Failed_tries_are_shown_to_the_owner_at_the_next_opening_and_no_longer_after_it()
    {
        var key = await guest.Keeps("otter");
        Assert.DoesNotContain("wrong", await guest.Sees("/"), StringComparison.Ordinal);
        for (var i = 0; i < 2; i++) await new TestUser(site).Unlocks("otter", Wrong);
        var others = await new TestUser(site).Keeps("heron");
        Assert.NotEqual(key, others);
        await new TestUser(site).Recovers("otter", others, Wrong);

        var owner = new TestUser(site);
        await owner.Unlocks("otter");
        var home = await owner.Sees("/");
        Assert.Contains("last opened on", home, StringComparison.Ordinal);
        Assert.Contains("a wrong passphrase was typed 2 times", home, StringComparison.Ordinal);
        Assert.Contains("A wrong recovery key was typed once", home, StringComparison.Ordinal);

        var later = new TestUser(site);
        await later.Unlocks("otter");
        Assert.DoesNotContain("wrong", await later.Sees("/"), StringComparison.Ordinal);
        // Nobody else is told.
        Assert.DoesNotContain("wrong", await new TestUser(site).Sees("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_browser_of_several_can_be_locked_from_another()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var lost = new TestUser(site);
        await lost.Unlocks("otter");
        clock.MoveMinutes(1);
        var page = await guest.Browser.Open("/settings/sessions");
        Assert.Equal(2, page.QuerySelectorAll("li.session").Length);
        Assert.Equal("This browser", page.QuerySelector("li.session strong")!.TextContent);

        using (await guest.Browser.Send(page.QuerySelector("li.session form")!))
        {
        }

        Assert.False(await lost.CanRead(entry, Words));
        Assert.True(await guest.CanRead(entry, Words));
        Assert.Single((await guest.Browser.Open("/settings/sessions")).QuerySelectorAll("li.session"));
    }

    [Fact]
    public async Task Everywhere_means_here_too()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var other = new TestUser(site);
        await other.Unlocks("otter");
        using (await guest.Post("/settings/sessions/end-all"))
        {
        }

        Assert.False(await guest.CanRead(entry, Words));
        Assert.False(await other.CanRead(entry, Words));
        Assert.Empty(Context().Sessions);
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_found()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var session = Context().Sessions.Single().Id;
        var stranger = new TestUser(site);
        await stranger.Keeps("heron");

        using var response = await stranger.Post($"/settings/sessions/{session}/end");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(await guest.CanRead(entry, Words));
        Assert.DoesNotContain(session.ToString(), await stranger.Sees("/settings/sessions"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(120)]
    public async Task The_owner_chooses_after_how_long_the_space_locks_at_once_and_after_a_new_opening(int minutes)
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        await SetMinutes($"{minutes}");

        for (var round = 0; round < 2; round++)
        {
            clock.MoveMinutes(minutes - 0.1);
            await Sweep();
            Assert.True(await guest.CanRead(entry, Words));
            clock.MoveMinutes(minutes);
            Assert.False(await guest.CanRead(entry, Words));
            await guest.Unlocks("otter");
        }

        // What is left in the database follows the choice, too.
        site.Services.GetRequiredService<OpenSpaces>().Dispose();
        clock.MoveMinutes(minutes);
        await Sweep();
        Assert.Single(Context().Sessions);
        clock.MoveMinutes(1.1);
        await Sweep();
        Assert.Empty(Context().Sessions);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("121")]
    [InlineData("soon")]
    public async Task Other_numbers_are_refused(string minutes)
    {
        await guest.Keeps("otter");
        Assert.Equal("/settings?refused=yes", await SetMinutes(minutes));
        Assert.Null(Context().Spaces.Single().LockAfterMinutes);
    }

    private async Task<string> SetMinutes(string minutes)
    {
        var form = (await guest.Browser.Open("/settings")).QuerySelectorAll("form").Single(f => f.GetAttribute("action") == "/settings/lock-after");
        using var response = await guest.Browser.Send(form, ("minutes", minutes));
        return response.Headers.Location!.ToString();
    }

    private Task Sweep() => site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
