using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests.App;

/// <summary>A node that was asked to stop says so, answers for a while, and lets no new live page in.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly Gate gate = new();
    private readonly Site site;

    public StoppingTests() =>
        site = new Site(
            [("BreakupGuide:StopAfterSeconds", "20")],
            services => services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(gate)).AddSingleton<TimeProvider>(clock));

    public void Dispose()
    {
        // It waits here, too, and its clock goes only when it is told to.
        var gone = Task.Run(site.Dispose);
        while (!gone.Wait(TimeSpan.FromMilliseconds(10))) clock.Advance(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_goes_on_answering_and_says_that_it_is_about_to_stop()
    {
        using var http = new HttpClient { BaseAddress = site.Serve() };
        Assert.Contains("\"stopping\",\"status\":\"Healthy\"", await http.GetStringAsync("/healthz"), StringComparison.Ordinal);

        Assert.Contains("Healthy", await http.GetStringAsync("/healthz/ready"), StringComparison.Ordinal);

        site.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using (var health = await http.GetAsync("/healthz")) Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        using (var ready = await http.GetAsync("/healthz/ready")) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await http.GetAsync("/_blazor?id=none")) Assert.Equal(HttpStatusCode.ServiceUnavailable, live.StatusCode);
        Assert.Contains("BreakupGuide", await http.GetStringAsync("/privacy"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Healthy", await http.GetStringAsync("/healthz/alive"), StringComparison.Ordinal);
    }

    /// <summary>A live page is let go at once, so that it goes to another node; words that are on their way arrive, even after the door was shut.</summary>
    [Fact]
    public async Task Live_pages_are_let_go_and_a_save_under_way_is_stored()
    {
        var address = site.Serve();
        var (user, entry) = (new TestUser(site, address.ToString()), Guid.NewGuid());
        await user.Writes(entry, "first words");
        using var live = await ConnectAsync(address, user);
        // As SIGTERM does.
        var program = site.Services.GetRequiredService<IHostApplicationLifetime>();
        program.StopApplication();

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await UntilItEndsAsync(live, limit.Token);
        Assert.True(await AnswersAsync(address));
        await user.Writes(Guid.NewGuid(), "written before it goes");
        var (token, begun) = (await user.Token(), gate.CloseAsync());
        var save = user.Write(entry, "words under way", token, sequence: 2, seen: 1);
        await begun;
        using (var ready = await user.Browser.Http.GetAsync("/healthz/ready")) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address, user));
        clock.Advance(TimeSpan.FromSeconds(21));
        while (await AnswersAsync(address)) limit.Token.ThrowIfCancellationRequested();
        Assert.False(save.IsCompleted);
        gate.Open();

        // It is answered after the commit.
        using var saved = await save;
        Assert.Equal(2, (await Acknowledged.In(saved)).Version);
        while (!program.ApplicationStopped.IsCancellationRequested) limit.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task It_waits_as_long_as_it_was_told_to()
    {
        using var http = new HttpClient { BaseAddress = site.Serve() };
        using var alive = await http.GetAsync("/healthz/alive");
        var host = site.Services.GetRequiredService<IHost>();

        var stopping = host.StopAsync();
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz/alive")).StatusCode);
        Assert.False(stopping.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        await stopping;
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync("/healthz/alive"));
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri address, TestUser user)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = user.Cookies;
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        var answer = new byte[100];
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(answer, 0, (await socket.ReceiveAsync(answer, default)).Count));
        return socket;
    }

    // SignalR cuts a connection without a goodbye where the program stops; the page's script begins another one.
    private static async Task UntilItEndsAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, cancel)).MessageType != WebSocketMessageType.Close)
            {
                // Signs of life.
            }
        }
        catch (WebSocketException)
        {
        }
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A change of an entry stands before the database and waits.</summary>
    private sealed class Gate : DbCommandInterceptor
    {
        private TaskCompletionSource? isThere;
        private TaskCompletionSource? goesOn;

        /// <returns>Done when something waits.</returns>
        public Task CloseAsync()
        {
            goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            isThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return isThere.Task;
        }

        public void Open() => goesOn!.SetResult();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (isThere is not null && command.CommandText.Contains("UPDATE \"Entries\"", StringComparison.Ordinal))
            {
                isThere.TrySetResult();
                await goesOn!.Task;
            }

            return result;
        }
    }
}
