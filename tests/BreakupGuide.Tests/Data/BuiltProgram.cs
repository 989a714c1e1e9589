using System.Diagnostics;

namespace BreakupGuide.Tests.Data;

/// <summary>The built program as a process of its own.</summary>
internal static class BuiltProgram
{
    /// <summary>Runs one of its commands on a data directory.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string data, params string[] arguments)
    {
        using var process = Start(data, [], arguments);
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    /// <summary>Starts it to serve pages. One that does start is ended at once, and its code is null.</summary>
    /// <param name="settings">Environment variables, such as <c>("TZDIR", "/nowhere")</c>.</param>
    public static async Task<(int? Code, string Error, string Output)> StartAsync(
        string data, (string Name, string Value)[] settings, params string[] arguments)
    {
        using var process = Start(data, [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings], arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output += line + '\n';
            if (!line.Contains("Application started", StringComparison.Ordinal)) continue;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            return (null, await error, output);
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await error, output);
    }

    private static Process Start(string data, (string Name, string Value)[] settings, string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "BreakupGuide", configuration, "BreakupGuide.dll"));
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BreakupGuide__DataDirectory"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
