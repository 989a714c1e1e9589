using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.Understanding;

/// <summary>Reads what a person understands now, or understood on a day, out of the newest runs and what was named.</summary>
public sealed class UnderstandingStore(
    EntryReader entries, Threads threads, Revisions revisions, EntryTime time, ContentLibrary library, TimeProvider clock)
{
    /// <summary>Of how many runs the days are offered, the newest.</summary>
    private const int RunsNamed = 50;

    private IReadOnlyCollection<string> Reflections => [.. library.Understanding.SelectMany(p => p.Reflections).Distinct()];

    /// <summary>All parts, those without anything included, and whether something in them was changed since.</summary>
    /// <param name="day">As it was at the end of this day; null for now.</param>
    /// <param name="zone">Where the person's day ends.</param>
    public async Task<(IReadOnlyList<UnderstoodPart> Parts, bool AnyChanged)> ReadAsync(
        UnlockedSpace space, DateOnly? day, string zone, Pronoun pronoun, CancellationToken cancel)
    {
        var reader = new RunContextReader(entries, threads, library, space, clock.GetUtcNow().UtcDateTime)
        {
            AsOf = day is { } then ? (revisions, time.EndOf(then, zone)) : null,
        };
        var kinds = library.Understanding.SelectMany(p => p.From).Select(s => s.Thread).OfType<string>().Distinct();
        var runs = await reader.NewestAsync(Reflections, [.. kinds], cancel);
        var reading = new UnderstandingReading(library, runs, pronoun);
        return ([.. library.Understanding.Select(reading.Part)], runs.AnyChanged);
    }

    /// <summary>The days on which one of the runs was begun or changed last, newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(UnlockedSpace space, string zone, CancellationToken cancel) =>
    [
        .. (await entries.TimesOfRunsAsync(space, Reflections, RunsNamed, cancel))
            .Select(utc => DateOnly.FromDateTime(time.Local(zone, utc))).Distinct().OrderDescending(),
    ];
}
