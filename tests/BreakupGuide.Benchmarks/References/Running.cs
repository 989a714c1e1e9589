using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BreakupGuide.Benchmarks.References;

/// <summary>A server as a process of its own, with its children: what it has used of the processor and what it holds in memory.</summary>
internal sealed class Running(Process process, Uri address, TimeSpan untilFirst) : IAsyncDisposable
{
    private static readonly TimeSpan TicksOfProc = TimeSpan.FromMilliseconds(10);

    public Uri Address => address;

    /// <summary>From its start until it answered with 200 for the first time, by the clock on the wall.</summary>
    public TimeSpan UntilFirst => untilFirst;

    public TimeSpan Cpu => Family().Aggregate(TimeSpan.Zero, (sum, id) => sum + CpuOf(id));

    public double Megabytes => Family().Sum(ResidentMegabytes);

    /// <summary>Starts a published program on a free port of this machine and waits for its first page.</summary>
    public static Task<Running> StartAsync(string dll, string dataDirectory) => StartAsync(
        "dotnet",
        port => [dll, "--urls", $"http://127.0.0.1:{port}"],
        new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Logging__LogLevel__Default"] = "Warning",
            ["BreakupGuide__DataDirectory"] = dataDirectory,
            ["BreakupGuide__BackupHours"] = "0",
            ["BreakupGuide__Limits__CircuitsAtAddress"] = "1000",
            ["BreakupGuide__Limits__NewVisitors__Burst"] = "1000000",
        });

    public static async Task<Running> StartAsync(string file, Func<int, string[]> arguments, Dictionary<string, string> settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(file, arguments(port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        var address = new Uri($"http://127.0.0.1:{port}/");
        using var browser = new HttpClient { BaseAddress = address };
        var clock = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        while (!await AnswersAsync(browser))
        {
            if (process.HasExited) throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await errors}");
            await Task.Delay(5);
        }

        return new(process, address, Stopwatch.GetElapsedTime(clock));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient browser)
    {
        try
        {
            using var response = await browser.GetAsync("");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private List<int> Family()
    {
        var children = $"/proc/{process.Id}/task/{process.Id}/children";
        var ids = File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [process.Id, .. ids.Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    // The fields after the name in brackets; user and system time are the fourteenth and fifteenth of all.
    private static TimeSpan CpuOf(int id)
    {
        var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * TicksOfProc;
    }

    private static double ResidentMegabytes(int id) =>
        long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1e6;
}
