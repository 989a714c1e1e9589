using System.Collections.Concurrent;
using System.Globalization;

namespace BreakupGuide.Benchmarks.Soak;

/// <summary>
/// Many people for a long time: no request may fail, no acknowledged word may be missing at the end, and the program's memory may not grow. Everything stays on
/// this machine.
/// </summary>
internal sealed class Evening(int people, double minutes)
{
    private const int Seed = 20261130;
    private const int MostTold = 10;

    /// <summary>Between the second quarter and the last one. A leak of a page or a space for each visit is more within minutes.</summary>
    private const double MostGrowth = 1.2;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);
    private static readonly (int Least, int Most) ThinksFor = (1_000, 5_000);

    private readonly ConcurrentQueue<(string What, double Milliseconds)> took = new();
    private readonly ConcurrentQueue<string> failures = new();
    private readonly List<double> memory = [];

    /// <returns>1 when something failed, was lost, or grew.</returns>
    public async Task<int> RunAsync()
    {
        await using var program = new SoakedProgram();
        await program.AnswersAsync();
        Console.WriteLine(Line($"{people} people, {minutes} minutes; memory at rest {program.Memory():0} MB"));
        var all = Enumerable.Range(1, people).Select(number => new SoakPerson(program.Address, number, Seed + number, took)).ToList();
        using var ended = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var samples = SampleAsync(program, ended.Token);
        await Task.WhenAll(all.Select((person, index) => LiveAsync(person, new Random(Seed - index), ended.Token)));
        await samples;
        var cpu = program.Cpu();

        var lost = 0;
        foreach (var person in all)
        {
            lost += await CountLostAsync(person);
            person.Dispose();
        }

        var growth = Growth();
        WriteTable();
        Console.WriteLine();
        var (saves, entries) = (all.Sum(p => p.Saves), all.Sum(p => p.Entries));
        Console.WriteLine(Line($"{took.Count} requests, {saves} saves, {entries} entries; {cpu.TotalSeconds:0} s of a processor"));
        Console.WriteLine(Line($"{failures.Count} failures, {lost} entries lost or changed, {program.Complaints.Count} warnings and errors in the log"));
        Console.WriteLine(Line($"memory in MB over time: {string.Join(" ", Every(memory, 12).Select(m => $"{m:0}"))}; last quarter to second: {growth:0.00}"));
        foreach (var kind in failures.Concat(program.Complaints).GroupBy(f => f).Take(MostTold)) Console.WriteLine($"  {kind.Count()} × {kind.Key}");
        return failures.IsEmpty && lost == 0 && program.Complaints.Count == 0 && !program.IsDead && growth <= MostGrowth ? 0 : 1;
    }

    private async Task LiveAsync(SoakPerson person, Random random, CancellationToken ended)
    {
        try
        {
            // Not all at the same moment.
            await Task.Delay(random.Next(0, ThinksFor.Most), ended);
            await person.BeginAsync();
            while (true)
            {
                await Task.Delay(random.Next(ThinksFor.Least, ThinksFor.Most), ended);
                await TryAsync(person.ActAsync);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The evening is over, between two acts.
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException)
        {
            failures.Enqueue(exception.Message);
        }
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or TaskCanceledException)
        {
            failures.Enqueue(exception.Message);
        }
    }

    private async Task<int> CountLostAsync(SoakPerson person)
    {
        var lost = 0;
        await TryAsync(async () => lost = await person.LostAsync());
        return lost;
    }

    private async Task SampleAsync(SoakedProgram program, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(SampleEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(ended)) memory.Add(program.Memory());
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }

    private double Growth()
    {
        var quarter = memory.Count / 4;
        return quarter == 0 ? 1 : memory[^quarter..].Average() / memory.Skip(quarter).Take(quarter).Average();
    }

    private void WriteTable()
    {
        Console.WriteLine("| request | how many | median ms | 99 % within ms | longest ms |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var kind in took.GroupBy(t => t.What).OrderByDescending(k => k.Count()))
        {
            var sorted = kind.Select(t => t.Milliseconds).Order().ToList();
            Console.WriteLine(Line($"| {kind.Key} | {sorted.Count} | {sorted[sorted.Count / 2]:0} | {sorted[sorted.Count * 99 / 100]:0} | {sorted[^1]:0} |"));
        }
    }

    private static IEnumerable<double> Every(List<double> values, int count) =>
        values.Count <= count ? values : Enumerable.Range(0, count).Select(i => values[i * (values.Count - 1) / (count - 1)]);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
