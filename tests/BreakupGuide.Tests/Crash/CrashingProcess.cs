using System.Diagnostics;
using System.Globalization;

namespace BreakupGuide.Tests.Crash;

/// <summary>This assembly as a process of its own.</summary>
internal static class CrashingProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Looks at what a kill leaves at each point of a scenario.</summary>
    /// <remarks>
    /// One process stands still at each point while its files are copied: a kill there leaves the same ones.
    /// Others are really killed: at the first point, in the middle and at the last; at all of them where <c>BREAKUPGUIDE_KILLS=every</c>.
    /// </remarks>
    /// <param name="before">The folder as it is before the scenario.</param>
    /// <param name="look">Gets what is left and how many steps were acknowledged.</param>
    /// <returns>How many points there are.</returns>
    public static async Task<int> CrashEverywhereAsync(this CrashData data, string scenario, string before, Func<CrashOutcome, Task> look)
    {
        var outcomes = await data.RunAsync(scenario, KillPoint.Pause, before);
        var whole = outcomes[^1];
        Assert.Equal(CrashScenario.Named(scenario).Steps.Length, whole.Acknowledged);
        var points = Assert.IsType<int>(whole.Points);
        Assert.Equal(points, outcomes.Count - 1);
        foreach (var outcome in outcomes) await LookAsync(outcome);
        IEnumerable<int> killed = KillPoint.IsAtEvery ? Enumerable.Range(0, points) : new HashSet<int> { 0, points / 2, points - 1 };
        await Parallel.ForEachAsync(killed, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (at, _) =>
            await LookAsync(await data.KillAsync(scenario, at, before)));
        return points;

        async Task LookAsync(CrashOutcome outcome)
        {
            try
            {
                await look(outcome);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"“{scenario}”, cut off at point {outcome.At} of {points}: {exception.Message}", exception);
            }

            Directory.Delete(outcome.Folder, recursive: true);
        }
    }

    /// <summary>Kills a process at one point of a scenario.</summary>
    public static async Task<CrashOutcome> KillAsync(this CrashData data, string scenario, int at, string before)
    {
        var killed = Assert.Single(await data.RunAsync(scenario, at, before));
        Assert.Null(killed.Points);
        return killed;
    }

    /// <summary>Runs a scenario to its end.</summary>
    public static async Task<CrashOutcome> RunAsync(this CrashData data, string scenario, string before) =>
        Assert.Single(await data.RunAsync(scenario, KillPoint.None, before));

    /// <summary>Runs a scenario over a copy of the folder until its process is killed or done.</summary>
    /// <returns>What it left at each point where it stood still, and last what it left in the end.</returns>
    private static async Task<IReadOnlyList<CrashOutcome>> RunAsync(this CrashData data, string scenario, int at, string before)
    {
        var folder = data.CopyOf(before);
        var start = new ProcessStartInfo("dotnet", [typeof(CrashingProcess).Assembly.Location, scenario, at.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // It lives too briefly to gain by what it would measure of itself.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(patience.Token);
            var outcomes = new List<CrashOutcome>();
            var acknowledged = 0;
            int? points = null;
            // Nothing else is ever said: no word of anybody's.
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line == "done") acknowledged++;
                else if (line == "waits")
                {
                    outcomes.Add(new CrashOutcome(outcomes.Count, data.CopyOf(folder), acknowledged, null));
                    await process.StandardInput.WriteLineAsync();
                }
                else points = int.Parse(line["points ".Length..], CultureInfo.InvariantCulture);
            }

            await process.WaitForExitAsync(patience.Token);
            Assert.Equal("", await complaints);
            Assert.Equal(points is null, process.ExitCode != 0);
            return [.. outcomes, new CrashOutcome(points ?? at, folder, acknowledged, points)];
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"“{scenario}” was neither killed nor came to its end.");
        }
    }
}

/// <summary>What a process left.</summary>
/// <param name="At">The point where it was cut off; at the end, the number of points.</param>
/// <param name="Acknowledged">How many steps of the scenario it said were done.</param>
/// <param name="Points">How many points it passed; null when it was cut off.</param>
internal sealed record CrashOutcome(int At, string Folder, int Acknowledged, int? Points)
{
    public bool IsCutOff => Points is null;
}
