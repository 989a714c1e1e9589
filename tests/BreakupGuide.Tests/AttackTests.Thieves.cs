using System.Buffers.Binary;
using System.Net;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests;

/// <summary>Somebody with a copied cookie, an old token, an old passphrase, or with the data directory, who may write into it.</summary>
public sealed partial class AttackTests
{
    private static readonly string[] Private =
    [
        "/journal", "/journal/bin", "/settings/sessions", "/settings/passphrase", "/settings/download", "/reflections/why-he-left",
    ];

    public static TheoryData<string> Ends => ["lock", "exit", "passphrase", "recovery", "delete", "end-all", "end-one"];

    /// <summary>However she ends it, a cookie that was copied before opens nothing, ends nothing and writes nothing.</summary>
    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_copied_cookie_is_worth_nothing_after(string end)
    {
        var recovery = await AnnaWritesAsync();
        var cookie = anna.SpaceCookie!;
        var thief = ThiefWith(cookie);
        Assert.True(await thief.CanRead(entry, Words));
        var token = await thief.Token();
        var session = (await SessionOfAsync((await AnnasRowAsync()).Id)).Id;

        const string Next = "velvet otter under the bridge";
        var passphrase = TestUser.Passphrase;
        switch (end)
        {
            case "lock":
                (await anna.Post("/lock")).Dispose();
                break;
            case "exit":
                using (await anna.Browser.Http.GetAsync("/exit")) break;
            case "passphrase":
                await anna.Fill(
                    "/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase),
                    ("Input.Passphrase", passphrase = Next), ("Input.Repeat", Next));
                break;
            case "recovery":
                await new TestUser(site).Recovers(name, recovery, passphrase = Next);
                break;
            case "delete":
                await anna.Fill("/settings/delete", "delete", ("Input.Passphrase", TestUser.Passphrase), ("Input.IsSure", "true"));
                break;
            case "end-all":
                (await anna.Post("/settings/sessions/end-all")).Dispose();
                break;
            default:
                var phone = new TestUser(site);
                await phone.Unlocks(name);
                (await phone.Post($"/settings/sessions/{session}/end")).Dispose();
                break;
        }

        thief = ThiefWith(cookie);
        foreach (var page in Private)
        {
            using var response = await thief.Browser.Http.GetAsync(page);
            Assert.DoesNotContain(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.False(await thief.CanRead(entry, Words));
        // The token of then goes with the session of then.
        foreach (var path in new[] { "/come-back", "/journal/bin/empty", $"/journal/{entry}/delete", "/settings/lock-after", "/stay" })
        {
            using var old = await SendAsync(thief, HttpMethod.Post, path, FormOf(("minutes", "120")), token);
            Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        }

        Assert.False(await thief.CanRead(entry, Words));
        if (end == "delete") return;
        var owner = new TestUser(site);
        await owner.Unlocks(name, passphrase);
        Assert.True(await owner.CanRead(entry, Words));
    }

    /// <summary>A token is worth something only with its own cookie, for who the browser is now, and in its place.</summary>
    [Fact]
    public async Task Stale_swapped_and_halved_tokens_are_none()
    {
        var early = await anna.Token();
        await AnnaWritesAsync();
        var now = await anna.Token();
        var other = new TestUser(site);
        var others = await other.Token();

        foreach (var token in new[] { early, others, "", "x", now[..^2], now + "A" })
        {
            using var response = await SendAsync(
                anna, HttpMethod.Put, $"/drafts/{entry}/words", System.Net.Http.Json.JsonContent.Create(DraftOf("over", 1)), token);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{response.StatusCode} with a token of {token.Length}.");
        }

        // In an address, in a cookie, in a header of another name: none of these is looked at.
        using var hidden = new HttpRequestMessage(HttpMethod.Post, $"/journal/{entry}/delete?__RequestVerificationToken={Uri.EscapeDataString(now)}");
        foreach (var header in new[] { "RequestVerificationToken", "X-CSRF-TOKEN", "X-XSRF-TOKEN" }) hidden.Headers.Add(header, now);
        using (var response = await anna.Browser.Http.SendAsync(hidden)) Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);

        // The session without the form's own cookie.
        var half = ThiefWith(anna.SpaceCookie!);
        using (var response = await SendAsync(half, HttpMethod.Post, $"/journal/{entry}/delete", FormOf(), now))
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);

        // After the lock, the token of before it.
        (await anna.Post("/lock")).Dispose();
        using (var response = await SendAsync(anna, HttpMethod.Put, $"/drafts/{entry}/words", System.Net.Http.Json.JsonContent.Create(DraftOf("over", 1)), now))
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await anna.Unlocks(name);
        Assert.True(await anna.CanRead(entry, Words));
    }

