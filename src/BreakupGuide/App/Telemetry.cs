using System.Diagnostics.Metrics;
using BreakupGuide.Data;
using BreakupGuide.Metrics;
using BreakupGuide.Spaces;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace BreakupGuide.App;

/// <summary>
/// Sends numbers about the program to a collector, where one is named by OpenTelemetry's own setting; otherwise nothing is sent and nothing is loaded.
/// No traces and no logs: those would name addresses.
/// </summary>
internal static class Telemetry
{
    /// <summary>With its relatives, such as OTEL_EXPORTER_OTLP_PROTOCOL and OTEL_METRIC_EXPORT_INTERVAL, as every OpenTelemetry program has them.</summary>
    internal const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The framework's, which count by routes (never addresses), methods and statuses.
    private static readonly string[] Meters =
    [
        ProgramMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgramMetrics>();
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint) return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
            throw new OptionsValidationException(Endpoint, typeof(string), [$"{Endpoint} must be an address such as http://localhost:4318, or not set."]);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("breakupguide"))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter());
    }

    public static void UseTelemetry(this WebApplication app)
    {
        var metrics = app.Services.GetRequiredService<ProgramMetrics>();
        var open = app.Services.GetRequiredService<OpenSpaces>();
        metrics.Observe("breakupguide.spaces.open", "{session}", "Sessions whose space is open now.", () =>
        [
            new(open.Where(s => s.Space.IsVisitor).Count, new KeyValuePair<string, object?>("kind", "visitor")),
            new(open.Where(s => !s.Space.IsVisitor).Count, new KeyValuePair<string, object?>("kind", "kept")),
        ]);
        var backups = app.Services.GetRequiredService<BackupSweep>();
        metrics.Observe(
            "breakupguide.backup.age", "s", "Of the newest scheduled backup.",
            () => backups.Age() is { } age ? [new Measurement<double>(age.TotalSeconds)] : []);
    }
}
