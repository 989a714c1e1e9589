using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>What a run draws on beside its own answers.</summary>
/// <param name="Safety">The newest answers about safety, of whichever run, that still hold.</param>
/// <param name="Since">UTC time from which on answers about safety hold.</param>
internal sealed record RunContext(ItemSource Items, IReadOnlyDictionary<string, Answer> Safety, DateTime Since)
{
    /// <summary>How long an answer about safety holds before it is asked afresh.</summary>
    public static readonly TimeSpan SafetyHolds = TimeSpan.FromDays(30);

    public static RunContext None { get; } = new(ItemSource.Nothing, new Dictionary<string, Answer>(), default);

    public bool Holds(Answer answer) => answer.GivenAt > Since;
}

/// <summary>Reads what a reflection's runs draw on, and only that.</summary>
/// <param name="runs">All runs of the space, newest first.</param>
internal sealed class RunContextReader(
    EntryStore entries, Func<Run, Reflection?> definition, UnlockedSpace space, IReadOnlyList<Entry> runs, DateTime now)
{
    private readonly Dictionary<Guid, OpenRun?> opened = [];

    public async Task<RunContext> ReadAsync(Reflection reflection, CancellationToken cancel)
    {
        var since = now - RunContext.SafetyHolds;
        return new(await ItemsAsync(reflection, [reflection.Slug], cancel), await SafetyAsync(reflection, since, cancel), since);
    }

    /// <param name="path">Reflections on the way here: two may draw on each other, and the circle ends where it began.</param>
    private async Task<ItemSource> ItemsAsync(Reflection reflection, IReadOnlyList<string> path, CancellationToken cancel)
    {
        var sources = reflection.Questions.Concat(reflection.Questions.SelectMany(q => q.Questions)).SelectMany(q => q.From.Concat(q.Prefill)).ToList();
        var newest = new Dictionary<string, Walk>();
        foreach (var slug in sources.Select(s => s.Reflection).OfType<string>().Distinct().Except(path))
        {
            if (runs.FirstOrDefault(r => r.Run!.Reflection == slug) is { Run: { } run } entry && definition(run) is { } other
                && await OpenAsync(entry.Id, cancel) is { } open)
            {
                newest[slug] = Walk.Of(other, run.Walk == WalkLength.Whole, open.Answers, await ItemsAsync(other, [.. path, slug], cancel));
            }
        }

        var threads = new List<NamedThread>();
        foreach (var kind in sources.Select(s => s.Thread).OfType<string>().Distinct())
            threads.AddRange(await entries.ThreadsAsync(space, kind, cancel));
        return new(newest, threads);
    }

    private async Task<IReadOnlyDictionary<string, Answer>> SafetyAsync(Reflection reflection, DateTime since, CancellationToken cancel)
    {
        var newest = new Dictionary<string, Answer>();
        if (reflection.Safety.Count == 0)
            return newest;

        // An answer is not younger than the last change of its run, which is kept by the minute.
        foreach (var run in runs.Where(r => r.Changed > since.AddMinutes(-1) && definition(r.Run!)?.Safety.Intersect(reflection.Safety).Any() == true))
        {
            if (await OpenAsync(run.Id, cancel) is not { } open)
                continue;
            foreach (var answer in reflection.Safety.Select(f => open.Answers.GetValueOrDefault(f)).OfType<Answer>())
            {
                if (answer.IsGiven && answer.GivenAt > since && (!newest.TryGetValue(answer.Field, out var other) || other.GivenAt < answer.GivenAt))
                    newest[answer.Field] = answer with { Version = 0 };
            }
        }

        return newest;
    }

    private async Task<OpenRun?> OpenAsync(Guid id, CancellationToken cancel) =>
        opened.TryGetValue(id, out var run) ? run : opened[id] = await entries.FindRunAsync(space, id, cancel);
}
