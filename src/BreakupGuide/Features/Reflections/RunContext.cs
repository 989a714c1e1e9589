using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>What a run draws on beside its own answers. Read once for a request, and handed on.</summary>
/// <param name="SpaceId">The space it was read from; null where none was open.</param>
/// <param name="Safety">The newest answers about safety, of whichever run, that still hold.</param>
/// <param name="Since">UTC time from which on answers about safety hold.</param>
public sealed record RunContext(Guid? SpaceId, ItemSource Items, IReadOnlyDictionary<string, Answer> Safety, DateTime Since)
{
    public static RunContext None { get; } = new(null, ItemSource.Nothing, new Dictionary<string, Answer>(), default);

    public bool Holds(Answer answer) => answer.GivenAt > Since;

    public override string ToString() => "[context]";
}

/// <summary>Reads a run together with what it draws on: the newest runs of other reflections, threads, answers about safety.</summary>
internal sealed class RunContextReader(EntryReader entries, Threads threads, ContentLibrary library, UnlockedSpace space, DateTime now)
{
    private readonly Dictionary<string, OpenRun> newest = [];
    private readonly HashSet<string> asked = [];
    private readonly Dictionary<string, IReadOnlyList<NamedThread>> named = [];
    private readonly Dictionary<(string Slug, int Steps), Walk> walked = [];
    private bool anyChanged;

    /// <summary>How far a walk looks back: to what another one took along from a third, which took it from a fourth.</summary>
    /// <remarks>Reflections draw on each other in circles; without an end there would be as many walks as there are ways through them.</remarks>
    private const int StepsBack = 3;

    /// <summary>Reads runs and threads as they stood at this UTC time; null for what stands now.</summary>
    public (Revisions Kept, DateTime Until)? AsOf { get; init; }

    /// <param name="id">The run's id; null for one that is about to begin.</param>
    /// <returns>The run, null where there is none of this reflection and id; and what it draws on.</returns>
    public async Task<(OpenRun? Run, RunContext Context)> ReadAsync(string slug, Guid? id, CancellationToken cancel)
    {
        var run = await FindAsync(id, library.Walked(slug) is { } present ? ReachableFrom(present) : [], cancel);
        if (run is not { Entry: { Binned: null, Run: { } stored } } || stored.Reflection != slug) run = null;
        var reflection = run is null ? library.Walked(slug) : Definition(run.Entry.Run!);
        return (run, reflection is null ? RunContext.None : await ContextAsync(reflection, cancel));
    }

    /// <summary>What runs of this version of a reflection draw on; it may draw on others than the present one.</summary>
    public async Task<RunContext> ContextAsync(Reflection reflection, CancellationToken cancel)
    {
        if (ReachableFrom(reflection).Except(asked).ToList() is { Count: > 0 } more) await FindAsync(null, more, cancel);
        var since = now - Answer.SafetyHolds;
        var items = await ItemsAsync(reflection, StepsBack, cancel);
        var safety = await entries.NewestAnswersAsync(space, reflection.Safety, since, cancel);
        return new RunContext(space.Id, items, safety.ToDictionary(a => a.Key, a => a.Value with { Version = 0 }), since);
    }

    /// <summary>The newest run of each of these reflections, and the threads of these kinds.</summary>
    public async Task<NewestRuns> NewestAsync(IReadOnlyCollection<string> slugs, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        var present = slugs.Select(s => library.Reflection(s)).OfType<Reflection>();
        await FindAsync(null, [.. slugs.Concat(present.SelectMany(ReachableFrom)).Distinct()], cancel);
        var stood = newest.Values.Select(r => Definition(r.Entry.Run!)).OfType<Reflection>().ToList();
        if (stood.SelectMany(ReachableFrom).Except(asked).ToList() is { Count: > 0 } more) await FindAsync(null, more, cancel);

        IReadOnlyList<string> all = [.. kinds.Concat(stood.SelectMany(SourcesOf).Select(s => s.Thread).OfType<string>()).Distinct()];
        var listed = await NameAsync(all, cancel);
        var walks = new Dictionary<string, Walk>();
        foreach (var slug in slugs)
            if (await WalkAsync(slug, StepsBack, cancel) is { } walk) walks[slug] = walk;
        return new(walks, newest.ToDictionary(n => n.Key, n => n.Value.Entry.Id), listed, anyChanged);
    }

