using System.Globalization;

namespace BreakupGuide.Benchmarks.References;

/// <summary>Ours beside a reference, as ratios of one run: both were measured by turns, and the medians are compared.</summary>
internal static class Table
{
    public const string Header =
        """
        | what | reference | reach | ratio | of the processor's time |
        | --- | --- | --- | ---: | ---: |
        """;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static double Ratio<T>(IReadOnlyList<T> ours, IReadOnlyList<T> reference, Func<T, double> value) =>
        Median(ours.Select(value)) / Median(reference.Select(value));

    public static void Row(string what, string reference, string reach, double ratio, double? cpu = null) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {reference} | {reach} | {ratio:0.00} | {(cpu is { } c ? $"{c:0.00}" : "–")} |"));
}
