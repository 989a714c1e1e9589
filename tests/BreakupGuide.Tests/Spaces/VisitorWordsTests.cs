using AngleSharp.Dom;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Spaces;

/// <summary>What becomes of a visitor's words: brought in when a kept space is opened in the same browser, left where they are, or deleted.</summary>
public sealed class VisitorWordsTests : IDisposable
{
    private const string Words = "words that must not be lost";
    private const string Other = "kettle violin nineteen moss";

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();

    public VisitorWordsTests() => guest = new TestUser(site);

    private SpaceStore Spaces => site.Services.GetRequiredService<SpaceStore>();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Unlocking_brings_in_what_was_written_here()
    {
        await guest.Keeps("otter");
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        Assert.Contains("Bring what was written here", await visitor.Sees("/unlock"), StringComparison.Ordinal);

        await visitor.Unlocks("otter", TestUser.Passphrase, ("Input.BringIn", "true"));

        Assert.True(await visitor.CanRead(entry, Words));
        Assert.True(await guest.CanRead(entry, Words));
        Assert.Single(Context().Spaces);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_full_space_stays_where_it_was_and_that_is_said()
    {
        using var small = new Site(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services => services.AddSingleton(Options.Create(new EntryOptions { BytesInSpace = 1 })));
        var owner = new TestUser(small);
        await owner.Keeps("otter");
        await owner.Writes(Guid.NewGuid(), "it is full with this");
        var visitor = new TestUser(small);
        await visitor.Writes(entry, Words);

        var page = await visitor.Unlocks("otter", TestUser.Passphrase, ("Input.BringIn", "true"));

        Assert.Contains("There is no room for more in your space", Said(page), StringComparison.Ordinal);
        Assert.True(await visitor.CanRead(entry, Words));
    }

    [SqliteFact]
    public async Task Visitors_that_nobody_uses_are_deleted_one_by_one()
    {
        for (var i = 0; i < 3; i++) await Spaces.NewVisitorAsync(default);
        await using var database = Context();
        // Before anything is old: the site's own sweep may come by at any time.
        await database.Database.ExecuteSqlAsync(
            $"CREATE TRIGGER held BEFORE DELETE ON Spaces WHEN OLD.LastUsed > '2020-02-15' BEGIN SELECT RAISE(ABORT, 'held'); END");
        foreach (var (month, row) in database.Spaces.AsEnumerable().Index()) row.LastUsed = new DateTime(2020, month + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await database.SaveChangesAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => Spaces.DiscardOldVisitorsAsync(default));

        Assert.Equal(3, Assert.Single(Context().Spaces).LastUsed.Month);
    }

    [Fact]
    public async Task Unlocking_without_it_deletes_what_was_written_here()
    {
        await guest.Keeps("otter");
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        await visitor.Unlocks("otter", TestUser.Passphrase, ("Input.BringIn", "false"));

        Assert.False(await visitor.CanRead(entry, Words));
        Assert.Single(Context().Spaces);
        Assert.Empty(Context().Entries);
    }

    [Fact]
    public async Task A_failed_unlock_leaves_what_was_written_here()
    {
        await guest.Keeps("otter");
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        await visitor.Unlocks("otter", Other, ("Input.BringIn", "true"));

        Assert.True(await visitor.CanRead(entry, Words));
    }

    [Fact]
    public async Task Recovering_brings_in_what_was_written_here()
    {
        var key = await guest.Keeps("otter");
        var visitor = new TestUser(site);
        await visitor.Writes(entry, Words);
        await visitor.Recovers("otter", key, Other);

        Assert.True(await visitor.CanRead(entry, Words));
        Assert.Single(Context().Spaces);
    }

    [Fact]
    public async Task Discarding_is_an_act_and_deletes_everything()
    {
        await guest.Writes(entry, Words);
        using (await guest.Post("/discard"))
        {
        }

        Assert.Null(guest.SpaceCookie);
        Assert.Empty(Context().Spaces);
        Assert.Empty(Context().Entries);
    }

    [Fact]
    public async Task A_kept_space_cannot_be_discarded()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        using (await guest.Post("/discard"))
        {
        }

        Assert.True(await guest.CanRead(entry, Words));
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private static string Said(IDocument page) =>
        string.Join(' ', page.QuerySelectorAll("[role=alert]").Select(e => e.TextContent.Trim()).Where(t => t.Length > 0));
}
