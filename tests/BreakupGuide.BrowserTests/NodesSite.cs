using System.Diagnostics;
using System.Net.Sockets;
using BreakupGuide.Tests;
using BreakupGuide.Tests.Data.Postgres;

namespace BreakupGuide.BrowserTests;

/// <summary>Two nodes on one PostgreSQL behind nginx, set as docs/hosting/nginx-nodes.conf says, without TLS.</summary>
public sealed class NodesSite : Site
{
    private const string Secret = "c2l4dGVlbiBtb3NzeSBsYW50ZXJucyBhcmUgbm90IHJhbmRvbQ==";

    private static readonly string[] Elsewhere = ["ssl", "http2", "error_log"];
    private static readonly string[] Temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-nginx-").FullName;
    private Process? nginx;

    private NodesSite(RunningSite first, RunningSite second) => (First, Second) = (first, second);

    public RunningSite First { get; }

    public RunningSite Second { get; }

    public override string Address { get; } = $"http://127.0.0.1:{RunningSite.FreePort()}";

    public static async Task<NodesSite> StartAsync()
    {
        var database = $"nodes_{Guid.NewGuid():N}";
        await PostgresProcess.RunAsync("createdb", database);
        (string, string)[] settings =
        [
            ("BreakupGuide__Database__Provider", "PostgreSQL"), ("BreakupGuide__Database__ConnectionString", PostgresProcess.Connection(database)),
            ("BreakupGuide__Signing__Secret", Secret), ("BreakupGuide__KnownProxies", "127.0.0.1"),
        ];
        var site = new NodesSite(await RunningSite.StartAsync(settings), await RunningSite.StartAsync(settings));
        await site.StartNginxAsync();
        return site;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (nginx is not null)
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
        }

        await First.DisposeAsync();
        await Second.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartNginxAsync()
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration());
        nginx = Process.Start(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", ["-e", "stderr", "-p", folder, "-c", file]);
        var port = new Uri(Address).Port;
        var until = Stopwatch.StartNew();
        while (!await AnswersAsync(port))
        {
            Assert.False(nginx.HasExited, "nginx has ended.");
            Assert.True(until.Elapsed < TimeSpan.FromMinutes(1), "nginx does not answer.");
        }
    }

    // The documented one but for the addresses, TLS, and where a user without rights may write.
    private string Configuration()
    {
        var documented = File.ReadAllText(Path.Combine(Repository.Root, "docs", "hosting", "nginx-nodes.conf"));
        var begin = documented.LastIndexOf("server {", StringComparison.Ordinal);
        var plain = string.Concat(documented[..documented.IndexOf("server {\n    listen 80;", StringComparison.Ordinal)], documented[begin..])
            .Replace("10.0.0.11:5080", new Uri(First.Address).Authority, StringComparison.Ordinal)
            .Replace("10.0.0.12:5080", new Uri(Second.Address).Authority, StringComparison.Ordinal);
        var lines = plain.Split('\n').Where(l => !Elsewhere.Any(word => l.Contains(word, StringComparison.Ordinal)));
        var http = string.Join('\n', lines).Replace("server_name notes.example;", $"listen {new Uri(Address).Authority};", StringComparison.Ordinal);
        var paths = string.Concat(Temporary.Select(name => $"{name}_temp_path {folder}/{name};\n"));
        return $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            pid {{folder}}/nginx.pid;
            events { worker_connections 1024; }
            http {
            {{paths}}
            {{http}}
            }
            """;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
