using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.Understanding;

/// <summary>Reads what a person understands now, or understood on a day, out of the newest runs and what was named.</summary>
public sealed class UnderstandingStore(
    EntryReader entries, SeriesReader series, Threads threads, Revisions revisions, EntryTime time, ContentLibrary library, TimeProvider clock)
{
    /// <summary>Of how many runs the days are offered, the newest.</summary>
    private const int RunsNamed = 50;

    /// <summary>How many of the newest entries of a practice are looked at.</summary>
    private const int EntriesNoted = 30;

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
        var parts = new List<UnderstoodPart>();
        foreach (var part in library.Understanding) parts.Add(reading.Part(part, await NotedAsync(space, part, day, cancel)));
        return (parts, runs.AnyChanged);
    }

    private async Task<IEnumerable<DatedAnswer>> NotedAsync(UnlockedSpace space, UnderstandingPart part, DateOnly? day, CancellationToken cancel)
    {
        if (part.Noted is not { } noted) return [];
        var found = await series.AnswersAsync(space, noted.Reflection, [noted.Question], EntriesNoted, cancel);
        return found.Answers.Where(a => a.Day <= (day ?? DateOnly.MaxValue)).OrderByDescending(a => a.Day).ThenByDescending(a => a.Answer.GivenAt);
    }

    /// <summary>The days on which one of the runs was begun or changed last, newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(UnlockedSpace space, string zone, CancellationToken cancel) =>
    [
        .. (await entries.TimesOfRunsAsync(space, Reflections, RunsNamed, cancel))
            .Select(utc => DateOnly.FromDateTime(time.Local(zone, utc))).Distinct().OrderDescending(),
    ];
}
