using System.Diagnostics;
using System.Globalization;

namespace BreakupGuide.Tests.Crash;

/// <summary>This assembly as a process of its own.</summary>
internal static class Child
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Kills a process at each point of a deed, two at a time, each over a copy of the seed, and looks at what each one leaves.</summary>
    /// <param name="each">Every how many points; all of them where <c>BREAKUPGUIDE_KILLS=every</c>.</param>
    /// <param name="look">Gets the folder that is left and how many steps were acknowledged.</param>
    /// <returns>How many points there are.</returns>
    public static async Task<int> DieEverywhereAsync(this CrashData seeds, string deed, string seed, int each, Func<Corpse, Task> look)
    {
        var whole = await seeds.RunAsync(deed, int.MaxValue, seed);
        Assert.Equal(CrashScenario.Named(deed).Steps.Length, whole.Acknowledged);
        var points = Assert.IsType<int>(whole.Points);
        await look(whole);
        await Parallel.ForEachAsync(Enumerable.Range(0, points).Where(at => KillPoint.IsAtEvery || at % each == 0), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (at, _) =>
        {
            var killed = await seeds.RunAsync(deed, at, seed);
            Assert.Null(killed.Points);
            try
            {
                await look(killed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"“{deed}”, killed at point {at} of {points}: {exception.Message}", exception);
            }

            Directory.Delete(killed.Folder, recursive: true);
        });
        return points;
    }

    public static Task<int> DieEverywhereAsync(this CrashData seeds, string deed, string seed, Func<Corpse, Task> look) => seeds.DieEverywhereAsync(deed, seed, 1, look);

    /// <summary>Runs one deed over a copy of the seed until its process dies or is done.</summary>
    public static async Task<Corpse> RunAsync(this CrashData seeds, string deed, int at, string seed)
    {
        var folder = seeds.CopyOf(seed);
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, deed, at.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal("", await complained);
            var lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            // Nothing else is ever said: no word of anybody's.
            var points = lines.Where(l => l != "done").Select(l => int.Parse(l["points ".Length..], CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(points.Count == 0, process.ExitCode != 0);
            return new Corpse(at, folder, lines.Count(l => l == "done"), points.Count == 0 ? null : points.Single());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"“{deed}” neither died nor came to its end.");
        }
    }
}

/// <summary>What a process left.</summary>
/// <param name="Acknowledged">How many steps of the deed it said were done.</param>
/// <param name="Points">How many points it passed; null when it was killed.</param>
internal sealed record Corpse(int At, string Folder, int Acknowledged, int? Points)
{
    public bool IsKilled => Points is null;
}
