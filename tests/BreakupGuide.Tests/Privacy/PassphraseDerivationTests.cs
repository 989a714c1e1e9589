using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public sealed class PassphraseDerivationTests
{
    // Enough work that the first two are still at it when the third has asked.
    private const int Rounds = 1_000_000;

    [Fact]
    public async Task Two_are_derived_at_once_and_a_third_waits_for_its_turn()
    {
        using var derivation = new PassphraseDerivation(Rounds);
        var tries = Enumerable.Range(0, 3)
            .Select(_ => derivation.OpenAsync(Keys.Space, null, "quiet heron under the stairs", CancellationToken.None)).ToArray();
        Assert.Equal(2, derivation.Count);

        Assert.All(await Task.WhenAll(tries).WaitAsync(TimeSpan.FromMinutes(2)), Assert.Null);
        Assert.Equal(3, derivation.Count);
    }

    [Fact]
    public async Task Whoever_gives_up_while_waiting_is_not_derived()
    {
        // On a machine that stood still meanwhile the first two may be through before the third gives up: then it is tried anew.
        for (var tries = 0; tries < 20; tries++)
        {
            using var derivation = new PassphraseDerivation(Rounds);
            using var gone = new CancellationTokenSource();
            var first = Enumerable.Range(0, 2)
                .Select(_ => derivation.OpenAsync(Keys.Space, null, "quiet heron under the stairs", CancellationToken.None)).ToArray();
            var third = derivation.OpenAsync(Keys.Space, null, "quiet heron under the stairs", gone.Token);
            await gone.CancelAsync();
            var gaveUpWhileWaiting = first.All(t => !t.IsCompleted);
            await Task.WhenAll(first);
            if (!gaveUpWhileWaiting)
            {
                await third.ContinueWith(_ => { }, TaskScheduler.Default);
                continue;
            }

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
            Assert.Equal(2, derivation.Count);
            return;
        }

        Assert.Fail("The first two were through each time before the third could give up.");
    }

    [Fact]
    public async Task An_unknown_name_is_derived_like_a_known_one()
    {
        using var derivation = new PassphraseDerivation(KeyWrap.FewestRounds);
        var wrap = await derivation.WrapAsync(Keys.Space, Keys.Data(), "quiet heron under the stairs", CancellationToken.None);
        Assert.Equal(Keys.Data(), await derivation.OpenAsync(Keys.Space, wrap, "quiet heron under the stairs", CancellationToken.None));

        // Deriving refuses what is too long, and so shows without a clock that it is reached.
        var tooLong = new string('a', PassphraseRules.LongestTyped + 1);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => derivation.OpenAsync(Keys.Space, wrap, tooLong, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => derivation.OpenAsync(Keys.Space, null, tooLong, CancellationToken.None));
    }
}
