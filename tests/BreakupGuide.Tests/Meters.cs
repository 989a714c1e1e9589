using System.Diagnostics.Metrics;
using BreakupGuide.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace BreakupGuide.Tests;

/// <summary>The program's own counters, for tests.</summary>
internal static class Meters
{
    /// <summary>That nobody reads.</summary>
    public static ProgramMetrics None => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    /// <summary>Listens to one counter of a running program.</summary>
    public static MetricCollector<T> Collect<T>(this IServiceProvider services, string name)
        where T : struct =>
        new(services.GetRequiredService<IMeterFactory>(), ProgramMetrics.MeterName, name);

    /// <summary>How often each word was counted.</summary>
    public static Dictionary<string, T> Counted<T>(this MetricCollector<T> collector, string tag)
        where T : struct, System.Numerics.INumber<T> =>
        collector.GetMeasurementSnapshot()
            .GroupBy(m => (string)m.Tags[tag]!)
            .ToDictionary(g => g.Key, g => g.Aggregate(T.Zero, (sum, measurement) => sum + measurement.Value));
}
