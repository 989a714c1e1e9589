using System.Diagnostics;
using BreakupGuide.Benchmarks.References;
using BreakupGuide.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Benchmarks;

/// <summary>Unlocking, from the form's post to its answer, beside the derivation of the key alone.</summary>
internal sealed class UnlockCost(Site site, Person person)
{
    private const int Rounds = 11;

    public async Task WriteAsync()
    {
        var rounds = site.Services.GetRequiredService<PassphraseDerivation>().Rounds;
        var (mine, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var unlock = await Person.AboutToUnlockAsync(site.Browse(), person.Name);
            var reference = await TookAsync(() => Task.Run(() => KeyWrap.SpendDerivation(Person.Passphrase, rounds)));
            var ours = await TookAsync(unlock);
            if (round == 0) continue;
            theirs.Add(reference);
            mine.Add(ours);
        }

        Table.Row("unlock", "key derivation alone", "≤ 1.1", Table.Median(mine) / Table.Median(theirs));
    }

    private static async Task<double> TookAsync(Func<Task> act)
    {
        var clock = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }
}
