using System.Net.WebSockets;
using System.Text;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>Real connections to the real server: what a circuit holds open ends with its session.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly Uri address;

    public ConnectionTests()
    {
        address = site.Serve();
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Locking_cuts_the_connections_of_the_session_and_of_no_other()
    {
        var guest = new TestUser(site, address.ToString());
        await guest.Keeps("otter");
        var other = new TestUser(site, address.ToString());
        await other.Keeps("heron");
        using var mine = await Connect(guest);
        using var theirs = await Connect(other);
        Assert.Equal(2, (await ConnectionsOfAll()).Count);

        using (await guest.Post("/lock"))
        {
        }

        // Cut, not closed in good order: the other side never said goodbye.
        await Assert.ThrowsAsync<WebSocketException>(() => UntilItEnds(mine));
        Assert.Equal(WebSocketState.Open, theirs.State);
        Assert.Single(await ConnectionsOfAll());
    }

    [Fact]
    public async Task A_connection_that_ends_by_itself_is_forgotten()
    {
        var guest = new TestUser(site, address.ToString());
        await guest.Keeps("otter");
        using (var socket = await Connect(guest))
        {
            Assert.Single(await ConnectionsOfAll());
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }

        // The limit only turns a wait without end into a failure.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await ConnectionsOfAll()).Count > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Nothing_on_a_connection_is_compressed_also_for_a_browser_that_can()
    {
        var guest = new TestUser(site, address.ToString());
        await guest.Keeps("otter");

        using var socket = await Connect(guest, canInflate: true);

        Assert.DoesNotContain("Sec-WebSocket-Extensions", socket.HttpResponseHeaders!.Keys, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<ClientWebSocket> Connect(TestUser guest, bool canInflate = false)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (canInflate) socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.Cookies = guest.Cookies;
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        var answer = new byte[100];
        var received = await socket.ReceiveAsync(answer, default);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(answer, 0, received.Count));
        return socket;
    }

    private static async Task UntilItEnds(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        // The limit only turns a wait without end into a failure.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await socket.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close)
        {
            // Only signs of life come here.
        }
    }

    private async Task<IReadOnlyList<string>> ConnectionsOfAll()
    {
        var open = site.Services.GetRequiredService<OpenSpaces>();
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return [.. (await database.Sessions.Select(s => s.Id).ToListAsync()).SelectMany(id => open.Find(id)?.Connections.Keys ?? [])];
    }
}
