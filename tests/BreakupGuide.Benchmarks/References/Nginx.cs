using System.Globalization;
using System.Text;

namespace BreakupGuide.Benchmarks.References;

/// <summary>nginx that serves from disk what our program answered: the same bytes under the same headers.</summary>
internal static class Nginx
{
    private static readonly string[] ItsOwn = ["Content-Length", "Content-Type", "Date", "Connection", "Transfer-Encoding"];

    /// <param name="encoding">The one that is asked for; empty for none.</param>
    public static async Task<Running> StartAsync(string folder, Uri ours, IReadOnlyList<string> paths, string encoding)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, $"nginx-{(encoding == "" ? "plain" : encoding)}")).FullName;
        // Its workers are another user.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var locations = new StringBuilder();
        foreach (var (number, path) in paths.Index())
        {
            using var response = await GetAsync(ours, path, encoding);
            await File.WriteAllBytesAsync(Path.Combine(root, $"{number}"), await response.Content.ReadAsByteArrayAsync());
            locations.AppendLine(CultureInfo.InvariantCulture, $"location = {path} {{ root {root}; try_files /{number} =404;");
            foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(h => !ItsOwn.Contains(h.Key)))
            {
                var value = string.Join(", ", values).Replace("\"", "\\\"", StringComparison.Ordinal);
                locations.AppendLine(CultureInfo.InvariantCulture, $"add_header {name} \"{value}\";");
            }

            locations.AppendLine("}");
        }

        return await Running.StartAsync(
            "nginx",
            port =>
            {
                var file = Path.Combine(root, "nginx.conf");
                File.WriteAllText(file, Settings(root, port, locations.ToString()));
                return ["-c", file, "-e", Path.Combine(root, "error.log")];
            },
            []);
    }

    public static async Task<HttpResponseMessage> GetAsync(Uri site, string path, string encoding)
    {
        using var browser = new HttpClient { BaseAddress = site };
        if (encoding != "") browser.DefaultRequestHeaders.AcceptEncoding.Add(new(encoding));
        var response = await browser.GetAsync(path);
        return response.EnsureSuccessStatusCode();
    }

    // Debian's defaults for what it sends with, and as much keep-alive as ours has.
    private static string Settings(string root, int port, string locations) =>
        $$"""
        daemon off;
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        worker_processes auto;
        pid {{root}}/nginx.pid;
        events { worker_connections 1024; }
        http {
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          access_log off;
          etag off;
          server_tokens off;
          default_type "text/html; charset=utf-8";
          server {
            listen 127.0.0.1:{{port}};
            add_header Last-Modified "";
            {{locations}}
          }
        }
        """;
}
