using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BreakupGuide.BrowserTests;

/// <summary>The built program as a process of its own, on a data directory of its own. It can be killed and started again.</summary>
public sealed class RunningSite : Site
{
    private static int lastPort = Random.Shared.Next(20_000, 30_000);

    private readonly StringBuilder log = new();
    private readonly Dictionary<string, string> settings;
    private Process? process;

    private RunningSite(Dictionary<string, string> settings) => this.settings = settings;

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("breakupguide-journey-").FullName;

    public override string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>Everything the program printed so far, of all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    public static async Task<RunningSite> StartAsync(params (string Key, string Value)[] settings)
    {
        var site = new RunningSite(settings.ToDictionary(s => s.Key, s => s.Value));
        await site.StartAgainAsync();
        return site;
    }

    /// <summary>Changes a setting for the next start.</summary>
    public void Set(string key, string value) => settings[key] = value;

    public async Task StartAgainAsync()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "BreakupGuide", configuration, "BreakupGuide.dll"));
        var start = new ProcessStartInfo("dotnet", [program, "--urls", Address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = DataDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // Nobody debugs it, and a killed program would leave the sockets for that behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        // It runs too short for what the runtime would learn about it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // The fewest rounds that are allowed: nobody guesses here.
        start.Environment["BreakupGuide__PassphraseRounds"] = "220000";
        start.Environment["BreakupGuide__DataDirectory"] = Path.Combine(DataDirectory, "data");
        foreach (var (key, value) in settings) start.Environment[key] = value;
        process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await AnswersAsync(process);
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (process is not null) await KillAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task AnswersAsync(Process started)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(5) };
        var until = Stopwatch.StartNew();
        while (until.Elapsed < TimeSpan.FromMinutes(2))
        {
            if (started.HasExited) throw new InvalidOperationException($"The program ended with {started.ExitCode}:\n{Log}");
            try
            {
                using var response = await http.GetAsync("/");
                if (response.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            // A refused connection answers at once: look again in a moment.
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            await moment.WaitForNextTickAsync();
        }

        throw new TimeoutException($"The program does not answer:\n{Log}");
    }

    private void Note(string? line)
    {
        lock (log) log.AppendLine(line);
    }

    // Below the ports that the system gives to connections: one of those could take it while the program is dead.
    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }
}
