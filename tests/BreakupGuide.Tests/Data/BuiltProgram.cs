using System.Diagnostics;

namespace BreakupGuide.Tests.Data;

/// <summary>The built program as a process of its own.</summary>
internal static class BuiltProgram
{
    /// <summary>Runs one of its commands on a data directory.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string data, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "BreakupGuide", configuration, "BreakupGuide.dll"));
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BreakupGuide__DataDirectory"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
