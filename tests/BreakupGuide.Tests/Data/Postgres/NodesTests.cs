using System.Net;
using System.Security.Claims;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>Two nodes behind plain round robin: one session for both, and what is locked on one is locked on the other.</summary>
public sealed class NodesTests : IDisposable
{
    private const string Words = "written here, read there";

    private readonly Guid entry = Guid.NewGuid();
    private readonly TwoNodes nodes = new();

    public void Dispose() => nodes.Dispose();

    [Fact]
    public async Task Somebody_whose_requests_go_to_one_and_the_other_in_turn_notices_nothing()
    {
        var user = nodes.NewUser();
        await user.Writes(entry, "first words");
        var recovery = await user.Keeps("two nodes");
        for (var i = 0; i < 4; i++)
        {
            await user.Writes(entry, $"{Words} {i}", sequence: i + 2, seen: i + 1);
            Assert.True(await user.CanRead(entry, $"{Words} {i}"));
            Assert.True(await user.CanRead(entry, $"{Words} {i}"));
        }

        using (await user.Post("/lock")) Assert.False(await user.CanRead(entry, Words));
        await user.Unlocks("two nodes");
        Assert.True(await user.CanRead(entry, Words));
        using (await user.Post("/lock")) await user.Recovers("two nodes", recovery, "another lantern by the harbour");
        Assert.True(await user.CanRead(entry, Words));
    }

