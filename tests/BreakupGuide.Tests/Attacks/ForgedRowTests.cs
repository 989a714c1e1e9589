using System.Buffers.Binary;
using System.Net;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Attacks;

/// <summary>Somebody with the data directory, who may write into it.</summary>
public sealed class ForgedRowTests(Attack.Place place) : Attack(place)
{
    /// <summary>A session's row that is made to point to another space, with a cookie that is right: that space does not count as opened.</summary>
    [Fact]
    public async Task A_session_that_points_to_another_space_opens_neither()
    {
        await AnnaWritesAsync();
        var space = (await AnnasRowAsync()).Id;
        var stranger = new TestUser(Site);
        await stranger.Keeps($"berta {Guid.NewGuid():N}");
        var session = TicketOf(stranger).Principal.SessionId()!.Value;
        Site.Services.GetRequiredService<OpenSpaces>().Close(session);
        Assert.Equal(1, await SqlAsync($"""UPDATE "Sessions" SET "SpaceId" = {space} WHERE "Id" = {session}"""));

        Assert.Contains("No space is open", await stranger.Sees("/settings/sessions", 401), StringComparison.Ordinal);
        using (var emptied = await stranger.Post($"/journal/{Entry}/delete")) Assert.Equal(HttpStatusCode.NotFound, emptied.StatusCode);
        Assert.True(await Anna.CanRead(Entry, Words));
    }

    /// <summary>A session whose space is gone is over; its browser is not shut out of every page.</summary>
    [Fact]
    public async Task A_session_without_its_space_is_over()
    {
        await Anna.Writes(Entry, Words);
        var session = TicketOf(Anna).Principal.SessionId()!.Value;
        Site.Services.GetRequiredService<OpenSpaces>().Close(session);
        await using (var database = Database())
        {
            await database.Database.OpenConnectionAsync();
            await database.Database.ExecuteSqlAsync(ForeignKeys(hold: false));
            await database.Database.ExecuteSqlAsync($"""DELETE FROM "Spaces" WHERE "Id" = (SELECT "SpaceId" FROM "Sessions" WHERE "Id" = {session})""");
            await database.Database.ExecuteSqlAsync(ForeignKeys(hold: true));
        }

        await Anna.Browser.Open("/");
        Assert.False(await Anna.CanRead(Entry, Words));
        await SqlAsync($"""DELETE FROM "Sessions" WHERE "Id" = {session}""");
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
        await SqlAsync($"""UPDATE "Spaces" SET "PassphraseWrap" = {forged} WHERE "Name" = {Name}""");

        // The limit only turns a wait without end into a failure.
        await new TestUser(Site).Unlocks(Name).WaitAsync(TimeSpan.FromMinutes(1));
        await using (var database = Database()) Assert.Single(await database.Sessions.Where(s => s.SpaceId == TicketSpace()).ToListAsync());
        await SqlAsync($"""UPDATE "Spaces" SET "PassphraseWrap" = {wrap} WHERE "Name" = {Name}""");
        var owner = new TestUser(Site);
        await owner.Unlocks(Name);
        Assert.True(await owner.CanRead(Entry, Words));
    }

    private Guid TicketSpace() => Guid.Parse(TicketOf(Anna).Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value);

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
        using (await Anna.Answer(Run, "what-he-said", [["item.n0", "work"]], reflection: "why-he-left", sequence: 3))
        {
        }

        var space = (await AnnasRowAsync()).Id;
        var junk = new byte[size];
        await SqlAsync($"""UPDATE "Answers" SET "Record" = {junk} WHERE "SpaceId" = {space}""");
        await SqlAsync($"""UPDATE "Threads" SET "Record" = {junk} WHERE "SpaceId" = {space}""");
        await AllPagesAsync();
        await SqlAsync($"""UPDATE "Entries" SET "Body" = {junk} WHERE "SpaceId" = {space}""");
        await AllPagesAsync();
        await SqlAsync($"""UPDATE "Entries" SET "Head" = {junk} WHERE "SpaceId" = {space}""");
        await AllPagesAsync();
        await SqlAsync($"""UPDATE "Spaces" SET "PassphraseWrap" = {junk}, "RecoveryWrap" = {junk} WHERE "Id" = {space}""");
        await SqlAsync($"""UPDATE "Sessions" SET "WrappedKey" = {junk} WHERE "SpaceId" = {space}""");
        await AllPagesAsync();
        await new TestUser(Site).Unlocks(Name);
        await new TestUser(Site).Recovers(Name, RecoveryKey.New().ToDisplay(), "velvet otter under the bridge");
        Site.Services.GetRequiredService<OpenSpaces>().CloseAllOf(space);
        await AllPagesAsync();
        using var exit = await Anna.Browser.Http.GetAsync("/exit");
        Assert.Equal(HttpStatusCode.Redirect, exit.StatusCode);

        async Task AllPagesAsync()
        {
            string[] pages =
            [
                .. PrivatePages, "/", "/reflections", "/settings", "/settings/delete", $"/journal/{Entry}",
                $"/journal/{Entry}/edit", $"/journal/{Entry}/edit?preview=1", $"/journal/{Run}",
                $"/reflections/why-he-left/{Run}/who-ended", $"/reflections/why-he-left/{Run}/check", $"/reflections/why-he-left/{Run}/outcome",
            ];
            foreach (var page in pages)
            {
                using var response = await Anna.Browser.Http.GetAsync(page);
                Assert.True((int)response.StatusCode < 500, $"{page}: {(int)response.StatusCode}");
            }
        }
    }

    /// <summary>Her Entry, moved into his space by hand: he sees a record that does not open, and not a word of it.</summary>
    [Fact]
    public async Task An_entry_moved_into_another_space_stays_shut()
    {
        await Anna.Keeps(Name);
        await Anna.Writes(Entry, Words);
        var stranger = new TestUser(Site);
        await stranger.Keeps($"berta {Guid.NewGuid():N}");
        var his = Guid.Parse(TicketOf(stranger).Principal.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value);
        Assert.Equal(1, await SqlAsync($"""UPDATE "Entries" SET "SpaceId" = {his} WHERE "Id" = {Entry}"""));

        foreach (var page in new[] { "/journal", $"/journal/{Entry}", $"/journal/{Entry}/edit" })
            Assert.DoesNotContain(Words, await stranger.Sees(page), StringComparison.Ordinal);
    }

    private static FormattableString ForeignKeys(bool hold)
    {
        if (!TestDatabase.IsPostgres) return hold ? (FormattableString)$"PRAGMA foreign_keys=ON" : $"PRAGMA foreign_keys=OFF";
        return hold ? (FormattableString)$"SET session_replication_role = origin" : $"SET session_replication_role = replica";
    }
}
