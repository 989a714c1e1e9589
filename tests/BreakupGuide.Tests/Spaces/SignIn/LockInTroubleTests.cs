using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>Locking and leaving while nothing can be written: they hold at once, and the rows follow when they can.</summary>
public sealed class LockInTroubleTests : IDisposable
{
    private const string Words = "words behind the lock";

    // SQLite's code.
    private const int Busy = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-trouble-").FullName;
    // Browsers throw away cookies by their own clock, which is the real one: the program must not be behind it.
    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly StoreFaults store = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;
    private Site site;

    public LockInTroubleTests()
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
    public async Task The_lock_locks_although_the_row_cannot_be_deleted_and_the_row_goes_as_soon_as_it_can()
    {
        var cookie = await KeepAndWrite();
        var space = site.Services.GetRequiredService<OpenSpaces>().Find((await Rows()).Single().Id)!.Space;
        store.TurnReadOnly();

        using (var locked = await guest.Post("/lock")) Assert.Equal("/unlock?locked=1", locked.Headers.Location!.ToString());

        Assert.Null(guest.SpaceCookie);
        Assert.Throws<ObjectDisposedException>(space.CopyDataKey);
        // The row is still there: without a memory of the lock, the cookie would open it.
        Assert.Single(await Rows());
        Assert.False(await Opens(cookie));
        await Assert.ThrowsAnyAsync<Exception>(Sweep);
        Assert.False(await Opens(cookie));

        store.Recover();
        await Sweep();
        Assert.Empty(await Rows());
        Assert.False(await Opens(cookie));
        Restart();
        Assert.False(await Opens(cookie));
        await new TestUser(site).Unlocks("otter");
    }

    [Fact]
    public async Task The_end_of_the_program_is_the_last_chance_for_the_row()
    {
        var cookie = await KeepAndWrite();
        store.TurnReadOnly();
        using (await guest.Post("/lock"))
        {
        }

        Assert.Single(await Rows());
        store.Recover();
        Restart();

        Assert.Empty(await Rows());
        Assert.False(await Opens(cookie));
    }

    [Fact]
    public async Task That_somebody_else_is_writing_at_the_last_try_is_no_trouble_of_the_store()
    {
        await KeepAndWrite();
        store.Fail(Busy, statement => statement.Contains("DELETE FROM \"Sessions\"", StringComparison.Ordinal));
        using (await guest.Post("/lock"))
        {
        }

        await site.Services.GetRequiredService<SessionSweep>().StopAsync(default);

        Assert.Null(site.Services.GetRequiredService<StorageWatch>().Met);
        Assert.Single(await Rows());
    }

    [Fact]
    public async Task All_browsers_are_locked_at_once_those_of_before_a_restart_too()
    {
        await KeepAndWrite();
        var cookie = guest.SpaceCookie!;
        Restart();
        var other = new TestUser(site);
        await other.Unlocks("otter");
        var second = other.SpaceCookie!;
        store.TurnReadOnly();

        using (var ended = await other.Post("/settings/sessions/end-all")) Assert.Equal("/unlock?locked=1", ended.Headers.Location!.ToString());

        Assert.Null(other.SpaceCookie);
        Assert.False(await Opens(cookie));
        Assert.False(await Opens(second));
        Assert.Equal(2, (await Rows()).Count);
        store.Recover();
        await Sweep();
        Assert.Empty(await Rows());
    }

    [Fact]
    public async Task A_browser_that_was_locked_from_another_one_is_no_longer_listed()
    {
        await KeepAndWrite();
        var lost = new TestUser(site);
        await lost.Unlocks("otter");
        var cookie = lost.SpaceCookie!;
        var sessions = await guest.Browser.Open("/settings/sessions");
        var end = Assert.Single(sessions.QuerySelectorAll("main form[action$='/end']")).GetAttribute("action")!;
        store.TurnReadOnly();

        using (var ended = await guest.Post(end)) Assert.Equal("/settings/sessions", ended.Headers.Location!.ToString());

        Assert.False(await Opens(cookie));
        Assert.Empty((await guest.Browser.Open("/settings/sessions")).QuerySelectorAll("main form[action$='/end']"));
    }

    [Fact]
    public async Task An_idle_space_locks_although_nothing_can_be_written()
    {
        var cookie = await KeepAndWrite();
        store.TurnReadOnly();
        clock.MoveMinutes(15);

        Assert.False(await Opens(cookie));
        Assert.Single(await Rows());
    }

    [Fact]
    public async Task Reading_counts_as_use_and_is_written_later()
    {
        var cookie = await KeepAndWrite();
        store.TurnReadOnly();
        for (var i = 0; i < 4; i++)
        {
            clock.MoveMinutes(10);
            Assert.True(await guest.CanRead(entry, Words));
        }

        var seen = clock.Now;
        store.Recover();
        // A row that could not follow looks as if nobody had been there for forty minutes.
        await Sweep();
        Assert.Equal(seen, (await Rows()).Single().LastSeen);
        Restart();
        Assert.True(await Opens(cookie));
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
