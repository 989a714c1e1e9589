using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BreakupGuide.Benchmarks.References;

/// <summary>What a browser holds open of a page with live parts: their circuit, begun as <c>blazor.web.js</c> begins it, then idle.</summary>
/// <remarks>What was drawn is acknowledged: until then the program holds it.</remarks>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);
    private static readonly byte[] Ping = [2, 0x91, 6];
    private static readonly byte[] Drawn = Encoding.UTF8.GetBytes("JS.RenderBatch");

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource ended = new();
    private Task living = Task.CompletedTask;
    private Task listening = Task.CompletedTask;

    private Circuit()
    {
    }

    /// <summary>Reads a page and waits until its live parts were drawn once by a circuit.</summary>
    public static async Task<Circuit> OpenAsync(Uri address, string path)
    {
        var circuit = new Circuit();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
        var page = await browser.GetStringAsync(path);
        var parts = LivePart().Matches(page).Select((m, at) => (JsonNode)new JsonObject
        {
            ["type"] = "add",
            ["ssrComponentId"] = at + 1,
            ["marker"] = JsonNode.Parse(m.Groups[1].Value),
        }).ToArray();
        if (parts.Length == 0) throw new InvalidOperationException($"{path} has no live part.");

        circuit.socket.Options.Cookies = cookies;
        await circuit.socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "_blazor" }.Uri, default);
        await circuit.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text);
        await circuit.UntilAsync("{}\u001e");
        var state = PageState().Match(page) is { Success: true } found ? found.Groups[1].Value : "";
        await circuit.InvokeAsync("0", "StartCircuit", address.ToString(), new Uri(address, path).ToString(), "[]", "");
        var operations = new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray(parts) };
        await circuit.InvokeAsync(null, "UpdateRootComponents", operations.ToJsonString(), state);
        await circuit.UntilAsync("JS.RenderBatch");
        circuit.living = circuit.LiveAsync();
        circuit.listening = circuit.ListenAsync();
        return circuit;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        socket.Abort();
        await Task.WhenAll(living, listening);
        socket.Dispose();
        sending.Dispose();
        ended.Dispose();
    }

    private async Task LiveAsync()
    {
        using var timer = new PeriodicTimer(SignOfLife);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token)) await SendAsync(Ping, WebSocketMessageType.Binary);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It was put away.
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            while (!ended.IsCancellationRequested) await ReceiveAsync(ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It was put away.
        }
    }

    private async Task UntilAsync(string expected)
    {
        var wanted = Encoding.UTF8.GetBytes(expected);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await ReceiveAsync(limit.Token)).AsSpan().IndexOf(wanted) < 0)
        {
            // Something else was said first.
        }
    }

    private async Task<byte[]> ReceiveAsync(CancellationToken cancel)
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        for (var isWhole = false; !isWhole;)
        {
            var received = await socket.ReceiveAsync(buffer, cancel);
            if (received.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The circuit was closed.");
            all.Write(buffer, 0, received.Count);
            isWhole = received.EndOfMessage;
        }

        var message = all.ToArray();
        for (var rest = message.AsMemory(); rest.Span.IndexOf(Drawn) is >= 0 and var at;)
        {
            rest = rest[(at + Drawn.Length)..];
            // Two arguments: the number of what was drawn, below 128 in a circuit that is idle, and what it is.
            if (rest.Span is [0x92, < 0x80 and var number, ..]) await AcknowledgeAsync(number);
        }

        return message;
    }

    private Task AcknowledgeAsync(byte drawn) => InvokeAsync(null, "OnRenderCompleted", arguments => arguments.Write([0x92, drawn, 0xC0]));

    private Task InvokeAsync(string? id, string method, params string[] arguments) => InvokeAsync(id, method, message =>
    {
        message.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) WriteText(message, argument);
    });

    // SignalR's invocation as MessagePack: an array of kind, headers, id, method, arguments and streams, behind its length.
    private async Task InvokeAsync(string? id, string method, Action<MemoryStream> writeArguments)
    {
        var message = new MemoryStream();
        message.Write([0x96, 1, 0x80]);
        if (id is null) message.WriteByte(0xC0);
        else WriteText(message, id);
        WriteText(message, method);
        writeArguments(message);
        message.WriteByte(0x90);

        var framed = new MemoryStream();
        for (var length = (int)message.Length; ; length >>= 7)
        {
            framed.WriteByte((byte)(length > 0x7F ? length | 0x80 : length));
            if (length <= 0x7F) break;
        }

        message.WriteTo(framed);
        await SendAsync(framed.ToArray(), WebSocketMessageType.Binary);
    }

    private async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        await sending.WaitAsync(ended.Token);
        try
        {
            await socket.SendAsync(bytes, type, true, ended.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    private static void WriteText(MemoryStream message, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        message.Write([0xDB, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
        message.Write(bytes);
    }

    [GeneratedRegex("""<!--Blazor:(\{"type":"server".*?\})-->""")]
    private static partial Regex LivePart();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex PageState();
}
