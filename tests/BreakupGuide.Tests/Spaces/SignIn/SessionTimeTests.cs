using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>How long a session and a visitor's words last.</summary>
public sealed class SessionTimeTests : IDisposable
{
    private const string Words = "words behind the lock";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-sessions-").FullName;
    // Browsers throw away cookies by their own clock, which is the real one: the program must not be behind it.
    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;
    private Site site;

    public SessionTimeTests()
    {
        site = Start();
        guest = new TestUser(site);
    }

    private OpenSpaces Open => site.Services.GetRequiredService<OpenSpaces>();

    public void Dispose()
    {
        site.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_request_for_a_quarter_of_an_hour_a_kept_space_locks()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        for (var i = 0; i < 6; i++)
        {
            clock.MoveMinutes(14.9);
            Assert.True(await guest.CanRead(entry, Words));
        }

        clock.MoveMinutes(15);
        Assert.False(await guest.CanRead(entry, Words));
        Assert.Empty(await Rows());
    }

    [Fact]
    public async Task Saving_counts_as_use()
    {
        await guest.Keeps("otter");
        var token = await guest.Token();
        for (var i = 1; i <= 4; i++)
        {
            clock.MoveMinutes(10);
            await guest.Writes(entry, $"{Words} {i}", token, sequence: i);
        }
    }

    [Fact]
    public async Task After_twelve_hours_a_kept_space_locks_whatever_happens()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        for (var i = 0; i < 71; i++)
        {
            clock.MoveMinutes(10);
            Assert.True(await guest.CanRead(entry, Words));
        }

        clock.MoveMinutes(10);
        Assert.False(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task An_idle_space_is_locked_even_if_nobody_asks()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var session = Assert.Single(await Rows()).Id;
        var space = Open.Find(session)!.Space;
        var isCut = false;
        Open.Find(session)!.Connections["a circuit"] = () => isCut = true;

        clock.MoveMinutes(14);
        await Sweep();
        Assert.NotNull(Open.Find(session));
        clock.MoveMinutes(1);
        await Sweep();

        Assert.Null(Open.Find(session));
        Assert.True(isCut);
        Assert.Throws<ObjectDisposedException>(space.CopyDataKey);
        Assert.Empty(await Rows());
    }

    [Fact]
    public async Task What_is_left_of_sessions_before_a_restart_is_swept_when_they_are_over()
    {
        await guest.Keeps("otter");
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        site.Dispose();
        site = Start();

        await Sweep();
        Assert.Equal(2, (await Rows()).Count);
        clock.MoveMinutes(17);
        await Sweep();
        // The visitor's is theirs for a day.
        Assert.Single(await Rows());
        var again = new TestUser(site);
        again.Steal(visitor.SpaceCookie!);
        Assert.True(await again.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_visitors_words_stay_for_a_day_after_the_last_use()
    {
        await guest.Writes(entry, Words);
        for (var i = 0; i < 4; i++)
        {
            clock.Advance(TimeSpan.FromHours(23.9));
            await Sweep();
            Assert.True(await guest.CanRead(entry, Words));
        }

        clock.Advance(TimeSpan.FromHours(24.1));
        Assert.False(await guest.CanRead(entry, Words));
        await Sweep();
        await using var database = Context();
        Assert.Equal((0, 0, 0), (database.Spaces.Count(), database.Sessions.Count(), database.Entries.Count()));
    }

    [Fact]
    public async Task The_sweep_takes_old_visitors_only()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var old = new TestUser(site);
        await old.Writes(Guid.NewGuid(), "old");
        clock.Advance(TimeSpan.FromHours(20));
        var young = new TestUser(site);
        var theirs = Guid.NewGuid();
        await young.Writes(theirs, "young words");
        clock.Advance(TimeSpan.FromHours(4.1));

        await Sweep();

        Assert.True(await young.CanRead(theirs, "young words"));
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, Words));
        await using var database = Context();
        Assert.Equal(2, database.Spaces.Count());
    }

    /// <summary>Runs before each change of the Sessions table, inside the program.</summary>
    private Action? WhenSessionsChange { get; set; }

    private Site Start() => new(
        [("BreakupGuide:DataDirectory", folder), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
        services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(new SessionChanges(() => WhenSessionsChange?.Invoke())));
        });

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private async Task<IReadOnlyList<SessionRow>> Rows()
    {
        await using var database = Context();
        return await database.Sessions.AsNoTracking().ToListAsync();
    }

    private Task Sweep() => site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
}
