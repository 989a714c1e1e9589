using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>The server's clock was wrong and is set back: what it wrote lies in the future then, and nobody knows how long ago it was.</summary>
public sealed class ClockSetBackTests : IDisposable
{
    private const string Words = "words behind the lock";

    private static readonly TimeSpan TenDays = TimeSpan.FromDays(10);

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-clock-").FullName;
    // Browsers throw away cookies by their own clock, which is the real one: the program must not be behind it.
    private readonly Clock clock = new(DateTimeOffset.UtcNow + TenDays);
    private readonly Guid entry = Guid.NewGuid();
    private TestUser guest;
    private Site site;

    public ClockSetBackTests()
    {
        site = Start();
        guest = new TestUser(site);
    }

    public void Dispose()
    {
        site.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kept_space_locks(bool isStartedAnew)
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        clock.SetBack(TenDays);
        if (isStartedAnew) StartAnew();

        Assert.False(await guest.CanRead(entry, Words));
        Assert.Equal(0, await Count(d => d.Sessions));
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kept_space_locks_even_if_nobody_asks(bool isStartedAnew)
    {
        await guest.Keeps("otter");
        clock.SetBack(TenDays);
        if (isStartedAnew) StartAnew();

        await Sweep();

        Assert.Equal(0, await Count(d => d.Sessions));
        Assert.Empty(site.Services.GetRequiredService<OpenSpaces>().Where(_ => true));
    }

    [Fact]
    public async Task A_clock_that_is_kept_right_locks_nobody_out()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        clock.SetBack(TimeSpan.FromSeconds(50));
        await Sweep();
        Assert.True(await guest.CanRead(entry, Words));

        StartAnew();
        await Sweep();
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_visitor_loses_nothing_and_the_day_begins_anew(bool isStartedAnew)
    {
        await guest.Writes(entry, Words);
        clock.SetBack(TenDays);
        if (isStartedAnew) StartAnew();
        await Sweep();
        clock.Advance(TimeSpan.FromHours(23.9));
        await Sweep();
        Assert.True(await guest.CanRead(entry, Words));

        clock.Advance(TimeSpan.FromHours(23.9));
        await Sweep();
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_visitors_space_that_nobody_uses_goes_after_a_day_all_the_same(bool isStartedAnew)
    {
        await guest.Writes(entry, Words);
        clock.SetBack(TenDays);
        if (isStartedAnew) StartAnew();
        await Sweep();
        clock.Advance(TimeSpan.FromHours(24.1));
        await Sweep();

        Assert.Equal((0, 0, 0), (await Count(d => d.Spaces), await Count(d => d.Sessions), await Count(d => d.Entries)));
    }

    private Site Start() => new(
        [("BreakupGuide:DataDirectory", folder), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
        services => services.AddSingleton<TimeProvider>(clock));

    private void StartAnew()
    {
        site.Dispose();
        site = Start();
        var again = new TestUser(site);
        again.Steal(guest.SpaceCookie!);
        guest = again;
    }

    private Task Sweep() => site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);

    private async Task<int> Count<T>(Func<AppDbContext, DbSet<T>> rows)
        where T : class
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await rows(database).CountAsync();
    }
}
