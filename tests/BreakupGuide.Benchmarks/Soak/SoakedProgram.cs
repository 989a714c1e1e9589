using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BreakupGuide.Benchmarks.Soak;

/// <summary>The built program as a process of its own, on this machine only, with a data directory that goes with it. Its memory is looked at.</summary>
internal sealed class SoakedProgram : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly string data = Directory.CreateTempSubdirectory("breakupguide-soak-").FullName;
    private readonly Process process;
    private readonly Lock log = new();
    private readonly List<string> complaints = [];
    private string? lastLine;
    private bool hasAnswered;

    public SoakedProgram()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "BreakupGuide", configuration, "BreakupGuide.dll"));
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["BreakupGuide__DataDirectory"] = Path.Combine(data, "data");
        start.Environment["BreakupGuide__PassphraseRounds"] = "220000";
        // All of them come from one address.
        foreach (var limit in new[] { "SignIns", "SignInsAtAddress", "Drafts", "Changes", "NewVisitors" })
            start.Environment[$"BreakupGuide__Limits__{limit}__Burst"] = "1000000";
        process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Warnings and errors in the log since it answered; they hold no word of anybody.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (log) return [.. complaints];
        }
    }

    public bool IsDead => process.HasExited;

    public async Task AnswersAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestStart;)
        {
            if (process.HasExited) break;
            try
            {
                using var response = await http.GetAsync("/healthz/alive");
                if (!response.IsSuccessStatusCode) continue;
                lock (log) hasAnswered = true;
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        lock (log) throw new InvalidOperationException($"The program does not answer. {lastLine}");
    }

    /// <summary>Megabytes of memory that are really in use.</summary>
    public double Memory()
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }

    public TimeSpan Cpu()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (log)
        {
            // The kind stands in one line, what happened in the next.
            if (hasAnswered && IsComplaint(lastLine)) complaints.Add($"{lastLine} {line.Trim()}");
            lastLine = line;
        }
    }

    private static bool IsComplaint(string? line) =>
        line?.StartsWith("warn:", StringComparison.Ordinal) == true || line?.StartsWith("fail:", StringComparison.Ordinal) == true;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
