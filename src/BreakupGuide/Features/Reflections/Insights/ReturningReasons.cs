using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Practices;
using BreakupGuide.UI.Charts;

namespace BreakupGuide.Features.Reflections.Insights;

/// <summary>Reasons that were named in more than one run, in the person's words.</summary>
/// <param name="Days">The days of the runs in which reasons were named, the first one first.</param>
/// <param name="Runs">How many runs those are.</param>
public sealed record ReturningReasons(IReadOnlyList<MarkRow> Rows, IReadOnlyList<DateOnly> Days, int Runs)
{
    private const int Most = 8;

    public bool IsDrawn => Runs >= DrawnAnswers.Fewest && Days.Count > 1 && Rows.Count > 0;

    public DaySpan Span => new(Days[0], Days[^1]);

    public static ReturningReasons Of(IReadOnlyList<DatedAnswer> named)
    {
        // Another question of the same name may name other things.
        var reasons = named.Where(a => a.Answer.Value!.Threads is not null)
            .SelectMany(a => a.Answer.Value!.Threads!.Select(t => (a.Entry, a.Day, t.Text))).ToList();
        var rows = reasons.GroupBy(r => r.Text.Trim(), StringComparer.OrdinalIgnoreCase)
            .Select(g => (Row: new MarkRow(g.First().Text, [.. g.Select(r => r.Day).Distinct().Order()]), Runs: g.Select(r => r.Entry).Distinct().Count()))
            .Where(r => r.Runs > 1).OrderByDescending(r => r.Runs).Take(Most).Select(r => r.Row);
        return new([.. rows], [.. reasons.Select(r => r.Day).Distinct().Order()], reasons.Select(r => r.Entry).Distinct().Count());
    }

    public override string ToString() => "[reasons]";
}
