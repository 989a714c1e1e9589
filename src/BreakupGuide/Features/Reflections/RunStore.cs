using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>The runs of reflections: opened with what surrounds them, answered, finished.</summary>
public sealed class RunStore(EntryStore entries, ContentLibrary library, TimeProvider clock)
{
    /// <summary>The run of this reflection and id; null when there is none in the space.</summary>
    public async Task<WalkedRun?> FindAsync(UnlockedSpace? space, string slug, Guid id, CancellationToken cancel)
    {
        if (space is null || await entries.FindRunAsync(space, id, cancel) is not { Entry: { Binned: null, Run: { } run } } stored || run.Reflection != slug)
            return null;
        return Definition(run) is { } reflection ? await OpenAsync(space, reflection, stored, cancel) : null;
    }

    /// <summary>The run of this id or, where there is none, how it would begin. Nothing is written.</summary>
    public async Task<WalkedRun?> FindOrBeginAsync(UnlockedSpace? space, WalkChoice choice, Guid id, CancellationToken cancel)
    {
        if (await FindAsync(space, choice.Slug, id, cancel) is { } found)
            return found;
        if (library.Reflection(choice.Slug) is not { } reflection)
            return null;

        var context = space is null ? RunContext.None : await ContextOfAsync(space, reflection, cancel);
        var walk = Walk.Of(reflection, choice.Length == WalkLength.Whole, context.Safety, context.Items);
        return new(id, null, walk, context.Safety, context.Safety, new HashSet<string>());
    }

    /// <summary>All runs of a reflection, newest first.</summary>
    public async Task<IReadOnlyList<Entry>> RunsAsync(UnlockedSpace? space, string slug, CancellationToken cancel) =>
        space is null ? [] : await entries.RunsAsync(space, slug, cancel);

