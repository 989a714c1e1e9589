using System.Globalization;
using System.Text.RegularExpressions;

namespace BreakupGuide.Benchmarks.References;

/// <summary>wrk (Debian's package) with 32 connections that stay open.</summary>
internal static partial class Load
{
    private const int Connections = 32;

    /// <returns>
    /// Requests in a second, and microseconds of the processor that one of them takes: the second holds also where other programs are at work.
    /// </returns>
    public static async Task<Rate> MeasureAsync(Running server, string path, string encoding, int seconds)
    {
        string[] asked = encoding == "" ? [] : ["-H", $"Accept-Encoding: {encoding}"];
        var before = server.Cpu;
        var said = await Programs.RunAsync("wrk", ["-t2", $"-c{Connections}", $"-d{seconds}s", .. asked, new Uri(server.Address, path).ToString()]);
        var cpu = server.Cpu - before;
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{path} was refused: {said}");
        var requests = double.Parse(Requests().Match(said).Groups["n"].Value, CultureInfo.InvariantCulture);
        var rate = double.Parse(PerSecond().Match(said).Groups["n"].Value, CultureInfo.InvariantCulture);
        return new(rate, cpu.TotalMicroseconds / requests);
    }

    [GeneratedRegex(@"(?<n>\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)")]
    private static partial Regex PerSecond();

    internal sealed record Rate(double PerSecond, double CpuMicroseconds);
}
