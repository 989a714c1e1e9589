using System.Net;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Spaces.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Attacks;

/// <summary>Somebody with a copied cookie, an old token or an old passphrase, or who lets a program guess.</summary>
public sealed class StolenCookieTests(Attack.Place place) : Attack(place)
{
    public static TheoryData<string> Ends => ["lock", "exit", "passphrase", "recovery", "delete", "end-all", "end-one"];

    /// <summary>However she ends it, a cookie that was copied before opens nothing, ends nothing and writes nothing.</summary>
    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_copied_cookie_is_worth_nothing_after(string end)
    {
        var recovery = await AnnaWritesAsync();
        var cookie = Anna.SpaceCookie!;
        var thief = ThiefWith(cookie);
        Assert.True(await thief.CanRead(Entry, Words));
        var token = await thief.Token();
        var session = (await SessionOfAsync((await AnnasRowAsync()).Id)).Id;

        const string Next = "velvet otter under the bridge";
        var passphrase = TestUser.Passphrase;
        switch (end)
        {
            case "lock":
                (await Anna.Post("/lock")).Dispose();
                break;
            case "exit":
                using (await Anna.Browser.Http.GetAsync("/exit")) break;
            case "passphrase":
                await Anna.Fill(
                    "/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase),
                    ("Input.Passphrase", passphrase = Next), ("Input.Repeat", Next));
                break;
            case "recovery":
                await new TestUser(Site).Recovers(Name, recovery, passphrase = Next);
                break;
            case "delete":
                await Anna.Fill("/settings/delete", "delete", ("Input.Passphrase", TestUser.Passphrase), ("Input.IsSure", "true"));
                break;
            case "end-all":
                (await Anna.Post("/settings/sessions/end-all")).Dispose();
                break;
            default:
                var phone = new TestUser(Site);
                await phone.Unlocks(Name);
                (await phone.Post($"/settings/sessions/{session}/end")).Dispose();
                break;
        }

        thief = ThiefWith(cookie);
        foreach (var page in PrivatePages)
        {
            using var response = await thief.Browser.Http.GetAsync(page);
            Assert.DoesNotContain(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.False(await thief.CanRead(Entry, Words));
        // The token of then goes with the session of then.
        foreach (var path in new[] { "/come-back", "/journal/bin/empty", $"/journal/{Entry}/delete", "/settings/lock-after", "/stay" })
        {
            using var old = await SendAsync(thief, HttpMethod.Post, path, FormOf(("minutes", "120")), token);
            Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        }

        Assert.False(await thief.CanRead(Entry, Words));
        if (end == "delete") return;
        var owner = new TestUser(Site);
        await owner.Unlocks(Name, passphrase);
        Assert.True(await owner.CanRead(Entry, Words));
    }

    /// <summary>A token is worth something only with its own cookie, for who the browser is now, and in its place.</summary>
    [Fact]
    public async Task Stale_swapped_and_halved_tokens_are_none()
    {
        var early = await Anna.Token();
        await AnnaWritesAsync();
        var now = await Anna.Token();
        var other = new TestUser(Site);
        var others = await other.Token();

        foreach (var token in new[] { early, others, "", "x", now[..^2], now + "A" })
        {
            using var response = await SendAsync(
                Anna, HttpMethod.Put, $"/drafts/{Entry}/words", System.Net.Http.Json.JsonContent.Create(DraftOf("over", 1)), token);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{response.StatusCode} with a token of {token.Length}.");
        }

        // In an address, in a cookie, in a header of another name: none of these is looked at.
        using var hidden = new HttpRequestMessage(HttpMethod.Post, $"/journal/{Entry}/delete?__RequestVerificationToken={Uri.EscapeDataString(now)}");
        foreach (var header in new[] { "RequestVerificationToken", "X-CSRF-TOKEN", "X-XSRF-TOKEN" }) hidden.Headers.Add(header, now);
        using (var response = await Anna.Browser.Http.SendAsync(hidden)) Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);

        // The session without the form's own cookie.
        var half = ThiefWith(Anna.SpaceCookie!);
        using (var response = await SendAsync(half, HttpMethod.Post, $"/journal/{Entry}/delete", FormOf(), now))
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);

        // After the lock, the token of before it.
        (await Anna.Post("/lock")).Dispose();
        using (var response = await SendAsync(Anna, HttpMethod.Put, $"/drafts/{Entry}/words", System.Net.Http.Json.JsonContent.Create(DraftOf("over", 1)), now))
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await Anna.Unlocks(Name);
        Assert.True(await Anna.CanRead(Entry, Words));
    }

