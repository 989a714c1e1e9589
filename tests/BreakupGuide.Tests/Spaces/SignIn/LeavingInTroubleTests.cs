using System.Net;
using System.Net.Http.Json;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>Leaving while nothing can be written: it holds at once, whatever becomes of the last words.</summary>
public sealed class LeavingInTroubleTests : IDisposable
{
    private const string Words = "words behind the lock";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-trouble-").FullName;
    // Browsers throw away cookies by their own clock, which is the real one: the program must not be behind it.
    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly StoreFaults store = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;
    private Site site;

    public LeavingInTroubleTests()
    {
        site = Start();
        guest = new TestUser(site);
    }

    public void Dispose()
    {
        site.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Leaving_with_words_that_cannot_be_stored_locks()
    {
        var cookie = await KeepAndWrite();
        store.TurnReadOnly();

        Assert.Equal(204, await Leave(Left(entry, "the very last words")));

        Assert.Null(guest.SpaceCookie);
        Assert.False(await Opens(cookie));
    }

    [Fact]
    public async Task The_cookie_opens_nothing_while_the_last_words_wait()
    {
        var cookie = await KeepAndWrite();
        var couldOpen = new List<bool>();
        store.WhenTransactionStarts = () =>
        {
            store.WhenTransactionStarts = null;
            couldOpen.Add(Opens(cookie).GetAwaiter().GetResult());
        };

        Assert.Equal(204, await Leave(Left(entry, "the very last words")));

        Assert.Equal([false], couldOpen);
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, "the very last words"));
    }

    [Fact]
    public async Task Words_that_wait_too_long_do_not_keep_the_space_open()
    {
        await KeepAndWrite();
        store.WhenTransactionStarts = () =>
        {
            store.WhenTransactionStarts = null;
            clock.Advance(TimeSpan.FromSeconds(11));
        };
        var second = Guid.NewGuid();

        Assert.Equal(204, await Leave(Left(entry, "took very long"), Left(second, "comes too late")));

        Assert.Null(guest.SpaceCookie);
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, "took very long"));
        Assert.False(await guest.CanRead(second, "comes too late"));
    }

    [Fact]
    public async Task A_visitors_words_are_laid_aside_can_be_gone_on_with_and_the_row_follows()
    {
        await guest.Writes(entry, Words);
        store.TurnReadOnly();
        await LeaveByLink();
        Assert.False(await guest.CanRead(entry, Words));
        Assert.Contains("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
        Assert.False((await Rows()).Single().Away);

        using (await guest.Post("/come-back"))
        {
        }

        Assert.True(await guest.CanRead(entry, Words));
        await LeaveByLink();
        store.Recover();
        await Sweep();
        Assert.True((await Rows()).Single().Away);
        var cookie = guest.SpaceCookie!;
        Restart();
        Assert.False(await Opens(cookie));
    }

    [Fact]
    public async Task Leaving_and_locking_do_not_need_a_database_that_can_be_read()
    {
        var cookie = await KeepAndWrite();
        Restart();
        var again = new TestUser(site);
        again.Steal(cookie);
        store.Fail(10, _ => true);

        using (var left = await again.Browser.Http.GetAsync("/exit")) Assert.Equal("https://www.bbc.com/weather", left.Headers.Location!.ToString());

        Assert.Null(again.SpaceCookie);
        store.Recover();
        Assert.False(await Opens(cookie));
    }

    private async Task<Cookie> KeepAndWrite()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        return guest.SpaceCookie!;
    }

    private async Task<bool> Opens(Cookie cookie)
    {
        var thief = new TestUser(site);
        thief.Steal(cookie);
        return await thief.CanRead(entry, Words);
    }

    private async Task LeaveByLink()
    {
        using var response = await guest.Browser.Http.GetAsync("/exit");
        Assert.Equal(302, (int)response.StatusCode);
    }

    private async Task<int> Leave(params object[] drafts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/exit") { Content = JsonContent.Create(new { drafts }) };
        request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
        request.Headers.Add(FormGuard.OpenHeader, "1");
        using var response = await guest.Browser.Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static object Left(Guid entry, string words) =>
        new
        {
            entry,
            field = "words",
            draft = new { value = new[] { new[] { "words", words } }, state = "given", baseVersion = 0, client = "page", sequence = 2, zone = "Europe/London" },
        };

    private Site Start()
    {
        var started = new Site(
            [("BreakupGuide:DataDirectory", folder), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(store));
            });
        _ = started.Services;
        return started;
    }

    private void Restart()
    {
        site.Dispose();
        site = Start();
    }

    private async Task<IReadOnlyList<SessionRow>> Rows()
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await database.Sessions.AsNoTracking().ToListAsync();
    }

    private Task Sweep() => site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
}
