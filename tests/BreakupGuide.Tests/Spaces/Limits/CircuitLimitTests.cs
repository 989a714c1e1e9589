using System.Net;
using System.Net.WebSockets;
using BreakupGuide.Spaces.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Spaces.Limits;

/// <summary>How many circuits one person may have, and how often each may speak. The words that a refused page shows: LimitJourneys.</summary>
public sealed class CircuitLimitTests
{
    [Fact]
    public async Task A_circuit_that_speaks_too_often_is_not_listened_to_until_it_has_paused()
    {
        var clock = new Clock();
        var heard = 0;
        var speak = new CircuitRateLimit(clock).CreateInboundActivityHandler(_ =>
        {
            heard++;
            return Task.CompletedTask;
        });
        for (var i = 0; i < 500; i++) await speak(null!);
        Assert.Equal(200, heard);

        clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 500; i++) await speak(null!);
        Assert.Equal(220, heard);

        clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 500; i++) await speak(null!);
        Assert.Equal(420, heard);
    }

    [Fact]
    public async Task Live_pages_are_counted_by_space_and_by_address_without_one_until_they_end()
    {
        using var site = new Site([("BreakupGuide:Limits:CircuitsAtAddress", "1"), ("BreakupGuide:Limits:CircuitsInSpace", "2")]);
        var address = site.Serve();
        var (guest, other) = (new TestUser(site, address.ToString()), new TestUser(site, address.ToString()));
        await guest.Writes(Guid.NewGuid(), "words");
        await other.Writes(Guid.NewGuid(), "words");
        using (await Connect(address, guest))
        using (await Connect(address, guest))
        using (await Connect(address, null))
        {
            foreach (var one in new[] { guest, null }) Assert.Equal(429, (int)(await Assert.ThrowsAsync<Refused>(() => Connect(address, one))).Status);
            // Written in other ways it is the same place.
            foreach (var path in new[] { "/_blazor/", "/_BLAZOR", "/%5Fblazor", "/_Blazor/?id=" })
                Assert.Equal(429, (int)(await Assert.ThrowsAsync<Refused>(() => Connect(address, guest, path))).Status);
            using (await Connect(address, other))
            {
                // Somebody else's pages are counted by themselves.
            }
        }

        // The limit only turns a wait without end into a failure.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await Connects(address, guest) || !await Connects(address, null)) limit.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public void A_person_may_have_several_live_pages()
    {
        using var site = new Site();
        var limits = site.Services.GetRequiredService<IOptions<LimitOptions>>().Value;

        Assert.InRange(limits.CircuitsInSpace, 6, 8);
        Assert.InRange(limits.CircuitsAtAddress, 20, 200);
    }

    private static async Task<ClientWebSocket> Connect(Uri address, TestUser? guest, string path = "/_blazor")
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (guest is not null) socket.Options.Cookies = guest.Cookies;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{address.Authority}{path}"), default);
            return socket;
        }
        catch (WebSocketException)
        {
            throw new Refused(socket.HttpStatusCode);
        }
    }

    private static async Task<bool> Connects(Uri address, TestUser? guest)
    {
        try
        {
            using var socket = await Connect(address, guest);
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }

    private sealed class Refused(HttpStatusCode status) : Exception
    {
        public HttpStatusCode Status { get; } = status;
    }
}