    /// <summary>The newest run of each reflection, by its slug.</summary>
    public async Task<IReadOnlyDictionary<string, Entry>> NewestAsync(UnlockedSpace? space, CancellationToken cancel) =>
        space is null ? new Dictionary<string, Entry>()
        : (await entries.ListAsync(space, binned: false, cancel)).Where(e => e.Run is not null).GroupBy(e => e.Run!.Reflection).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Created)!);

    /// <summary>Saves what a form gave as the answer to one question, and begins the run with the first.</summary>
    public async Task<Saved> AnswerAsync(UnlockedSpace space, Draft draft, Pronoun pronoun, CancellationToken cancel)
    {
        if (draft.Reflection is not { } name || await FindOrBeginAsync(space, WalkChoice.Parse(name), draft.Entry, cancel) is not { } run)
            return new Saved.NotFound();
        if (run.StepFor(draft.Field) is not { } step)
            return new Saved.NotFound();

        var before = run.Answers.GetValueOrDefault(draft.Field);
        var given = AnswerForm.Read(step, draft.Form, pronoun, before?.Value, key => EntryStore.ThreadId(space, draft.Entry, draft.Field, key));
        IReadOnlyList<string> messages = given.Problem is { } problem
            ? [problem]
            : new AnswerRules(step, before?.Value, entries.Today(draft.Zone)).Messages(given.Value);
        if (messages.Count > 0)
            return new Saved.Refused(draft.State == AnswerState.Given ? messages : [.. messages, "Nothing is thrown away. Change it or clear it, then pass this question over."], IsInvalid: true);

        var change = new AnswerChange(
            draft.Entry,
            draft.Field,
            step.Question.Id,
            step.Ask(pronoun),
            given.Value,
            draft.State,
            draft.BaseVersion,
            draft.Client,
            draft.Sequence,
            draft.Zone,
            run.Entry is null ? StartOf(run, except: draft.Field) : null,
            step.Question.Thread,
            IsAskedAfresh(run, draft.Field) ? clock.GetUtcNow().UtcDateTime : null,
            // Whoever passes a question over may have written something first, or cleared it: what stands in the form is what holds.
            IsAll: true,
            draft.IsAside);
        return await entries.SaveAnswerAsync(space, change, cancel);
    }

    /// <summary>Marks the run as finished; its first finished state is kept for good.</summary>
    public async Task FinishAsync(UnlockedSpace space, WalkedRun run, CancellationToken cancel)
    {
        // What was said about safety in the meantime holds for this run, and keeps its time.
        foreach (var answer in run.Carried.Values.Where(_ => !run.IsFinished))
        {
            await entries.SaveAnswerAsync(
                space,
                new AnswerChange(
                    run.Id, answer.Field, answer.Question, answer.Wording, answer.Value, answer.State, answer.Version, null, 0, null, null, null, answer.GivenAt),
                cancel);
        }

        await entries.FinishAsync(space, run.Id, cancel);
    }

    /// <summary>Goes on with the whole walk where the short one was begun.</summary>
    public Task WidenAsync(UnlockedSpace space, WalkedRun run, CancellationToken cancel) => entries.WidenAsync(space, run.Id, cancel);

    /// <summary>An answer about safety that is given anew counts from now on, even if it says the same as before.</summary>
    private static bool IsAskedAfresh(WalkedRun run, string field) =>
        run.Reflection.Safety.Contains(field) && (run.Carried.ContainsKey(field) || run.Answers.GetValueOrDefault(field) is { State: AnswerState.Given, Value: null });

    private static RunStart StartOf(WalkedRun run, string except) =>
        new(new Run(run.Reflection.Slug, run.Reflection.Version, run.Choice.Length), [.. run.Carried.Values.Where(a => a.Field != except)]);

    private Reflection? Definition(Run run) => library.Reflection(run.Reflection, run.Version) ?? library.Reflection(run.Reflection);

    private async Task<WalkedRun> OpenAsync(UnlockedSpace space, Reflection reflection, OpenRun stored, CancellationToken cancel)
    {
        var context = await ContextOfAsync(space, reflection, cancel);
        var answers = new Dictionary<string, Answer>(stored.Answers);
        var carried = new Dictionary<string, Answer>();
        if (stored.Entry.FinishedAt is null)
        {
            foreach (var field in reflection.Safety)
            {
                var own = answers.GetValueOrDefault(field);
                var newest = context.Safety.GetValueOrDefault(field);
                if (newest is not null && newest.GivenAt != own?.GivenAt)
                    answers[field] = carried[field] = newest with { Version = own?.Version ?? 0 };
                else if (own is not null && !context.Holds(own))
                    answers[field] = own with { State = AnswerState.Given, Value = null };
                else if (own is not null && own.GivenAt < stored.Entry.Created)
                    carried[field] = own;
            }
        }

        var isWhole = stored.Entry.Run!.Walk == WalkLength.Whole;
        var walk = Walk.Of(reflection, isWhole, answers, context.Items);
        var unreadable = walk.Steps.Where(s => stored.Unreadable.Contains(EntryStore.AnswerId(space, stored.Entry.Id, s.Field))).ToList();
        if (unreadable.Count > 0)
        {
            // Passed over, so that the walk can go on around it.
            foreach (var step in unreadable)
                answers[step.Field] = new Answer(step.Field, step.Question.Id, step.Ask(default), null, AnswerState.Skipped, 0, stored.Entry.Changed);
            walk = Walk.Of(reflection, isWhole, answers, context.Items);
        }

        return new(stored.Entry.Id, stored.Entry, walk, answers, carried, unreadable.Select(s => s.Field).ToHashSet());
    }

    private async Task<RunContext> ContextOfAsync(UnlockedSpace space, Reflection reflection, CancellationToken cancel)
    {
        var runs = (await entries.ListAsync(space, binned: false, cancel)).Where(e => e.Run is not null).OrderByDescending(e => e.Created).ToList();
        return await new RunContextReader(entries, Definition, space, runs, clock.GetUtcNow().UtcDateTime).ReadAsync(reflection, cancel);
    }
}