    /// <summary>Whoever has the folder of keys can sign any cookie; without the session key of her browser it opens nothing, and ends nothing.</summary>
    [Fact]
    public async Task Cookies_made_with_stolen_signing_keys_open_nothing()
    {
        await AnnaWritesAsync();
        var space = (await AnnasRowAsync()).Id;
        var session = (await SessionOfAsync(space)).Id;
        var stranger = new TestUser(site);
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
            Assert.False(await thief.CanRead(entry, Words));
            Assert.DoesNotContain(
                "opened", await (await thief.Browser.Http.GetAsync("/settings/sessions")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            (await thief.Post("/discard")).Dispose();
            (await thief.Post("/lock")).Dispose();
        }

        Assert.True(await anna.CanRead(entry, Words));
    }

    /// <summary>What a visitor laid aside is not brought back to light by a cookie that could not open it.</summary>
    [Fact]
    public async Task A_forged_cookie_does_not_bring_back_what_was_laid_aside()
    {
        await anna.Writes(entry, Words);
        var ticket = TicketOf(anna);
        var session = ticket.Principal.SessionId()!.Value;
        using (await anna.Browser.Http.GetAsync("/exit"))
        {
        }

        var space = Guid.Parse(ticket.Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value);
        var thief = ThiefWith(Forge(space, session, Convert.ToBase64String(new byte[32]), isVisitor: true));
        (await thief.Post("/come-back")).Dispose();

        await using var database = Database();
        Assert.True((await database.Sessions.SingleAsync(s => s.Id == session)).Away);
        Assert.False(await anna.CanRead(entry, Words));
    }

    /// <summary>A session's row that is made to point to another space, with a cookie that is right: that space does not count as opened.</summary>
    [Fact]
    public async Task A_session_that_points_to_another_space_opens_neither()
    {
        await AnnaWritesAsync();
        var space = (await AnnasRowAsync()).Id;
        var stranger = new TestUser(site);
        await stranger.Keeps($"berta {Guid.NewGuid():N}");
        var session = TicketOf(stranger).Principal.SessionId()!.Value;
        site.Services.GetRequiredService<OpenSpaces>().Close(session);
        Assert.Equal(1, await SqlAsync($"UPDATE Sessions SET SpaceId = {space} WHERE Id = {session}"));

        Assert.Contains("No space is open", await stranger.Sees("/settings/sessions", 401), StringComparison.Ordinal);
        using (var emptied = await stranger.Post($"/journal/{entry}/delete")) Assert.Equal(HttpStatusCode.NotFound, emptied.StatusCode);
        Assert.True(await anna.CanRead(entry, Words));
    }

    /// <summary>A session whose space is gone is over; its browser is not shut out of every page.</summary>
    [Fact]
    public async Task A_session_without_its_space_is_over()
    {
        await anna.Writes(entry, Words);
        var session = TicketOf(anna).Principal.SessionId()!.Value;
        site.Services.GetRequiredService<OpenSpaces>().Close(session);
        await using (var database = Database())
        {
            await database.Database.OpenConnectionAsync();
            await database.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=OFF");
            await database.Database.ExecuteSqlAsync($"DELETE FROM Spaces WHERE Id = (SELECT SpaceId FROM Sessions WHERE Id = {session})");
            await database.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=ON");
        }

        await anna.Browser.Open("/");
        Assert.False(await anna.CanRead(entry, Words));
        await SqlAsync($"DELETE FROM Sessions WHERE Id = {session}");
    }

    /// <summary>A wrap that asks for an hour of work is refused at once: it must not take a place from people who want to get in.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_wrap_with_a_forged_cost_opens_nothing_and_keeps_nobody_waiting(int rounds)
    {
        await AnnaWritesAsync();
        var wrap = (await AnnasRowAsync()).PassphraseWrap!;
        var forged = wrap.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(1), rounds);
        await SqlAsync($"UPDATE Spaces SET PassphraseWrap = {forged} WHERE Name = {name}");

        // The limit only turns a wait without end into a failure.
        await new TestUser(site).Unlocks(name).WaitAsync(TimeSpan.FromMinutes(1));
        await using (var database = Database()) Assert.Single(await database.Sessions.Where(s => s.SpaceId == TicketSpace()).ToListAsync());
        await SqlAsync($"UPDATE Spaces SET PassphraseWrap = {wrap} WHERE Name = {name}");
        var owner = new TestUser(site);
        await owner.Unlocks(name);
        Assert.True(await owner.CanRead(entry, Words));
    }

