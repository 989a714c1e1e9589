using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces;

/// <summary>What opens a space changes; what is in it does not.</summary>
public sealed class SpaceKeysTests : IDisposable
{
    private const string Words = "words that no change of keys may touch";
    private const string Next = "kettle violin nineteen moss";

    private readonly Failing failing = new();
    private readonly Site site;
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();

    public SpaceKeysTests()
    {
        site = new(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services => services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(failing)));
        guest = new TestUser(site);
    }

    private SpaceStore Spaces => site.Services.GetRequiredService<SpaceStore>();

    private SpaceKeys Keys => site.Services.GetRequiredService<SpaceKeys>();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Changing_the_passphrase_touches_no_record_ends_every_other_session_and_leaves_the_recovery_key()
    {
        var key = await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var other = new TestUser(site);
        await other.Unlocks("otter");
        var oldCookie = guest.SpaceCookie!;
        var before = Records();
        var cut = 0;
        var open = site.Services.GetRequiredService<OpenSpaces>();
        foreach (var session in Context().Sessions.Select(s => s.Id).ToList()) open.Find(session)!.Connections["a circuit"] = () => cut++;

        var page = await Change(guest, TestUser.Passphrase, Next);

        Assert.Contains("Your passphrase is changed", page, StringComparison.Ordinal);
        Assert.Equal(before, Records());
        Assert.Equal(2, cut);
        Assert.True(await guest.CanRead(entry, Words));
        Assert.False(await other.CanRead(entry, Words));
        var thief = new TestUser(site);
        thief.Steal(oldCookie);
        Assert.False(await thief.CanRead(entry, Words));
        Assert.Null(await Spaces.UnlockAsync("otter", TestUser.Passphrase, null, default));
        Assert.NotNull(await Spaces.UnlockAsync("otter", Next, null, default));
        Assert.NotNull(await Spaces.RecoverAsync("otter", RecoveryKey.Parse(key)!, TestUser.Passphrase, null, default));
    }

    [Fact]
    public async Task A_wrong_current_passphrase_changes_nothing_and_is_counted()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var wraps = Wraps();

        Assert.Contains("This is not your passphrase", await Change(guest, "not the passphrase at all", Next), StringComparison.Ordinal);

        Assert.Equal(wraps, Wraps());
        Assert.Equal(1, Context().Spaces.Single().FailedTries);
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Theory]
    [InlineData("short", "short", "Use at least 12 characters")]
    [InlineData(Next, "another one entirely", "The two passphrases are not the same")]
    public async Task A_new_passphrase_must_be_a_good_one_typed_twice(string next, string repeat, string message)
    {
        await guest.Keeps("otter");
        var wraps = Wraps();
        var page = await guest.Fill(
            "/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase), ("Input.Passphrase", next), ("Input.Repeat", repeat));

        Assert.Contains(message, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(wraps, Wraps());
    }

    /// <summary>Two tabs change it at once: both open with the old one, and whoever is told that it worked must be right.</summary>
    [Fact]
    public async Task Of_two_changes_at_once_the_one_that_was_told_so_holds()
    {
        await guest.Keeps("otter");
        var space = Context().Spaces.Single().Id;
        string[] wanted = [Next, "velvet otter under the bridge", "barley window forty clouds"];

        var told = await Task.WhenAll(
            wanted.Select(async next => (Next: next, Opened: await Keys.ChangePassphraseAsync(space, TestUser.Passphrase, next, null, default))));

        var holds = Assert.Single(told, t => t.Opened is not null);
        Assert.NotNull(KeyWrap.OpenByPassphrase(space, Context().Spaces.Single().PassphraseWrap!, holds.Next));
    }

    [Fact]
    public async Task Wherever_a_passphrase_change_is_cut_off_the_old_or_the_new_one_opens_and_the_recovery_key_does()
    {
        var key = RecoveryKey.Parse(await guest.Keeps("otter"))!;
        await guest.Writes(entry, Words);
        var space = Context().Spaces.Single().Id;
        var records = Records();
        var (old, next) = (TestUser.Passphrase, Next);
        var cuts = 0;
        for (var at = 0; ; at++)
        {
            failing.Arm(at);
            var changed = await Killed(() => Keys.ChangePassphraseAsync(space, old, next, null, default));
            var hasFailed = failing.HasFailed;
            failing.Disarm();
            if (!hasFailed) break;
            cuts++;

            var wrap = Context().Spaces.Single().PassphraseWrap!;
            var opens = new[] { old, next }.Where(p => KeyWrap.OpenByPassphrase(space, wrap, p) is not null).ToList();
            Assert.Single(opens);
            Assert.NotNull(KeyWrap.OpenByRecoveryKey(space, Context().Spaces.Single().RecoveryWrap!, key));
            Assert.Equal(records, Records());
            // From the new state the way goes back, so that each cut is met from a whole state.
            if (opens[0] == next) (old, next) = (next, old);
        }

        Assert.True(cuts >= 6, $"only {cuts} cuts");
    }

    [Fact]
    public async Task Wherever_a_recovery_is_cut_off_one_recovery_key_and_one_passphrase_open()
    {
        var key = RecoveryKey.Parse(await guest.Keeps("otter"))!;
        await guest.Writes(entry, Words);
        var space = Context().Spaces.Single().Id;
        var before = Context().Spaces.Single();
        var cuts = 0;
        for (var at = 0; ; at++)
        {
            failing.Arm(at);
            await Killed(() => Spaces.RecoverAsync("otter", key, Next, null, default));
            var hasFailed = failing.HasFailed;
            failing.Disarm();
            if (!hasFailed) break;
            cuts++;

            var row = Context().Spaces.Single();
            var isOld = row.PassphraseWrap!.SequenceEqual(before.PassphraseWrap!);
            Assert.NotNull(KeyWrap.OpenByPassphrase(space, row.PassphraseWrap!, isOld ? TestUser.Passphrase : Next));
            Assert.Equal(isOld, KeyWrap.OpenByRecoveryKey(space, row.RecoveryWrap!, key) is not null);
            if (!isOld) break;
        }

        Assert.True(cuts >= 4, $"only {cuts} cuts");
    }

    [Fact]
    public async Task A_new_recovery_key_takes_the_place_of_the_old_one_and_needs_the_passphrase()
    {
        var old = await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var wrong = await guest.Fill("/settings/recovery-key", "recovery-key", ("Input.Passphrase", "not the passphrase at all"));
        Assert.Null(wrong.QuerySelector("[data-testid=recovery-key]"));

        var page = await guest.Fill("/settings/recovery-key", "recovery-key", ("Input.Passphrase", TestUser.Passphrase));
        var key = page.QuerySelector("[data-testid=recovery-key]")!.TextContent.Trim();

        Assert.NotEqual(old, key);
        Assert.True(await guest.CanRead(entry, Words));
        Assert.Null(await Spaces.RecoverAsync("otter", RecoveryKey.Parse(old)!, Next, null, default));
        Assert.NotNull(await Spaces.RecoverAsync("otter", RecoveryKey.Parse(key)!, Next, null, default));
    }

    [Fact]
    public async Task None_of_these_pages_shows_its_form_without_an_open_kept_space()
    {
        foreach (var page in new[] { "/settings/passphrase", "/settings/recovery-key", "/settings/sessions", "/settings/delete" })
            Assert.Contains("No space is open", await guest.Sees(page, 401), StringComparison.Ordinal);
        await guest.Writes(entry, Words);
        foreach (var page in new[] { "/settings/passphrase", "/settings/recovery-key", "/settings/sessions" })
            Assert.Contains("has no passphrase yet", await guest.Sees(page), StringComparison.Ordinal);
        Assert.Contains("Delete everything", await guest.Sees("/settings/delete"), StringComparison.Ordinal);
    }

    private static async Task<string> Change(TestUser who, string current, string next) =>
        (await who.Fill(
            "/settings/passphrase", "passphrase", ("Input.Current", current), ("Input.Passphrase", next), ("Input.Repeat", next))).Body!.TextContent;

    private static async Task<bool> Killed<T>(Func<Task<T>> work)
    {
        try
        {
            await work();
            return false;
        }
        catch (Failing.Killed)
        {
            return true;
        }
    }

    // Every sealed row, byte by byte.
    private IReadOnlyList<string> Records()
    {
        using var database = Context();
        return [.. database.Entries.AsEnumerable().Select(e => Convert.ToHexString(e.Head.Bytes) + Convert.ToHexString(e.Body!.Bytes))];
    }

    private IReadOnlyList<string> Wraps()
    {
        using var database = Context();
        return [.. database.Spaces.AsEnumerable().Select(s => Convert.ToHexString(s.PassphraseWrap!) + Convert.ToHexString(s.RecoveryWrap!))];
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
