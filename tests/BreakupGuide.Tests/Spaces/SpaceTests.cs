using AngleSharp.Dom;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces;

/// <summary>Making, keeping, opening, recovering and leaving a space, as a person does it.</summary>
public sealed class SpaceTests : IDisposable
{
    private const string Words = "words that must not be lost";
    private const string Other = "kettle violin nineteen moss";

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();

    public SpaceTests() => guest = new TestUser(site);

    private SpaceStore Spaces => site.Services.GetRequiredService<SpaceStore>();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Keeping_a_visitors_space_seals_no_record_again()
    {
        await guest.Writes(entry, Words);
        byte[] Head() => Context().Entries.Single().Head.Bytes;
        var before = Head();

        await guest.Keeps("Otter");

        Assert.Equal(before, Head());
        Assert.True(await guest.CanRead(entry, Words));
        using (await guest.Post("/lock"))
        {
        }

        Assert.False(await guest.CanRead(entry, Words));
        await guest.Unlocks("  oTTer ");
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task Keeping_ends_the_visitors_session_and_its_cookie_opens_nothing_more()
    {
        await guest.Writes(entry, Words);
        var copied = new TestUser(site);
        copied.Steal(guest.SpaceCookie!);
        await guest.Keeps("otter");

        Assert.False(await copied.CanRead(entry, Words));
        Assert.Single(Context().Sessions);
    }

    [Fact]
    public async Task A_space_that_was_kept_is_closed_to_its_visitor_although_no_new_session_began()
    {
        await guest.Writes(entry, Words);
        var open = site.Services.GetRequiredService<OpenSpaces>();
        var visitor = open.Find(Context().Sessions.Single().Id)!.Space;

        Assert.NotNull(await Spaces.KeepAsync(visitor, "otter", TestUser.Passphrase, default));

        Assert.False(await guest.CanRead(entry, Words));
        Assert.Empty(Context().Sessions);
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_name_can_be_taken_once()
    {
        await guest.Keeps("Otter");
        var second = new TestUser(site);
        await second.Writes(entry, Words);
        var page = await second.Fill("/start", "start", ("Input.Name", "OTTER"), ("Input.Passphrase", Other), ("Input.Repeat", Other));

        Assert.Contains("This name is taken here", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await second.CanRead(entry, Words));
        Assert.DoesNotContain(Other, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await second.Keeps("heron", Other);
        Assert.True(await second.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_form_sent_twice_keeps_the_space_with_the_key_that_was_shown_last()
    {
        var visitor = await Spaces.NewVisitorAsync(default);
        var first = (await Spaces.KeepAsync(visitor, "otter", TestUser.Passphrase, default))!.Value;
        var second = (await Spaces.KeepAsync(visitor, "otter", TestUser.Passphrase, default))!.Value;

        Assert.Null(await Spaces.RecoverAsync("otter", first.Key, Other, null, default));
        Assert.NotNull(await Spaces.RecoverAsync("otter", second.Key, Other, null, default));
    }

    [Theory]
    [InlineData("Input.Name", "x", "Choose a name of 2 to 60 characters")]
    [InlineData("Input.Name", "otter<script>", "Use letters, digits")]
    [InlineData("Input.Passphrase", "short", "Use at least 12 characters")]
    [InlineData("Input.Repeat", "something else", "The two passphrases are not the same")]
    [InlineData("Input.Passphrase", "\uFFFE kettle violin moss", "cannot be used")]
    public async Task A_wrong_input_is_said_and_a_visitors_words_stay(string field, string value, string message)
    {
        await guest.Writes(entry, Words);
        (string, string)[] good = [("Input.Name", "otter"), ("Input.Passphrase", Other), ("Input.Repeat", Other)];
        var page = await guest.Fill("/start", "start", [.. good.Where(g => g.Item1 != field), (field, value)]);

        Assert.Contains(page.QuerySelectorAll("[role=alert]"), m => m.TextContent.Contains(message, StringComparison.Ordinal));
        Assert.True(await guest.CanRead(entry, Words));
        Assert.DoesNotContain(Other, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_with_the_recovery_key_has_no_button_of_who_the_browser_was_before_and_leads_to_one_that_locks()
    {
        await guest.Writes(entry, Words);
        var page = await guest.Fill("/start", "start", ("Input.Name", "otter"), ("Input.Passphrase", Other), ("Input.Repeat", Other));

        // Its forms' tokens would be the visitor's, and refused.
        Assert.All(page.QuerySelectorAll("form"), f => Assert.Equal("get", f.GetAttribute("method")));
        var form = (await guest.Browser.Open("/")).QuerySelectorAll("form").Single(f => f.GetAttribute("action") == "/lock");
        using var response = await guest.Browser.Send(form);
        Assert.Equal(302, (int)response.StatusCode);
        Assert.False(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_wrong_passphrase_and_an_unknown_name_get_the_same_answer()
    {
        await guest.Keeps("otter");
        var wrong = await new TestUser(site).Unlocks("otter", Other);
        var unknown = await new TestUser(site).Unlocks("heron", Other);
        var odd = await new TestUser(site).Unlocks("\uFFFE", Other);

        Assert.Contains("do not open a space", Said(wrong), StringComparison.Ordinal);
        Assert.Equal(Said(wrong), Said(unknown));
        Assert.Equal(Said(wrong), Said(odd));
        Assert.Equal(1, Context().Spaces.Single().FailedTries);
        await new TestUser(site).Unlocks("otter");
        Assert.Equal(0, Context().Spaces.Single().FailedTries);
    }

    [Fact]
    public async Task Recovering_sets_a_new_passphrase_and_key_and_ends_every_session()
    {
        var key = await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var owner = new TestUser(site);

        var page = await owner.Recovers("otter", key.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), Other);
        var next = page.QuerySelector("[data-testid=recovery-key]")!.TextContent.Trim();

        Assert.NotEqual(key, next);
        Assert.False(await guest.CanRead(entry, Words));
        Assert.True(await owner.CanRead(entry, Words));
        Assert.Single(Context().Sessions);

        var later = new TestUser(site);
        await later.Unlocks("otter");
        Assert.False(await later.CanRead(entry, Words));
        Assert.Contains("do not open a space", Said(await later.Recovers("otter", key, TestUser.Passphrase)), StringComparison.Ordinal);
        Assert.False(await later.CanRead(entry, Words));
        await later.Unlocks("otter", Other);
        Assert.True(await later.CanRead(entry, Words));
        // With a space open there is nothing to recover.
        Assert.Contains("A space is open in this browser", await later.Sees("/recover"), StringComparison.Ordinal);
        using (await later.Post("/lock"))
        {
        }

        await later.Recovers("otter", next, TestUser.Passphrase);
        Assert.True(await later.CanRead(entry, Words));
    }

    [Fact]
    public async Task A_recovery_key_of_another_space_or_an_unknown_name_gets_the_same_answer()
    {
        await guest.Keeps("otter");
        var others = await new TestUser(site).Keeps("heron");
        var wrong = await new TestUser(site).Recovers("otter", others, Other);
        var unknown = await new TestUser(site).Recovers("badger", others, Other);

        Assert.Equal(Said(wrong), Said(unknown));
        Assert.Contains("do not open a space", Said(wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_program_left_of_entries_that_are_gone_goes_when_the_space_is_used_next()
    {
        await guest.Keeps("otter");
        using (var named = await guest.Answer(entry, "what-he-said", [["item.n0", Words]])) named.EnsureSuccessStatusCode();
        await guest.Post("/lock");
        await using (var database = Context())
        {
            await database.Entries.ExecuteDeleteAsync();
            await database.Threads.ExecuteUpdateAsync(set => set.SetProperty(t => t.Kind, (Guid?)null).SetProperty(t => t.EntryId, (Guid?)null));
            await database.Spaces.ExecuteUpdateAsync(set => set.SetProperty(s => s.IsIndexed, false));
        }

        Assert.Single(Context().Threads);

        await guest.Unlocks("otter");
        await guest.Sees("/reflections");

        Assert.Empty(Context().Threads);
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private static string Said(IDocument page) =>
        string.Join(' ', page.QuerySelectorAll("[role=alert]").Select(e => e.TextContent.Trim()).Where(t => t.Length > 0));
}
