using System.Diagnostics;

namespace BreakupGuide.Benchmarks.References;

/// <summary>Our program and the empty Blazor template, published the same way into one folder. What stands there already is taken as it is.</summary>
internal static class Programs
{
    public static async Task<string> PublishOursAsync(string folder)
    {
        var program = Path.Combine(folder, "ours", "BreakupGuide.dll");
        if (!File.Exists(program))
            await RunAsync("dotnet", ["publish", Path.Combine(Repository(), "src", "BreakupGuide"), "-c", "Release", "-o", Folder(program), "-v", "q"]);
        return program;
    }

    /// <summary>With the same flags as our project file sets for itself.</summary>
    public static async Task<string> PublishTemplateAsync(string folder)
    {
        var program = Path.Combine(folder, "template", "Template.dll");
        if (File.Exists(program)) return program;
        var source = Path.Combine(folder, "Template");
        await RunAsync("dotnet", ["new", "blazor", "--interactivity", "Server", "-o", source]);
        await RunAsync(
            "dotnet",
            ["publish", source, "-c", "Release", "-o", Folder(program), "-v", "q",
                "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true"]);
        return program;
    }

    /// <summary>Installs Debian's packages of these names where a program is missing.</summary>
    public static async Task InstallAsync(params (string Program, string Package)[] needed)
    {
        var missing = needed.Where(n => !IsThere(n.Program)).Select(n => n.Package).ToList();
        if (missing.Count == 0) return;
        string[] asRoot = Environment.UserName == "root" ? [] : ["sudo"];
        await RunAsync([.. asRoot, "apt-get", "update", "-qq"]);
        await RunAsync([.. asRoot, "apt-get", "install", "-y", "-qq", .. missing]);
    }

    /// <returns>What the program wrote on its standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with something else than 0.</exception>
    public static async Task<string> RunAsync(string file, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return output;
        throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }

    private static string Folder(string program) => Path.GetDirectoryName(program)!;

    private static Task<string> RunAsync(string[] command) => RunAsync(command[0], command[1..]);

    private static bool IsThere(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BreakupGuide.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