    private Guid TicketSpace() => Guid.Parse(TicketOf(anna).Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value);

    /// <summary>Whatever stands in a sealed column, however short: no page of hers fails, and she can still leave.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(5000)]
    public async Task No_page_fails_over_a_column_that_was_filled_with_something_else(int size)
    {
        await AnnaWritesAsync();
        using (await anna.Answer(run, "what-he-said", [["item.n0", "work"]], reflection: "why-he-left", sequence: 3))
        {
        }

        var space = (await AnnasRowAsync()).Id;
        var junk = new byte[size];
        await SqlAsync($"UPDATE Answers SET Record = {junk} WHERE SpaceId = {space}");
        await SqlAsync($"UPDATE Threads SET Record = {junk} WHERE SpaceId = {space}");
        await AllPagesAsync();
        await SqlAsync($"UPDATE Entries SET Body = {junk} WHERE SpaceId = {space}");
        await AllPagesAsync();
        await SqlAsync($"UPDATE Entries SET Head = {junk} WHERE SpaceId = {space}");
        await AllPagesAsync();
        await SqlAsync($"UPDATE Spaces SET PassphraseWrap = {junk}, RecoveryWrap = {junk} WHERE Id = {space}");
        await SqlAsync($"UPDATE Sessions SET WrappedKey = {junk} WHERE SpaceId = {space}");
        await AllPagesAsync();
        await new TestUser(site).Unlocks(name);
        await new TestUser(site).Recovers(name, RecoveryKey.New().ToDisplay(), "velvet otter under the bridge");
        site.Services.GetRequiredService<OpenSpaces>().CloseAllOf(space);
        await AllPagesAsync();
        using var exit = await anna.Browser.Http.GetAsync("/exit");
        Assert.Equal(HttpStatusCode.Redirect, exit.StatusCode);

        async Task AllPagesAsync()
        {
            string[] pages =
            [
                .. Private, "/", "/reflections", "/settings", "/settings/delete", $"/journal/{entry}",
                $"/journal/{entry}/edit", $"/journal/{entry}/edit?preview=1", $"/journal/{run}",
                $"/reflections/why-he-left/{run}/who-ended", $"/reflections/why-he-left/{run}/check", $"/reflections/why-he-left/{run}/outcome",
            ];
            foreach (var page in pages)
            {
                using var response = await anna.Browser.Http.GetAsync(page);
                Assert.True((int)response.StatusCode < 500, $"{page}: {(int)response.StatusCode}");
            }
        }
    }

    /// <summary>Her entry, moved into his space by hand: he sees a record that does not open, and not a word of it.</summary>
    [Fact]
    public async Task An_entry_moved_into_another_space_stays_shut()
    {
        await anna.Keeps(name);
        await anna.Writes(entry, Words);
        var stranger = new TestUser(site);
        await stranger.Keeps($"berta {Guid.NewGuid():N}");
        var his = Guid.Parse(TicketOf(stranger).Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value);
        Assert.Equal(1, await SqlAsync($"UPDATE Entries SET SpaceId = {his} WHERE Id = {entry}"));

        foreach (var page in new[] { "/journal", $"/journal/{entry}", $"/journal/{entry}/edit" })
            Assert.DoesNotContain(Words, await stranger.Sees(page), StringComparison.Ordinal);
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
        var his = await site.Services.GetRequiredService<SpaceStore>().UnlockAsync(name, TestUser.Passphrase, IPAddress.Loopback, default);
        Assert.NotNull(his);

        const string Next = "velvet otter under the bridge";
        if (isByRecovery) await new TestUser(site).Recovers(name, recovery, Next);
        else await anna.Fill("/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase), ("Input.Passphrase", Next), ("Input.Repeat", Next));
        var http = new DefaultHttpContext { RequestServices = site.Services.CreateScope().ServiceProvider };
        Assert.False(await site.Services.GetRequiredService<SessionStore>().SignInAsync(http, his, default));

        Assert.False(http.Response.Headers.ContainsKey("Set-Cookie"));
        Assert.Throws<ObjectDisposedException>(() => his.CopyDataKey());
    }

    /// <summary>As many names and addresses as the count holds, and then one name from ever new addresses: it still gets slower.</summary>
    [Fact]
    public async Task Flooding_the_count_of_tries_does_not_make_guessing_quick()
    {
        var clock = new ImmediateTimers();
        var pace = new SignInThrottle(clock);
        for (var i = 0; i <= 10_000; i++) await Wrong($"name {i}", i);
        clock.Waits.Clear();

        for (var i = 0; i < 5; i++) await Wrong(name, 20_000 + i);
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
