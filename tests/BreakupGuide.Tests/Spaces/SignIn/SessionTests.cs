using System.Net;
using System.Security.Claims;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Spaces.SignIn;

public sealed class SessionTests : IDisposable
{
    private const string Words = "words behind the lock";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-sessions-").FullName;
    // Browsers throw away cookies by their own clock, which is the real one: the program must not be behind it.
    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;
    private Site site;

    public SessionTests()
    {
        site = Start();
        guest = new TestUser(site);
    }

    private OpenSpaces Open => site.Services.GetRequiredService<OpenSpaces>();

    private SessionStore Sessions => site.Services.GetRequiredService<SessionStore>();

    private SessionEnds Ends => site.Services.GetRequiredService<SessionEnds>();

    public void Dispose()
    {
        site.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_of_the_program_locks_nobody_out(bool isKept)
    {
        if (isKept) await guest.Keeps("otter");
        await guest.Writes(entry, Words);

        site.Dispose();
        site = Start();
        var again = new TestUser(site);
        again.Steal(guest.SpaceCookie!);

        Assert.True(await again.CanRead(entry, Words));
        Assert.Single(await Rows());
    }

    [Fact]
    public async Task After_the_lock_the_cookie_opens_nothing_more()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var cookie = guest.SpaceCookie!;
        var session = Assert.Single(await Rows()).Id;
        var space = Open.Find(session)!.Space;

        using (var locked = await guest.Post("/lock")) Assert.Equal("/unlock?locked=1", locked.Headers.Location!.ToString());

        Assert.Null(guest.SpaceCookie);
        Assert.Empty(await Rows());
        Assert.Null(Open.Find(session));
        Assert.Throws<ObjectDisposedException>(space.CopyDataKey);
        var thief = new TestUser(site);
        thief.Steal(cookie);
        Assert.False(await thief.CanRead(entry, Words));
        Assert.Contains("Your space is locked", await guest.Sees("/unlock?locked=1"), StringComparison.Ordinal);

        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, Words));
        Assert.False(await thief.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_visitors_space_has_no_lock()
    {
        await guest.Writes(entry, Words);
        using (await guest.Post("/lock"))
        {
        }

        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task Events_of_a_locked_session_are_dropped()
    {
        await guest.Writes(entry, Words);
        var session = Assert.Single(await Rows());
        var calls = 0;
        var guard = Guard(PrincipalOf(session)).CreateInboundActivityHandler(_ =>
        {
            calls++;
            return Task.CompletedTask;
        });

        await guard(null!);
        Assert.Equal(1, calls);
        await Ends.EndAsync(session.Id, default);
        await guard(null!);
        Assert.Equal(1, calls);

        // Pages for everybody keep working without a session.
        var free = Guard(new ClaimsPrincipal(new ClaimsIdentity())).CreateInboundActivityHandler(_ =>
        {
            calls++;
            return Task.CompletedTask;
        });
        await free(null!);
        Assert.Equal(2, calls);
    }

    private CircuitGuard Guard(ClaimsPrincipal user) => ActivatorUtilities.CreateInstance<CircuitGuard>(site.Services, new As(user));

    [Fact]
    public async Task A_circuit_finds_its_space_only_as_long_as_it_is_open()
    {
        await guest.Writes(entry, Words);
        var session = Assert.Single(await Rows());
        var current = new CurrentSpace(new As(PrincipalOf(session)), Open);

        Assert.Equal(session.SpaceId, (await current.FindAsync())!.Id);
        await Ends.LeaveAsync(session.Id, default);
        Assert.Null(await current.FindAsync());
    }

    [Fact]
    public async Task An_id_without_its_key_opens_nothing_not_even_what_is_open_already()
    {
        await guest.Writes(entry, Words);
        var session = Assert.Single(await Rows());

        // Somebody who copied the data directory can make cookies, but does not know the session's key.
        var thief = new TestUser(site);
        foreach (var key in new[] { Convert.ToBase64String(new byte[32]), "", "nonsense" })
        {
            thief.Steal(new Cookie("space", Ticket(session, key)));
            Assert.False(await thief.CanRead(entry, Words));
        }

        Assert.True(await guest.CanRead(entry, Words));
        thief.Steal(new Cookie("space", Ticket(session, KeyOf(guest.SpaceCookie!.Value))));
        Assert.True(await thief.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_session_taken_up_in_the_middle_of_its_end_does_not_stay_open()
    {
        await guest.Writes(entry, Words);
        var session = Assert.Single(await Rows());
        var key = KeyOf(guest.SpaceCookie!.Value);
        var met = 0;
        WhenSessionsChange = () =>
        {
            met++;
            Sessions.ResumeAsync(session.Id, key, default).GetAwaiter().GetResult();
        };

        await Ends.LeaveAsync(session.Id, default);
        Assert.Null(Open.Find(session.Id));
        Assert.Equal(1, met);

        WhenSessionsChange = null;
        await SetAway(session.Id, false);
        WhenSessionsChange = () =>
        {
            met++;
            Sessions.ResumeAsync(session.Id, key, default).GetAwaiter().GetResult();
        };
        await Ends.EndAsync(session.Id, default);
        Assert.Equal(2, met);
        Assert.Null(Open.Find(session.Id));
        Assert.Null(await Sessions.ResumeAsync(session.Id, key, default));
    }

    [Fact]
    public async Task One_tab_stays_open_when_another_person_locks()
    {
        var other = new TestUser(site);
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        await other.Keeps("heron");
        using (await other.Post("/lock"))
        {
        }

        Assert.True(await guest.CanRead(entry, Words));
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

    private async Task SetAway(Guid session, bool away)
    {
        await using var database = Context();
        await database.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.Away, away));
    }

    private static ClaimsPrincipal PrincipalOf(SessionRow session) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, session.SpaceId.ToString("N")), new(SpaceClaims.Session, session.Id.ToString("N"))], "test"));

    private ISecureDataFormat<AuthenticationTicket> Format =>
        site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme).TicketDataFormat;

    private string KeyOf(string cookie) => SessionCookie.KeyOf(Format.Unprotect(cookie)!.Properties)!;

    private string Ticket(SessionRow session, string key)
    {
        var properties = new AuthenticationProperties { IssuedUtc = clock.GetUtcNow(), ExpiresUtc = clock.GetUtcNow().AddHours(1) };
        properties.Items["key"] = key;
        return Format.Protect(new AuthenticationTicket(PrincipalOf(session), properties, SessionCookie.Scheme));
    }

    private sealed class As(ClaimsPrincipal principal) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(principal));
    }
}