    /// <summary>The walks of these runs, by their ids; what they draw on is read once for all of them. Runs of what is gone have none.</summary>
    public async Task<IReadOnlyDictionary<Guid, Walk>> WalksAsync(IReadOnlyList<OpenRun> runs, CancellationToken cancel)
    {
        var all = runs.Where(r => r.Entry.Run is not null).Select(r => (Run: r, Definition: Definition(r.Entry.Run!)!))
            .Where(r => r.Definition is not null).ToList();
        await FindAsync(null, [.. all.SelectMany(r => ReachableFrom(r.Definition)).Distinct()], cancel);
        var drawnOn = newest.Values.Select(r => Definition(r.Entry.Run!)).OfType<Reflection>().Concat(all.Select(r => r.Definition)).ToList();
        if (drawnOn.SelectMany(ReachableFrom).Except(asked).ToList() is { Count: > 0 } more) await FindAsync(null, more, cancel);

        await NameAsync([.. drawnOn.SelectMany(SourcesOf).Select(s => s.Thread).OfType<string>().Distinct()], cancel);
        var walks = new Dictionary<Guid, Walk>();
        foreach (var (run, definition) in all)
        {
            walks[run.Entry.Id] = Walk.Of(
                definition, run.Entry.Run!.Walk == WalkLength.Whole, run.Answers, await ItemsAsync(definition, StepsBack, cancel));
        }

        return walks;
    }

    public Reflection? Definition(Run run) => library.Reflection(run.Reflection, run.Version) ?? library.Walked(run.Reflection);

    private async Task<IReadOnlyList<NamedThread>> NameAsync(IReadOnlyList<string> kinds, CancellationToken cancel)
    {
        var listed = await threads.OfKindsAsync(space, kinds, AsOf?.Until ?? DateTime.MaxValue, cancel);
        foreach (var kind in kinds) named[kind] = [.. listed.Where(t => t.Kind == kind)];
        return listed;
    }

    private async Task<OpenRun?> FindAsync(Guid? id, IReadOnlyCollection<string> others, CancellationToken cancel)
    {
        asked.UnionWith(others);
        var (run, found) = await entries.FindRunWithNewestAsync(space, id, others, AsOf?.Until ?? DateTime.MaxValue, cancel);
        IReadOnlyList<OpenRun> runs = [.. found.Values];
        if (AsOf is { } then)
        {
            (runs, var any) = await then.Kept.AsOfAsync(space, runs, then.Until, cancel);
            anyChanged |= any;
        }

        foreach (var other in runs) newest.TryAdd(other.Entry.Run!.Reflection, other);
        return run;
    }

    private HashSet<string> ReachableFrom(Reflection reflection)
    {
        var reached = new HashSet<string>();
        var open = new Queue<Reflection>([reflection]);
        while (open.TryDequeue(out var next))
        {
            foreach (var slug in OthersOf(next).Where(s => s != reflection.Slug && reached.Add(s)))
                if (library.Reflection(slug) is { } other) open.Enqueue(other);
        }

        return reached;
    }

    private async Task<ItemSource> ItemsAsync(Reflection reflection, int steps, CancellationToken cancel)
    {
        var walks = new Dictionary<string, Walk>();
        foreach (var slug in steps == 0 ? [] : OthersOf(reflection).Where(s => s != reflection.Slug))
        {
            if (await WalkAsync(slug, steps - 1, cancel) is { } walk) walks[slug] = walk;
        }

        var all = new List<NamedThread>();
        foreach (var kind in SourcesOf(reflection).Select(s => s.Thread).OfType<string>().Distinct())
            all.AddRange(named.TryGetValue(kind, out var of) ? of : named[kind] = await threads.ListAsync(space, kind, cancel));
        return new(walks, all);
    }

    private async Task<Walk?> WalkAsync(string slug, int steps, CancellationToken cancel)
    {
        if (walked.TryGetValue((slug, steps), out var known)) return known;
        if (newest.GetValueOrDefault(slug) is not { Entry.Run: { } run } open || Definition(run) is not { } reflection) return null;
        return walked[(slug, steps)] =
            Walk.Of(reflection, run.Walk == WalkLength.Whole, open.Answers, await ItemsAsync(reflection, steps, cancel));
    }

    /// <summary>The reflections that this one takes along from, or keeps in view.</summary>
    private static IEnumerable<string> OthersOf(Reflection reflection) =>
        SourcesOf(reflection).Select(s => s.Reflection).OfType<string>()
            .Concat(QuestionsOf(reflection).SelectMany(q => q.KeepsInView).Select(k => QuestionName.Parse(k)?.Reflection).OfType<string>()).Distinct();

    internal static IEnumerable<Source> SourcesOf(Reflection reflection) =>
        QuestionsOf(reflection).SelectMany(q => q.From.Concat(q.Prefill));

    private static IEnumerable<Question> QuestionsOf(Reflection reflection) => reflection.Questions.SelectMany(q => q.Questions.Prepend(q));
}

/// <summary>The newest runs of some reflections, and what was named.</summary>
/// <param name="Walks">By slug.</param>
/// <param name="Runs">The ids of the runs, by slug; also of those that others draw on.</param>
/// <param name="AnyChanged">Something in them was changed after the time that was asked for.</param>
internal sealed record NewestRuns(
    IReadOnlyDictionary<string, Walk> Walks, IReadOnlyDictionary<string, Guid> Runs, IReadOnlyList<NamedThread> Threads, bool AnyChanged)
{
    public override string ToString() => "[newest runs]";
}
