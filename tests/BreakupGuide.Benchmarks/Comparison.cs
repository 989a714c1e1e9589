using System.Diagnostics;
using System.Globalization;

namespace BreakupGuide.Benchmarks;

/// <summary>One operation, done by turns in a small and in a large space.</summary>
/// <param name="mostRatio">
/// Above this a click in a large space does not cost the same any more; more where what is looked at has a limit above 100 entries.
/// </param>
internal sealed class Comparison(string name, Func<Person, Task> operation, double mostRatio = 1.2)
{
    public double MostRatio => mostRatio;

    public const string Header =
        """
        | operation | ms at 100 | ms at 10,000 | ratio | CPU ms at 100 | CPU ms at 10,000 | CPU ratio | statements at 100 | statements at 10,000 |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    private readonly List<Request> small = [];
    private readonly List<Request> large = [];

    public string Name => name;

    public bool IsTooMuch => Ratio(r => r.Wall) > MostRatio || Ratio(r => r.Cpu) > MostRatio;

    public async Task MeasureAsync(Person inSmall, Person inLarge, Statements statements, bool isSmallFirst)
    {
        if (isSmallFirst) small.Add(await MeasureAsync(inSmall, statements));
        large.Add(await MeasureAsync(inLarge, statements));
        if (!isSmallFirst) small.Add(await MeasureAsync(inSmall, statements));
    }

    public void Forget()
    {
        small.Clear();
        large.Clear();
    }

    public string Row() => $"| {name} | {Both(r => r.Wall)} | {Both(r => r.Cpu)} | {Median(small, r => r.Sent)} | {Median(large, r => r.Sent)} |";

    /// <summary>What this operation sends to the database and takes longer in the large space, with the milliseconds in both; the worst first.</summary>
    public IEnumerable<string> Slower() =>
        from text in large.SelectMany(r => r.Statements).Select(s => s.Text).Distinct()
        let before = Median(small, r => r.TookBy(text))
        let after = Median(large, r => r.TookBy(text))
        where after > before
        orderby after - before descending
        select string.Create(CultureInfo.InvariantCulture, $"{before:0.000} → {after:0.000} ms: {text.ReplaceLineEndings(" ")}");

    private async Task<Request> MeasureAsync(Person person, Statements statements)
    {
        statements.Take();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.GetTimestamp();
        await operation(person);
        return new Request(Stopwatch.GetElapsedTime(clock).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, statements.Take());
    }

    private string Both(Func<Request, double> value) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(small, value):0.00} | {Median(large, value):0.00} | {Ratio(value):0.00}");

    private double Ratio(Func<Request, double> value) => Median(large, value) / Median(small, value);

    private static double Median(IReadOnlyList<Request> requests, Func<Request, double> value) => requests.Select(value).Order().ElementAt(requests.Count / 2);

    private sealed record Request(double Wall, double Cpu, IReadOnlyList<Statement> Statements)
    {
        public double Sent => Statements.Count(s => s.IsNew);

        public double TookBy(string text) => Statements.Where(s => s.Text == text).Sum(s => s.Took.TotalMilliseconds);
    }
}
