using System.Diagnostics;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>
/// One PostgreSQL server for the whole run, started when the first test asks for it, in a temporary folder and reached by a socket in it: no port is
/// taken. It ends with the tests, however they end, and takes its folder along.
/// </summary>
internal static class PostgresProcess
{
    private static readonly Lazy<string> Folder = new(Start);

    // Kept: with it goes the pipe, and with that the server.
    private static Process? shell;

    public static string Connection(string database) => $"Host={Folder.Value};Database={database};Username=postgres;Include Error Detail=false";

    /// <summary>Runs one of PostgreSQL's own programs on this server, such as <c>pg_dump</c>.</summary>
    public static async Task RunAsync(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Tool(name), ["--host", Folder.Value, "--username", "postgres", .. arguments]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }

    // PostgreSQL does not run as root. Where the tests do, it runs as the user that Debian's package makes.
    private static string Start()
    {
        var folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"breakupguide-postgres-{Guid.NewGuid():N}");
        // The end of its input ends it: the pipe is closed when this process ends, however it ends. A signal to all of them is left to that, too.
        var script =
            $"""
            trap '' HUP INT TERM
            "{Tool("initdb")}" -D "{folder}" -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null || exit 1
            "{Tool("postgres")}" -D "{folder}" -c listen_addresses='' -c unix_socket_directories="{folder}" -c fsync=off -c synchronous_commit=off \
                -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off -c log_min_messages=panic >/dev/null 2>&1 &
            until "{Tool("psql")}" -h "{folder}" -U postgres -c "" >/dev/null 2>&1; do kill -0 $! || exit 1; sleep 0.1; done
            echo ready
            read -r _
            kill -INT $!; wait $!; rm -rf "{folder}"
            """;
        string[] sh = ["sh", "-c", script];
        if (Environment.UserName == "root") sh = ["runuser", "-u", "postgres", "--", .. sh];
        var start = new ProcessStartInfo(sh[0], sh[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        shell = Process.Start(start)!;
        Assert.Equal("ready", shell.StandardOutput.ReadLine());
        return folder;
    }

    // Debian keeps the server's programs beside each version; links on the path may lead elsewhere.
    private static string Tool(string name)
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.OrderByDescending(v => int.TryParse(Path.GetFileName(v), out var number) ? number : 0)
            .Select(v => Path.Combine(v, "bin", name)).FirstOrDefault(File.Exists) ?? name;
    }
}
