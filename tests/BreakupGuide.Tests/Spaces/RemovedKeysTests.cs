using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces;

/// <summary>Keys that were replaced, used or deleted are in no file and no memory any more.</summary>
public sealed class RemovedKeysTests : IDisposable
{
    private const string Words = "words that no change of keys may touch";
    private const string Next = "kettle violin nineteen moss";

    private readonly Failing failing = new();
    private readonly Site site;
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();

    public RemovedKeysTests()
    {
        site = new(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services => services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(failing)));
        guest = new TestUser(site);
    }

    private SpaceStore Spaces => site.Services.GetRequiredService<SpaceStore>();

    private SpaceKeys Keys => site.Services.GetRequiredService<SpaceKeys>();

    private PassphraseDerivation Derivation => site.Services.GetRequiredService<PassphraseDerivation>();

    public void Dispose() => site.Dispose();

    [SqliteFact]
    public async Task A_wrap_that_was_replaced_is_in_no_file()
    {
        var key = RecoveryKey.Parse(await guest.Keeps("otter"))!;
        var space = Context().Spaces.Single().Id;

        await Replaces(s => s.PassphraseWrap, () => Keys.ChangePassphraseAsync(space, TestUser.Passphrase, Next, null, default));
        await Replaces(s => s.PassphraseWrap, () => Spaces.RecoverAsync("otter", key, TestUser.Passphrase, null, default));
        await Replaces(s => s.RecoveryWrap, () => Keys.NewRecoveryKeyAsync(space, TestUser.Passphrase, null, default));
        using var dearer = new PassphraseDerivation(KeyWrap.FewestRounds + 1);
        var spaces = ActivatorUtilities.CreateInstance<SpaceStore>(site.Services, dearer, ActivatorUtilities.CreateInstance<SpaceKeys>(site.Services, dearer));
        await Replaces(s => s.PassphraseWrap, () => spaces.UnlockAsync("otter", TestUser.Passphrase, null, default));

        async Task Replaces<T>(Func<SpaceRow, byte[]?> wrap, Func<Task<T>> change)
        {
            // The part that no two wraps share, and no page's end cuts.
            var old = wrap(Context().Spaces.Single())![^24..];
            Assert.True(IsInFiles(old));
            Assert.NotNull(await change());
            Assert.False(IsInFiles(old));
        }
    }

    [SqliteFact]
    public async Task Deleting_everything_leaves_nothing_in_any_file_and_other_spaces_as_they_are()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var other = new TestUser(site);
        var theirs = Guid.NewGuid();
        await other.Keeps("heron");
        await other.Writes(theirs, Words);
        var row = Context().Spaces.Single(s => s.Name == "otter");
        // Pieces small enough that not all of them are cut by the end of a page.
        var body = Context().Entries.Single(e => e.SpaceId == row.Id).Body!.Bytes;
        var traces = Enumerable.Range(0, 20).Select(i => body[(i * 100)..(i * 100 + 24)]).Where(IsInFiles)
            .Concat(new[] { row.PassphraseWrap![^24..], row.RecoveryWrap![^24..], "otter"u8.ToArray() }.Where(IsInFiles)).ToList();
        Assert.InRange(traces.Count, 20, 23);

        var unsure = await guest.Fill("/settings/delete", "delete", ("Input.Passphrase", TestUser.Passphrase));
        Assert.Contains("Tick this first", unsure.Body!.TextContent, StringComparison.Ordinal);
        var wrong = await guest.Fill("/settings/delete", "delete", ("Input.Passphrase", "not the passphrase at all"), ("Input.IsSure", "true"));
        Assert.Contains("This is not your passphrase", wrong.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await guest.CanRead(entry, Words));

        var done = await guest.Fill("/settings/delete", "delete", ("Input.Passphrase", TestUser.Passphrase), ("Input.IsSure", "true"));

        Assert.Contains("deleted for good", done.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(guest.SpaceCookie);
        Assert.All(traces, t => Assert.False(IsInFiles(t)));
        Assert.True(await other.CanRead(theirs, Words));
        Assert.Null(await Spaces.UnlockAsync("otter", TestUser.Passphrase, null, default));
    }

    /// <summary>What is done with a key while it is used is not looked at; that it is wiped afterwards is, also where nothing came of it.</summary>
    [Fact]
    public async Task No_data_key_stays_in_memory_after_its_use()
    {
        var seen = new List<byte[]>();
        Action<byte[]>? then = null;
        Derivation.Witness = key =>
        {
            lock (seen) seen.Add(key);
            Interlocked.Exchange(ref then, null)?.Invoke(key);
        };
        var (kept, key) = (await Spaces.KeepAsync(null, "otter", TestUser.Passphrase, default))!.Value;
        kept.Dispose();
        Assert.Null(await Spaces.KeepAsync(null, "otter", Next, default));
        Assert.True(await Keys.IsRightAsync(kept.Id, TestUser.Passphrase, null, default));
        (await Spaces.UnlockAsync("otter", TestUser.Passphrase, null, default))!.Dispose();
        (await Keys.ChangePassphraseAsync(kept.Id, TestUser.Passphrase, Next, null, default))!.Dispose();
        // Another tab was quicker.
        then = opened => Store(KeyWrap.ByPassphrase(kept.Id, opened, TestUser.Passphrase, KeyWrap.FewestRounds)).Wait();
        Assert.Null(await Keys.ChangePassphraseAsync(kept.Id, Next, "velvet otter under the bridge", null, default));
        then = _ => Context().Spaces.ExecuteUpdate(set => set.SetProperty(s => s.RecoveryWrap, new byte[] { 1 }));
        Assert.Null(await Spaces.RecoverAsync("otter", key, Next, null, default));
        Assert.NotNull(await Keys.NewRecoveryKeyAsync(kept.Id, TestUser.Passphrase, null, default));

        Assert.True(seen.Count > 12);
        Assert.All(seen, k => Assert.All(k, b => Assert.Equal(0, b)));
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_has_taken_the_keys_and_the_sweep_takes_the_rest()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var space = Context().Spaces.Single().Id;
        var at = 0;
        do
        {
            failing.Arm(at++);
            await Killed(() => Spaces.DeleteAsync(space, TestUser.Passphrase, null, default));
            failing.Disarm();
        }
        // The site's own sweep may have come by meanwhile.
        while (Context().Spaces.SingleOrDefault()?.PassphraseWrap is not null);

        Assert.Null(Context().Spaces.SingleOrDefault()?.RecoveryWrap);
        Assert.Empty(Context().Sessions);
        await site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
        Assert.Empty(Context().Spaces);
        Assert.Empty(Context().Entries);
    }

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

    private async Task Store(byte[] wrap)
    {
        await using var database = Context();
        database.Spaces.Single().PassphraseWrap = wrap;
        await database.SaveChangesAsync();
    }

    private bool IsInFiles(byte[] bytes) =>
        Directory.GetFiles(site.DataDirectory, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "running").Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