    [Theory]
    [InlineData("/lock")]
    [InlineData("/exit")]
    public async Task What_is_left_on_one_is_closed_on_the_other_without_a_request(string way)
    {
        var (user, there) = await nodes.KeptAtBothAsync("left", entry, Words);
        var session = TwoNodes.OpenAt(nodes.Second).Where(_ => true).Single();
        var isCut = false;
        TwoNodes.OpenAt(nodes.Second).Find(session)!.Connections["circuit"] = () => isCut = true;

        using (await user.Post(way)) Assert.True(Closes(nodes.Second));

        Assert.True(SpinWait.SpinUntil(() => isCut, TimeSpan.FromSeconds(30)));
        Assert.False(await there.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_visitors_words_that_were_laid_aside_on_one_come_back_on_the_other()
    {
        var visitor = new TestUser(nodes.First);
        await visitor.Writes(entry, Words);
        var there = TwoNodes.At(nodes.Second, visitor);
        Assert.True(await there.CanRead(entry, Words));

        using (await visitor.Post("/exit")) Assert.True(Closes(nodes.Second));
        Assert.False(await there.CanRead(entry, Words));

        using (await there.Post("/come-back")) Assert.True(await there.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_changed_passphrase_and_a_deletion_close_it_everywhere()
    {
        var (_, there) = await nodes.KeptAtBothAsync("changed", entry, Words);
        var space = nodes.Context().Spaces.Single().Id;
        var keys = nodes.First.Services.GetRequiredService<SpaceKeys>();
        (await keys.ChangePassphraseAsync(space, TestUser.Passphrase, "another lantern by the harbour", null, default))!.Dispose();
        Assert.True(Closes(nodes.Second));
        Assert.False(await there.CanRead(entry, Words));

        await there.Unlocks("changed", "another lantern by the harbour");
        Assert.True(await there.CanRead(entry, Words));
        var spaces = nodes.First.Services.GetRequiredService<SpaceStore>();
        Assert.True(await spaces.DeleteAsync(space, "another lantern by the harbour", null, default));
        Assert.True(Closes(nodes.Second));
        Assert.False(await there.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_node_that_does_not_hear_asks_the_row_and_catches_up_when_it_hears_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var deaf = new TwoNodes(clock);
        var (user, there) = await deaf.KeptAtBothAsync("deaf", entry, Words);
        var listener = deaf.Second.Services.GetRequiredService<SessionListener>();
        Assert.True(SpinWait.SpinUntil(() => listener.Hears, TimeSpan.FromSeconds(30)));
        // Its clock stands still: it does not try again before it is told to.
        const string Cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        PostgresServer.Run(Cut, deaf.Connection);
        Assert.True(SpinWait.SpinUntil(() => !listener.Hears, TimeSpan.FromSeconds(30)));

        var open = TwoNodes.OpenAt(deaf.Second);
        var session = open.Where(_ => true).Single();
        Assert.Equal(1, await EventsOfACircuit(deaf.Second, session));
        using (await user.Post("/lock"))
        {
            Assert.NotNull(open.Find(session));
            Assert.Equal(0, await EventsOfACircuit(deaf.Second, session));
            Assert.Null(open.Find(session));
        }

        await there.Unlocks("deaf");
        Assert.True(await there.CanRead(entry, Words));
        await using (var database = deaf.Context()) await database.Sessions.ExecuteDeleteAsync();
        Assert.NotEmpty(open.Where(_ => true));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(Closes(deaf.Second));
    }

    [Fact]
    public async Task A_session_that_is_used_on_one_is_not_idle_on_the_other()
    {
        // The program's own sweeps do not run with each minute: one that began minutes ago would take what was used since for a clock that was set back.
        var clock = new Clock(DateTimeOffset.UtcNow);
        using var timed = new TwoNodes(clock);
        var (user, there) = await timed.KeptAtBothAsync("timed", entry, Words);
        for (var minute = 0; minute < 20; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(await there.CanRead(entry, Words));
        }

        // By the first node's own count nothing was asked for in twenty minutes.
        await timed.First.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
        Assert.True(await there.CanRead(entry, Words));
        Assert.True(await user.CanRead(entry, Words));

        clock.Advance(TimeSpan.FromMinutes(16));
        await timed.First.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
        Assert.False(await there.CanRead(entry, Words));
    }

    [Fact]
    public async Task Wrong_tries_are_counted_together_and_only_as_hashes()
    {
        var address = IPAddress.Parse("192.0.2.1");
        await new TestUser(nodes.First).Keeps("guessed");
        for (var i = 0; i < SignInThrottle.Free; i++)
            Assert.Null(await nodes.First.Services.GetRequiredService<SpaceStore>().UnlockAsync("guessed", $"wrong {i} lantern harbour", address, default));

        var clock = new ImmediateTimers();
        var elsewhere = new SignInThrottle(nodes.Second.Services.GetRequiredService<TriesOfAllNodes>(), clock, Meters.None);
        Assert.Null(await elsewhere.TryAsync("guessed", IPAddress.Parse("198.51.100.7"), () => Task.FromResult<string?>(null), default));
        Assert.Equal([TimeSpan.FromSeconds(1)], clock.Waits);

        await using var database = nodes.Context();
        Assert.Equal([4, 3, 1], (await database.Tries.ToListAsync()).Select(t => t.Wrong).OrderDescending());
        Assert.All(database.Tries, t => Assert.Matches("^[0-9A-F]{64}$", t.Who));
        // The right one is none of them, and ends what was counted for the name.
        (await nodes.First.Services.GetRequiredService<SpaceStore>().UnlockAsync("guessed", TestUser.Passphrase, address, default))!.Dispose();
        Assert.Equal([3, 1], (await database.Tries.AsNoTracking().ToListAsync()).Select(t => t.Wrong).OrderDescending());
    }

    [Fact]
    public async Task A_try_that_is_given_up_takes_nobody_elses_back()
    {
        var shared = nodes.First.Services.GetRequiredService<TriesOfAllNodes>();
        var address = IPAddress.Parse("192.0.2.1");
        for (var i = 0; i < 3; i++)
            Assert.Null(await new SignInThrottle(shared, new ImmediateTimers(), Meters.None).TryAsync("guessed", address, Wrong, default));

        var gone = new CancellationToken(canceled: true);
        for (var i = 0; i < 5; i++)
        {
            var elsewhere = new SignInThrottle(shared, TimeProvider.System, Meters.None);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => elsewhere.TryAsync("guessed", address, Wrong, gone));
        }

        await using var database = nodes.Context();
        Assert.Equal([3, 3], (await database.Tries.ToListAsync()).Select(t => t.Wrong));

        static Task<string?> Wrong() => Task.FromResult<string?>(null);
    }

    [Fact]
    public async Task What_one_node_sweeps_no_other_sweeps_at_that_moment()
    {
        var (one, other) = (nodes.First.Services.GetRequiredService<DatabaseEngine>(), nodes.Second.Services.GetRequiredService<DatabaseEngine>());
        var (swept, came) = (0, 0);

        Assert.True(await one.UnlessElsewhereAsync(
            "test",
            async () =>
            {
                Assert.False(await other.UnlessElsewhereAsync("test", () => Task.FromResult(came++), default));
                Assert.True(await other.UnlessElsewhereAsync("something else", () => Task.FromResult(swept++), default));
            },
            default));
        Assert.True(await other.UnlessElsewhereAsync("test", () => Task.FromResult(swept++), default));

        Assert.Equal((2, 0), (swept, came));
    }

    private static bool Closes(Site node) => SpinWait.SpinUntil(() => TwoNodes.OpenAt(node).Where(_ => true).Count == 0, TimeSpan.FromSeconds(30));

    private static async Task<int> EventsOfACircuit(Site node, Guid session)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SpaceClaims.Session, session.ToString("N"))], SessionCookie.Scheme));
        var let = 0;
        var guard = ActivatorUtilities.CreateInstance<CircuitGuard>(node.Services, new As(user));
        await guard.CreateInboundActivityHandler(_ => Task.FromResult(let++))(null!);
        return let;
    }

    private sealed class As(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
