using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces;

/// <summary>What a try costs: the same for names that exist and those that do not, and never less than it did.</summary>
public sealed class PassphraseCostTests : IDisposable
{
    private const string Next = "kettle violin nineteen moss";

    private readonly Failing failing = new();
    private readonly Site site;
    private readonly TestUser guest;

    public PassphraseCostTests()
    {
        site = new(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services => services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(failing)));
        guest = new TestUser(site);
    }

    private SpaceStore Spaces => site.Services.GetRequiredService<SpaceStore>();

    private PassphraseDerivation Derivation => site.Services.GetRequiredService<PassphraseDerivation>();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Opening_raises_the_cost_of_a_cheaper_wrap_and_never_lowers_it()
    {
        await guest.Keeps("otter");
        var row = Context().Spaces.Single();
        var key = KeyWrap.OpenByPassphrase(row.Id, row.PassphraseWrap!, TestUser.Passphrase)!;
        foreach (var (stored, expected) in new[] { (KeyWrap.FewestRounds, 300_000), (350_000, 350_000) })
        {
            using var dearer = new PassphraseDerivation(300_000);
            var spaces = ActivatorUtilities.CreateInstance<SpaceStore>(
                site.Services, dearer, ActivatorUtilities.CreateInstance<SpaceKeys>(site.Services, dearer));
            await Store(KeyWrap.ByPassphrase(row.Id, key, TestUser.Passphrase, stored));

            Assert.Null(await spaces.UnlockAsync("otter", Next, null, default));
            Assert.Equal(stored, KeyWrap.RoundsOf(Context().Spaces.Single().PassphraseWrap!));
            Assert.NotNull(await spaces.UnlockAsync("otter", TestUser.Passphrase, null, default));
            Assert.Equal(expected, KeyWrap.RoundsOf(Context().Spaces.Single().PassphraseWrap!));
            Assert.NotNull(await spaces.UnlockAsync("otter", TestUser.Passphrase, null, default));
        }
    }

    [Fact]
    public async Task An_unknown_name_costs_as_many_derivations_as_a_wrong_passphrase()
    {
        await guest.Keeps("otter");
        async Task<long> Cost(string name)
        {
            var before = Derivation.Count;
            Assert.Null(await Spaces.UnlockAsync(name, Next, null, default));
            return Derivation.Count - before;
        }

        Assert.Equal(1, await Cost("otter"));
        Assert.Equal(1, await Cost("heron"));
    }

    private async Task Store(byte[] wrap)
    {
        await using var database = Context();
        database.Spaces.Single().PassphraseWrap = wrap;
        await database.SaveChangesAsync();
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
