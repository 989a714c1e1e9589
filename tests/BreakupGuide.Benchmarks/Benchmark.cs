using System.Globalization;
using BreakupGuide.Benchmarks.References;

namespace BreakupGuide.Benchmarks;

/// <summary>What a click costs in a space of 100 entries and in one of 10,000: <c>dotnet run -c Release --project tests/BreakupGuide.Benchmarks</c>.</summary>
internal static class Benchmark
{
    private const int WarmUp = 60;
    private const int Rounds = 200;
    private const int SlowerShown = 3;

    /// <returns>1 when something costs more than it may in proportion in the large space.</returns>
    private static async Task<int> Main()
    {
        var asked = Environment.GetCommandLineArgs();
        if (asked is [_, "soak", var people, var minutes])
            return await new Soak.Evening(int.Parse(people, CultureInfo.InvariantCulture), double.Parse(minutes, CultureInfo.InvariantCulture)).RunAsync();
        if (asked.Contains("references"))
        {
            using var against = new Against(asked.SkipWhile(a => a != "references").Skip(1).FirstOrDefault());
            await against.WriteAsync();
        }

        var statements = new Statements();
        await using var site = new Site(statements);
        var small = new Person(site.Browse(), entries: 100);
        var large = new Person(site.Browse(), entries: 10_000);
        await small.BeginAsync(site.Services);
        await large.BeginAsync(site.Services);

        Comparison[] all =
        [
            new("PUT answer (draft)", person => person.SaveAnswerAsync()),
            new("GET question", person => person.OpenQuestionAsync()),
            new("POST question (Continue)", person => person.ContinueAsync()),
            new("GET /journal", person => person.OpenJournalAsync()),
            new("GET /journal/calendar", person => person.OpenCalendarAsync()),
            new("Search, first results", person => person.SearchAsync()),
            new("POST journal entry (Save)", person => person.SaveEntryAsync()),
            new("GET /journal/compare", person => person.CompareAsync()),
            // It draws from two hundred entries and draws on a hundred threads, which the small space does not have.
            new("GET /insights", person => person.OpenInsightsAsync(), mostRatio: 2),
        ];
        if (asked.Contains("references"))
        {
            await new UnlockCost(site, small).WriteAsync();
            await new SaveCost(site.Services, small, large).WriteAsync();
            return 0;
        }

        if (asked.Contains("search"))
        {
            await new SearchCost(site.Services, large).WriteAsync();
            return 0;
        }

        if (asked.Contains("saves"))
        {
            await new SaveCost(site.Services, small, large).WriteAsync();
            return 0;
        }

        if (asked.Contains("memory"))
        {
            await new MemoryCost(site.Services, statements, small, large).WriteAsync();
            return 0;
        }

        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            foreach (var comparison in all)
            {
                if (round == WarmUp) comparison.Forget();
                await comparison.MeasureAsync(small, large, statements, isSmallFirst: round % 2 == 0);
            }
        }

        Console.WriteLine(Comparison.Header);
        foreach (var comparison in all) Console.WriteLine(comparison.Row());
        await new SearchCost(site.Services, large).WriteAsync();
        var tooMuch = all.Where(c => c.IsTooMuch).ToList();
        if (tooMuch.Count == 0) return 0;

        Console.WriteLine();
        Console.WriteLine($"Too much: {string.Join(", ", tooMuch.Select(c => $"{c.Name} (above {c.MostRatio})"))}.");
        Console.WriteLine("On a machine that has other things to do, run it once more before you believe it.");
        foreach (var comparison in tooMuch)
        {
            Console.WriteLine();
            Console.WriteLine($"{comparison.Name}: what the database takes longer for");
            foreach (var statement in comparison.Slower().Take(SlowerShown)) Console.WriteLine($"  {statement}");
        }

        return 1;
    }
}
