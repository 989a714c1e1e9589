using System.Net;
using BreakupGuide.Spaces.SignIn;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>Guessing gets slower and slower, and nobody is locked out. Time is not waited for: what was asked of the clock is looked at.</summary>
public sealed class SignInThrottleTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("198.51.100.7");

    private readonly ImmediateTimers clock = new();
    private readonly SignInThrottle pace;

    public SignInThrottleTests() => pace = Throttles.OfOneNode(clock);

    [Fact]
    public async Task Three_wrong_tries_are_free_then_each_waits_twice_as_long_up_to_twenty_seconds()
    {
        for (var i = 0; i < 10; i++) await Wrong("anna", Here);

        Assert.Equal([1, 2, 4, 8, 16, 20, 20], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public async Task The_owner_waits_at_most_twenty_seconds_and_gets_in_however_often_others_guessed()
    {
        for (var i = 0; i < 100; i++) await Wrong("anna", There);
        clock.Waits.Clear();

        Assert.Equal("open", await Right("anna", Here));
        Assert.Equal([20], clock.Waits.Select(w => w.TotalSeconds));
        // After that the name is as before.
        Assert.Equal("open", await Right("anna", Here));
        Assert.Single(clock.Waits);
    }

    [Fact]
    public async Task Guessing_from_many_addresses_is_slowed_by_the_name_and_of_many_names_by_the_address()
    {
        for (var i = 0; i < 5; i++) await Wrong("anna", IPAddress.Parse($"192.0.2.{i}"));
        Assert.Equal([1, 2], clock.Waits.Select(w => w.TotalSeconds));
        clock.Waits.Clear();
        for (var i = 0; i < 5; i++) await Wrong($"name {i}", There);
        Assert.Equal([1, 2], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public async Task A_right_passphrase_of_ones_own_does_not_make_guessing_others_quick_again()
    {
        for (var i = 0; i < 4; i++) await Wrong("anna", Here);
        await Right("own", Here);
        clock.Waits.Clear();

        await Wrong("anna", Here);
        await Wrong("berta", Here);
        Assert.Equal([2, 4], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    public async Task A_whole_network_of_one_household_counts_as_one_address(string one, string other, bool isSame)
    {
        for (var i = 0; i < 3; i++) await Wrong($"name {i}", IPAddress.Parse(one));
        await Wrong("another", IPAddress.Parse(other));

        Assert.Equal(isSame ? 1 : 0, clock.Waits.Count);
    }

    [Fact]
    public async Task After_an_hour_all_is_forgotten()
    {
        for (var i = 0; i < 6; i++) await Wrong("anna", Here);
        clock.Waits.Clear();
        clock.Now += TimeSpan.FromMinutes(59);
        await Wrong("anna", Here);
        Assert.Equal([8], clock.Waits.Select(w => w.TotalSeconds));

        clock.Now += TimeSpan.FromHours(1);
        for (var i = 0; i < 3; i++) await Wrong("anna", Here);
        Assert.Single(clock.Waits);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("berta")]
    public async Task A_right_try_stands_behind_no_other_whatever_somebody_at_the_same_address_tries(string tried)
    {
        var going = new TaskCompletionSource<string?>();
        var guesses = Enumerable.Range(0, 30).Select(_ => pace.TryAsync(tried, Here, () => going.Task, default)).ToList();
        clock.Waits.Clear();

        // Were there a queue, it would never move.
        Assert.Equal("open", await Right("anna", Here).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal([20], clock.Waits.Select(w => w.TotalSeconds));
        going.SetResult(null);
        await Task.WhenAll(guesses);
    }

    [Fact]
    public async Task Many_at_once_wait_as_long_as_one_after_the_other()
    {
        var going = new TaskCompletionSource<string?>();
        var guesses = Enumerable.Range(0, 10).Select(i => pace.TryAsync($"name {i % 2}", Here, () => going.Task, default)).ToList();

        Assert.Equal([1, 2, 4, 8, 16, 20, 20], clock.Waits.Select(w => w.TotalSeconds));
        going.SetResult(null);
        await Task.WhenAll(guesses);
    }

    [Fact]
    public async Task What_was_not_tried_was_no_guess()
    {
        for (var i = 0; i < 3; i++) await Wrong("anna", Here);
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<IOException>(() => pace.TryAsync<string>("anna", Here, () => throw new IOException(), default));
        clock.Waits.Clear();

        await Wrong("anna", Here);
        Assert.Equal([1], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public async Task What_was_counted_more_than_an_hour_ago_does_not_pile_up_and_what_is_young_stays()
    {
        for (var i = 0; i <= SignInThrottle.Most / 2; i++) await Wrong($"name {i}", new IPAddress(i));
        var begun = pace.Counted;
        clock.Now += SignInThrottle.Forgotten / 2;
        for (var i = 0; i < SignInThrottle.Free; i++) await Wrong("anna", Here);
        Assert.Equal(begun + 2, pace.Counted);
        clock.Now += SignInThrottle.Forgotten / 2 + TimeSpan.FromSeconds(1);
        clock.Waits.Clear();

        await Wrong("anna", Here);

        Assert.Equal(2, pace.Counted);
        Assert.Equal([1], clock.Waits.Select(w => w.TotalSeconds));
    }

    private Task<string?> Wrong(string name, IPAddress from) => pace.TryAsync<string>(name, from, () => Task.FromResult<string?>(null), default);

    private Task<string?> Right(string name, IPAddress from) => pace.TryAsync(name, from, () => Task.FromResult<string?>("open"), default);
}
