using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>Forms without words of one's own: they say that nothing was changed, and what is changed already is not hidden by what fails after it.</summary>
public sealed partial class StoreInTroubleTests
{
    private const string Next = "another lantern by the river";

    [Theory]
    [InlineData("/unlock", "unlock")]
    [InlineData("/start", "start")]
    public async Task Getting_in_is_refused_in_words(string path, string handler)
    {
        await guest.Keeps("otter");
        var other = new TestUser(site);
        var form = (await other.Browser.Open(path)).QuerySelectorAll("form")
            .Single(f => f.QuerySelector($"input[name=_handler][value='{handler}']") is not null);
        store.TurnReadOnly();

        using var response = await other.Browser.Send(
            form, ("Input.Name", handler == "unlock" ? "otter" : "heron"), ("Input.Passphrase", TestUser.Passphrase), ("Input.Repeat", TestUser.Passphrase));

        await AssertSaid(response, NotNow);
        Assert.Null(other.SpaceCookie);
        store.Recover();
        if (handler == "unlock") await other.Unlocks("otter");
        else await other.Keeps("heron");
        Assert.NotNull(other.SpaceCookie);
    }

    [Theory]
    [InlineData("/settings/lock-after")]
    [InlineData("/journal/{0}/delete")]
    [InlineData("/journal/bin/empty")]
    public async Task A_change_is_refused_in_words_and_logged_without_its_stack(string path)
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "words to read");
        store.TurnReadOnly();

        using (var response = await guest.Browser.Http.PostAsync(
                   string.Format(System.Globalization.CultureInfo.InvariantCulture, path, entry),
                   new FormUrlEncodedContent([KeyValuePair.Create("minutes", "30"), KeyValuePair.Create("__RequestVerificationToken", await guest.Token())])))
            await AssertSaid(response, NotNow);

        AssertOneWarning("the database cannot be written to");
        Assert.True(await guest.CanRead(entry, "words to read"));
    }

    [Fact]
    public async Task A_visitor_who_could_not_delete_their_words_can_ask_again()
    {
        await guest.Writes(entry, "words of a visitor");
        store.TurnReadOnly();
        using (var response = await guest.Post("/discard")) await AssertSaid(response, NotNow);
        Assert.True(await guest.CanRead(entry, "words of a visitor"));

        store.Recover();
        using (await guest.Post("/discard"))
        {
        }

        Assert.Null(guest.SpaceCookie);
        await using var database = Context();
        Assert.Empty(database.Spaces);
    }

    [Fact]
    public async Task Guessing_is_slow_although_wrong_tries_cannot_be_counted_for_the_owner()
    {
        var hurried = new ImmediateTimers();
        using var place = new Site(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services =>
            {
                services.AddSingleton<TimeProvider>(hurried);
                services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(store));
            });
        await new TestUser(place).Keeps("otter");
        store.TurnReadOnly();

        for (var i = 0; i < 5; i++)
            Assert.Contains(
                "do not open a space", (await new TestUser(place).Unlocks("otter", "not the passphrase")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Contains(hurried.Waits, w => w >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_new_space_shows_its_recovery_key_although_it_cannot_be_opened_yet()
    {
        store.Fail(13, s => s.Contains("INSERT INTO \"Sessions\"", StringComparison.Ordinal));

        var page = await guest.Fill(
            "/start", "start", ("Input.Name", "otter"), ("Input.Passphrase", TestUser.Passphrase), ("Input.Repeat", TestUser.Passphrase));

        Assert.Contains("could not be opened in this browser just now", page.Body!.TextContent, StringComparison.Ordinal);
        var key = page.QuerySelector("[data-testid=recovery-key]")!.TextContent.Trim();
        Assert.Null(guest.SpaceCookie);
        store.Recover();
        await guest.Recovers("otter", key, Next);
        Assert.NotNull(guest.SpaceCookie);
    }

    [Fact]
    public async Task A_recovery_shows_the_new_key_although_the_space_cannot_be_opened_yet()
    {
        var used = await guest.Keeps("otter");
        var other = new TestUser(site);
        store.Fail(13, s => s.Contains("INSERT INTO \"Sessions\"", StringComparison.Ordinal));

        var page = await other.Recovers("otter", used, Next);

        Assert.Contains("could not be opened in this browser just now", page.Body!.TextContent, StringComparison.Ordinal);
        var key = page.QuerySelector("[data-testid=recovery-key]")!.TextContent.Trim();
        store.Recover();
        await other.Recovers("otter", key, TestUser.Passphrase);
        Assert.NotNull(other.SpaceCookie);
    }

    [Fact]
    public async Task A_changed_passphrase_is_said_although_the_space_cannot_be_opened_again_yet()
    {
        await guest.Keeps("otter");
        store.Fail(13, s => s.Contains("INSERT INTO \"Sessions\"", StringComparison.Ordinal));

        var page = await guest.Fill(
            "/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase), ("Input.Passphrase", Next), ("Input.Repeat", Next));

        Assert.Contains("Your passphrase is changed", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("could not be opened in this browser just now", page.Body!.TextContent, StringComparison.Ordinal);
        store.Recover();
        await guest.Unlocks("otter", Next);
        Assert.Contains("Lock", await guest.Sees("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_space_whose_keys_are_deleted_is_deleted_whatever_comes_after()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "words to delete");
        store.Fail(10, s => s.Contains("DELETE FROM \"Spaces\"", StringComparison.Ordinal));

        var page = await guest.Fill("/settings/delete", "delete", ("Input.Passphrase", TestUser.Passphrase), ("Input.IsSure", "true"));

        Assert.Contains("deleted for good", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(guest.SpaceCookie);
        store.Recover();
        await site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
        await using var database = Context();
        Assert.Equal((0, 0), (database.Spaces.Count(), database.Entries.Count()));
    }

    private static async Task AssertSaid(HttpResponseMessage response, string sentence)
    {
        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains($"{sentence} Nothing was changed.", (await Browser.Read(response)).QuerySelector("main .lead")!.TextContent, StringComparison.Ordinal);
    }
}
