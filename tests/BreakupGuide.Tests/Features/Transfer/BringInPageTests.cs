using System.Net;
using System.Text;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Transfer;

public sealed class BringInPageTests : IDisposable
{
    private const string Two = "[2026-05-29 09:05] A Friday\nKiebitzworte\n[2026-05-30 10:00] Next\nmore\n";

    private readonly Clock clock = new();
    private readonly Site site;
    private readonly TransferUser anna;

    public BringInPageTests()
    {
        site = new Site([("BreakupGuide:BringIn:LargestMegabytes", "1")], services => services.AddSingleton<TimeProvider>(clock));
        anna = new TransferUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Looked_at_first_nothing_comes_in_and_then_it_does()
    {
        await anna.User.Keeps("anna");
        var page = await anna.Sends(Encoding.UTF8.GetBytes(Two), "diary.txt");

        Assert.Contains("2 entries from 29 May 2026 to 30 May 2026", Words(page.Body!.TextContent), StringComparison.Ordinal);
        Assert.Contains("diary.txt is a text file with days in it.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("29 May 2026 · A Friday", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, Entries());

        page = await anna.Presses(page, "start");
        Assert.Contains("2 entries came in.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A Friday", await anna.User.Sees("/journal"), StringComparison.Ordinal);
        Assert.Equal(0, Parts());
    }

    [Fact]
    public async Task Twice_changes_nothing()
    {
        await anna.User.Keeps("anna");
        await anna.BringsIn(Encoding.UTF8.GetBytes(Two));
        var page = await anna.Sends(Encoding.UTF8.GetBytes(Two));

        Assert.Contains("Here already: 2 entries", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action='/settings/bring-in/start']"));
        Assert.Equal(2, Entries());
    }

    [Fact]
    public async Task Taken_out_again_it_is_gone_but_for_what_was_changed()
    {
        await anna.User.Keeps("anna");
        await anna.User.Writes(Guid.NewGuid(), "my own");
        var page = await anna.BringsIn(Encoding.UTF8.GetBytes(Two));
        Guid changed;
        await using (var database = await Contexts.CreateDbContextAsync())
            changed = (await database.Entries.SingleAsync(e => e.Date == new DateOnly(2026, 5, 30))).Id;
        await anna.User.Writes(changed, "changed since", seen: 1);

        page = await anna.Presses(page, "take-out");
        Assert.Contains("1 entry was taken out again. 1 entry that you changed since stays.", Words(page.Body!.TextContent), StringComparison.Ordinal);
        Assert.Equal(2, Entries());
        Assert.True(await anna.User.CanRead(changed, "changed since"));
        Assert.Null(page.QuerySelector("form[action='/settings/bring-in/take-out']"));
    }

    [Fact]
    public async Task After_a_day_it_stays()
    {
        await anna.User.Keeps("anna");
        var page = await anna.BringsIn(Encoding.UTF8.GetBytes(Two));
        clock.Advance(TimeSpan.FromDays(1));
        await anna.User.Unlocks("anna");

        using var response = await anna.Browser.Send(
            page.QuerySelector("form[action='/settings/bring-in/take-out']")!, ("__RequestVerificationToken", await anna.TokenAsync()));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null((await anna.Browser.Open("/settings/bring-in")).QuerySelector("form[action='/settings/bring-in/take-out']"));
        await site.Services.GetRequiredService<Arrivals>().ForgetOldAsync(default);
        await using var database = await Contexts.CreateDbContextAsync();
        Assert.Empty(database.Arrivals);
        Assert.Equal(2, Entries());
    }

    [Fact]
    public async Task What_somebody_else_brought_in_is_not_found()
    {
        await anna.User.Keeps("anna");
        var page = await anna.BringsIn(Encoding.UTF8.GetBytes(Two));
        var ben = new TransferUser(site);
        await ben.User.Keeps("ben");

        using var response = await ben.Browser.Send(
            page.QuerySelector("form[action='/settings/bring-in/take-out']")!, ("__RequestVerificationToken", await ben.TokenAsync()));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(2, Entries());
    }

    [Fact]
    public async Task Without_its_token_a_file_is_not_taken()
    {
        await anna.User.Keeps("anna");
        using var response = await anna.Post(Encoding.UTF8.GetBytes(Two), "diary.txt", "no token");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, Parts());
    }

    [Fact]
    public async Task A_visitor_and_somebody_without_a_space_bring_nothing_in()
    {
        await using var now = new Site();
        var user = new TransferUser(now);
        using (var response = await user.Post([1], "x", await user.User.Token())) Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await user.User.Writes(Guid.NewGuid(), "words");
        Assert.Contains("Choose a passphrase first", await user.User.Sees("/settings/bring-in"), StringComparison.Ordinal);
        using (var response = await user.Post([1], "x", await user.User.Token())) Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData(1024 * 1024 + 1)]
    [InlineData(3 * 1024 * 1024)]
    public async Task A_file_that_is_too_large_is_said(int size)
    {
        await anna.User.Keeps("anna");
        var page = await anna.Sends(new byte[size]);

        Assert.Contains("larger than 1 MB", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, Parts());
    }

    [Fact]
    public async Task No_file_at_all_is_said()
    {
        await anna.User.Keeps("anna");
        Assert.Contains("Choose a file first.", (await anna.Sends([], "")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_waits_it_lies_there_sealed_and_goes_when_it_is_left_or_locked_or_old()
    {
        await anna.User.Keeps("anna");
        var page = await anna.Sends(Encoding.UTF8.GetBytes(Two));
        await using (var database = await Contexts.CreateDbContextAsync())
        {
            var file = await database.SentFiles.SingleAsync();
            Assert.Equal(-1, file.Record.Bytes.AsSpan().IndexOf("Kiebitzworte"u8));
            Assert.Equal(-1, (await database.SentParts.SingleAsync()).Bytes.AsSpan().IndexOf("Kiebitzworte"u8));
        }

        await anna.Presses(page, "stop");
        Assert.Equal(0, Parts());

        page = await anna.Sends(Encoding.UTF8.GetBytes(Two));
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        await SweepAsync();
        Assert.Equal(0, Parts());

        await anna.User.Unlocks("anna");
        await anna.Sends(Encoding.UTF8.GetBytes(Two));
        Assert.Equal(1, Parts());
        using (await anna.User.Post("/lock"))
        {
            // Its key goes with the session, at once.
            await using var database = await Contexts.CreateDbContextAsync();
            Assert.False(await database.SentFiles.AnyAsync());
        }

        await SweepAsync();
        Assert.Equal(0, Parts());
    }

    [Fact]
    public async Task What_does_not_fit_is_said_before_anything_comes_in()
    {
        await using var small = new Site([], services => services.Configure<EntryOptions>(o => o.BytesInSpace = 60_000));
        var user = new TransferUser(small);
        await user.User.Keeps("anna");
        var page = await user.Sends(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 20).Select(i => $"[2026-05-{i:00}] T\nwords\n"))));

        Assert.Contains("does not fit", page.QuerySelector(".notice-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action='/settings/bring-in/start']"));
        await using var database = await small.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        Assert.Empty(database.Entries);
    }

    [Fact]
    public async Task What_stays_outside_is_named()
    {
        await anna.User.Keeps("anna");
        var page = await anna.Sends(ReadFile.Zip(("2026-05-29.md", "words"), ("a.png", "x"), ("b.png", "x")));

        Assert.Contains("Photos: 2", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("b.png", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_said_and_leaves_nothing()
    {
        await anna.User.Keeps("anna");
        var page = await anna.Sends(ReadFile.Zip(("2026-05-29.md", "words"))[..^10]);

        Assert.Contains("This file is not whole", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("input[type=file]"));
        Assert.Equal(0, Parts());
    }

    private IDbContextFactory<AppDbContext> Contexts => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private int Entries()
    {
        using var database = Contexts.CreateDbContext();
        return database.Entries.Count();
    }

    private int Parts()
    {
        using var database = Contexts.CreateDbContext();
        return database.SentParts.Count();
    }

    private Task SweepAsync() => site.Services.GetRequiredService<BreakupGuide.Features.Transfer.SentFiles>().SweepAsync(default);
}
