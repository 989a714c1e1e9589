using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BreakupGuide.Tests.Privacy;

/// <summary>What metrics are sent to: keeps every byte of it in a file.</summary>
internal sealed class MetricsCollector : IAsyncDisposable
{
    private readonly WebApplication app;

    private MetricsCollector(WebApplication app) => this.app = app;

    /// <summary>That have the program send here.</summary>
    public (string Key, string Value)[] Settings =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public static async Task<MetricsCollector> StartAsync(string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            await using var kept = new FileStream(file, FileMode.Append);
            await request.Body.CopyToAsync(kept);
        });
        await app.StartAsync();
        return new(app);
    }

    /// <summary>What was sent is what the program counts, by routes and not by addresses.</summary>
    public static void HoldsMetrics(string file)
    {
        var sent = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        foreach (var name in new[] { "breakupguide.saves", "breakupguide.unlocks", "breakupguide.spaces.open", "http.server.request.duration" })
            Assert.Contains(name, sent, StringComparison.Ordinal);
        Assert.Contains("/journal/{Id:guid}", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("/(journal|runs|drafts)/[0-9a-f]{8}"), sent);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
