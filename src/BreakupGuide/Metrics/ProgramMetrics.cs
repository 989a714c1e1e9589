using System.Diagnostics.Metrics;

namespace BreakupGuide.Metrics;

/// <summary>
/// What the program counts for whoever looks after it: numbers and fixed words, never whose, what or from where.
/// docs/operations.md lists them; what leaves the machine is for <c>App/Telemetry</c>.
/// </summary>
public sealed class ProgramMetrics
{
    public const string MeterName = "BreakupGuide";

    private readonly Meter meter;
    private readonly Counter<long> saves;
    private readonly Histogram<double> saveDuration;
    private readonly Counter<long> unlocks;
    private readonly Counter<long> refusals;
    private readonly Counter<long> swept;

    public ProgramMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        saves = meter.CreateCounter<long>("breakupguide.saves", "{save}", "What became of words that were sent to be saved.");
        saveDuration = meter.CreateHistogram<double>("breakupguide.save.duration", "s", "From the words read to what became of them.");
        unlocks = meter.CreateCounter<long>("breakupguide.unlocks", "{try}", "Tries with a passphrase or a recovery key.");
        refusals = meter.CreateCounter<long>("breakupguide.refusals", "{request}", "Requests beyond a limit, answered with 429.");
        swept = meter.CreateCounter<long>("breakupguide.swept", "{record}", "What sweeps deleted for good.");
    }

    /// <param name="outcome">saved, repeated, conflict, refused, unavailable or gone.</param>
    public void Saved(string outcome, TimeSpan duration)
    {
        saves.Add(1, Tag("outcome", outcome));
        saveDuration.Record(duration.TotalSeconds, Tag("outcome", outcome));
    }

    public void Tried(bool isOpened) => unlocks.Add(1, Tag("outcome", isOpened ? "opened" : "wrong"));

    /// <param name="kind">What the request was counted as.</param>
    public void Refused(string kind) => refusals.Add(1, Tag("kind", kind));

    /// <param name="kind">visitors or bin.</param>
    public void Swept(string kind, int count) => swept.Add(count, Tag("kind", kind));

    /// <summary>Has a number read whenever the metrics are.</summary>
    /// <param name="read">None where there is nothing to tell.</param>
    public void Observe(string name, string unit, string description, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(name, read, unit, description);

    private static KeyValuePair<string, object?> Tag(string name, string word) => new(name, word);
}