    /// <summary>Whoever has the folder of keys can sign any cookie; without the session key of her browser it opens nothing, and ends nothing.</summary>
    [Fact]
    public async Task Cookies_made_with_stolen_signing_keys_open_nothing()
    {
        await AnnaWritesAsync();
        var space = (await AnnasRowAsync()).Id;
        var session = (await SessionOfAsync(space)).Id;
        var stranger = new TestUser(Site);
        await stranger.Keeps($"berta {Guid.NewGuid():N}");
        var own = TicketOf(stranger);

        foreach (var forged in new[]
        {
            Forge(space, session, Convert.ToBase64String(new byte[32])),
            Forge(space, session, KeyIn(own)),
            Forge(space, session, ""),
            Forge(space, session, KeyIn(own), isVisitor: true),
            // His own session, that says it is hers.
            Forge(space, own.Principal.SessionId()!.Value, KeyIn(own)),
        })
        {
            var thief = ThiefWith(forged);
            Assert.False(await thief.CanRead(Entry, Words));
            Assert.DoesNotContain(
                "opened", await (await thief.Browser.Http.GetAsync("/settings/sessions")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            (await thief.Post("/discard")).Dispose();
            (await thief.Post("/lock")).Dispose();
        }

        Assert.True(await Anna.CanRead(Entry, Words));
    }

    /// <summary>What a visitor laid aside is not brought back to light by a cookie that could not open it.</summary>
    [Fact]
    public async Task A_forged_cookie_does_not_bring_back_what_was_laid_aside()
    {
        await Anna.Writes(Entry, Words);
        var ticket = TicketOf(Anna);
        var session = ticket.Principal.SessionId()!.Value;
        using (await Anna.Browser.Http.GetAsync("/exit"))
        {
        }

        var space = Guid.Parse(ticket.Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value);
        var thief = ThiefWith(Forge(space, session, Convert.ToBase64String(new byte[32]), isVisitor: true));
        (await thief.Post("/come-back")).Dispose();

        await using var database = Database();
        Assert.True((await database.Sessions.SingleAsync(s => s.Id == session)).Away);
        Assert.False(await Anna.CanRead(Entry, Words));
    }

    /// <summary>
    /// He knows the old passphrase and unlocks in the very moment in which she changes it: his session must not begin after hers has thrown out all others.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_old_passphrase_begins_no_session_once_it_is_changed(bool isByRecovery)
    {
        var recovery = await AnnaWritesAsync();
        var his = await Site.Services.GetRequiredService<SpaceStore>().UnlockAsync(Name, TestUser.Passphrase, IPAddress.Loopback, default);
        Assert.NotNull(his);

        const string Next = "velvet otter under the bridge";
        if (isByRecovery) await new TestUser(Site).Recovers(Name, recovery, Next);
        else await Anna.Fill("/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase), ("Input.Passphrase", Next), ("Input.Repeat", Next));
        var http = new DefaultHttpContext { RequestServices = Site.Services.CreateScope().ServiceProvider };
        Assert.False(await Site.Services.GetRequiredService<SessionStore>().SignInAsync(http, his, default));

        Assert.False(http.Response.Headers.ContainsKey("Set-Cookie"));
        Assert.Throws<ObjectDisposedException>(() => his.CopyDataKey());
    }

    /// <summary>As many names and addresses as the count holds, and then one name from ever new addresses: it still gets slower.</summary>
    [Fact]
    public async Task Flooding_the_count_of_tries_does_not_make_guessing_quick()
    {
        var clock = new ImmediateTimers();
        var pace = Throttles.OfOneNode(clock);
        for (var i = 0; i <= 10_000; i++) await Wrong($"name {i}", i);
        clock.Waits.Clear();

        for (var i = 0; i < 5; i++) await Wrong(Name, 20_000 + i);
        Assert.Equal([1, 2], clock.Waits.Select(w => w.TotalSeconds));

        Task<string?> Wrong(string who, int from) =>
            pace.TryAsync(who, new IPAddress([10, (byte)(from >> 16), (byte)(from >> 8), (byte)from]), () => Task.FromResult<string?>(null), default);
    }

    /// <summary>Earlier versions and threads take up room, too: writing over one's own words again and again fills the space, not the disk.</summary>
    [Fact]
    public async Task Earlier_versions_count_towards_what_a_space_holds()
    {
        using var shelf = new Entries.StoreFixture(bytes: 60_000);
        var id = Guid.NewGuid();
        var saved = await shelf.Write(id, new string('x', 10_000));
        for (var version = 1; version <= 30 && saved is BreakupGuide.Entries.Saved.Done; version++)
            saved = await shelf.Write(id, new string((char)('a' + (version % 26)), 10_000), seen: version, client: $"page {version}");

        Assert.IsType<BreakupGuide.Entries.Saved.Refused>(saved);
    }
}
