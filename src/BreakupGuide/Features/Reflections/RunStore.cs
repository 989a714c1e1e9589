using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>The runs of reflections: opened with what surrounds them, answered, finished.</summary>
public sealed class RunStore(
    EntryReader entries, EntryHead heads, AnswerWriter answers, Threads threads, EntryTime time, ContentLibrary library, TimeProvider clock)
{
    /// <summary>How many earlier runs a page names; what is older stands in the journal.</summary>
    private const int RunsNamed = 50;

    /// <summary>Among how many of the newest the run before another one is looked for.</summary>
    private const int RunsBefore = 6;

    // How a run left somebody is asked at its end; the same question in every reflection that asks it.
    internal const string HowNow = "how-now";
    internal const string Heavier = "heavier";
    private const int RunsInCircles = 3;
    private const int RunsLookedAt = 12;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    /// <summary>The run of this reflection and id; null when there is none in the space.</summary>
    public async Task<WalkedRun?> FindAsync(UnlockedSpace? space, string slug, Guid id, CancellationToken cancel) =>
        library.Practice(slug) is null ? await OpenAsync(space, slug, id, cancel) : null;

    /// <summary>The run of this id or, where there is none, how it would begin. Nothing is written.</summary>
    public async Task<WalkedRun?> FindOrBeginAsync(UnlockedSpace? space, WalkChoice choice, Guid id, CancellationToken cancel) =>
        library.Practice(choice.Slug) is null ? await OpenOrBeginAsync(space, choice, id, cancel) : null;

    /// <summary>The same of a reflection or a practice, whose pages are others.</summary>
    internal async Task<WalkedRun?> OpenAsync(UnlockedSpace? space, string slug, Guid id, CancellationToken cancel)
    {
        if (space is null) return null;
        var reader = ReaderOf(space);
        var (stored, context) = await reader.ReadAsync(slug, id, cancel);
        return stored is not null && reader.Definition(stored.Entry.Run!) is { } reflection ? Open(space, reflection, stored, context) : null;
    }

    /// <inheritdoc cref="OpenAsync"/>
    internal async Task<WalkedRun?> OpenOrBeginAsync(UnlockedSpace? space, WalkChoice choice, Guid id, CancellationToken cancel)
    {
        var reader = space is null ? null : ReaderOf(space);
        var (stored, context) = reader is null ? (null, RunContext.None) : await reader.ReadAsync(choice.Slug, id, cancel);
        if (stored is not null && reader!.Definition(stored.Entry.Run!) is { } begun) return Open(space!, begun, stored, context);
        if (library.Walked(choice.Slug) is not { } reflection) return null;

        var walk = Walk.Of(reflection, choice.Length == WalkLength.Whole, context.Safety, context.Items);
        return new(id, null, walk, context.Safety, context.Safety, new HashSet<string>(), context);
    }

    /// <summary>The runs of a reflection, newest first.</summary>
    public async Task<IReadOnlyList<Entry>> RunsAsync(UnlockedSpace? space, string slug, CancellationToken cancel) =>
        space is null ? [] : await entries.RunsAsync(space, slug, RunsNamed, cancel);

    /// <summary>The newest finished run of this reflection that was begun before this one; null where there is none among the newest few.</summary>
    public async Task<Entry?> BeforeAsync(UnlockedSpace? space, WalkedRun run, CancellationToken cancel) =>
        space is null || run.Entry is not { } entry ? null
            : (await entries.RunsAsync(space, run.Reflection.Slug, RunsBefore, cancel))
                .FirstOrDefault(r => r.FinishedAt is not null && r.Created < entry.Created);

    /// <summary>Whether runs of this reflection left somebody heavier again and again within a fortnight.</summary>
    public async Task<bool> GoesInCirclesAsync(UnlockedSpace? space, string slug, CancellationToken cancel)
    {
        if (space is null) return false;
        var answers = await entries.AnswersInRunsAsync(space, slug, HowNow, clock.GetUtcNow().UtcDateTime - Lately, RunsLookedAt, cancel);
        return answers.Count(a => a.Value!.GivenValues.Contains(Heavier)) >= RunsInCircles;
    }

    /// <summary>The newest run of each reflection, by its slug.</summary>
    public async Task<IReadOnlyDictionary<string, Entry>> NewestAsync(UnlockedSpace? space, CancellationToken cancel) =>
        space is null ? new Dictionary<string, Entry>() : await entries.NewestRunsAsync(space, [.. library.Reflections.Select(r => r.Slug)], cancel);

    /// <summary>Addresses of the reflections whose newest run is finished.</summary>
    public async Task<IReadOnlyCollection<string>> DoneAsync(UnlockedSpace? space, CancellationToken cancel) =>
        [.. (await NewestAsync(space, cancel)).Where(n => n.Value.FinishedAt is not null).Select(n => RunLinks.Introduction(n.Key))];

    /// <summary>Saves what a form gave as the answer to one question, and begins the run with the first.</summary>
    /// <param name="loaded">The run as the request has read it already; null to read it here.</param>
    /// <param name="day">Of a practice, the day that its entry belongs to; null for today.</param>
    /// <returns>What became of it, and the run as it stands after it; null when there is none.</returns>
    public async Task<(Saved Saved, WalkedRun? Run)> AnswerAsync(
        UnlockedSpace space, Draft draft, Pronoun pronoun, WalkedRun? loaded, CancellationToken cancel, DateOnly? day = null)
    {
        // What was read without a space, or from another one, knows nothing of this one's runs.
        var run = loaded?.Context.SpaceId == space.Id ? loaded
            : draft.Reflection is { } name ? await OpenOrBeginAsync(space, WalkChoice.Parse(name), draft.Entry, cancel) : null;
        if (run?.StepFor(draft.Field) is not { } step) return (new Saved.NotFound(), null);

        var before = run.Answers.GetValueOrDefault(draft.Field);
        // A practice asks several questions on one page.
        var form = run.Reflection.Practice is null ? draft.Form : AnswerForm.At(AnswerForm.PlaceOf(draft.Field), draft.Form);
        var given = AnswerForm.Read(step, form, pronoun, before?.Value, key => RecordIds.OfThread(space, draft.Entry, draft.Field, key));
        IReadOnlyList<string> messages = given.Problem is { } problem
            ? [problem]
            : new AnswerRules(step, before?.Value, time.Today(draft.Zone)).Messages(given.Value);
        if (messages.Count > 0)
        {
            const string Kept = "Nothing is thrown away. Change it or clear it, then pass this question over.";
            return (new Saved.Refused(draft.State == AnswerState.Given ? messages : [.. messages, Kept], IsInvalid: true), run);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var today = time.Today(draft.Zone, draft.DayEndsAt);
        var change = new AnswerChange(
            draft.Entry,
            draft.Field,
            step.Question.Id,
            step.Ask(pronoun, isLater: day < today),
            given.Value,
            draft.State,
            draft.BaseVersion,
            draft.Client,
            draft.Sequence,
            draft.Zone,
            run.Entry is null ? StartOf(run, except: draft.Field, day ?? today) : null,
            step.Question.Thread,
            IsAskedAfresh(run, draft.Field) ? now : null,
            // Whoever passes a question over may have written something first, or cleared it: what stands in the form is what holds.
            IsAll: true,
            draft.IsAside);
        var answer = new Answer(
            draft.Field, change.Question, change.Wording, change.Value, change.State, (before?.Version ?? 0) + 1, change.GivenAt ?? now);
        var after = run.With(answer, run.Context);
        change = change with { Path = after.Walk.Path };
        var saved = await answers.SaveAsync(space, change, cancel);
        if (saved is not Saved.Done done) return (saved, run);
        if (done.Version == 0 && run.Entry is null) return (saved, null);
        if (draft.IsAside || done.Version <= (before?.Version ?? 0)) return (saved, run);

        // Only whoever goes on with the run needs to know what was named just now, and only where it is asked about.
        var context = loaded is not null && step.Question.Thread is { } kind && RunContextReader.SourcesOf(run.Reflection).Any(s => s.Thread == kind)
            ? run.Context with { Items = run.Context.Items.WithThreads(kind, await threads.ListAsync(space, kind, cancel)) }
            : run.Context;
        var isSame = done.Version == answer.Version && ReferenceEquals(context, run.Context);
        return (saved, isSame ? after : run.With(answer with { Version = done.Version }, context));
    }

    /// <summary>Marks the run as finished; its first finished state is kept for good.</summary>
    public async Task FinishAsync(UnlockedSpace space, WalkedRun run, CancellationToken cancel)
    {
        // What was said about safety in the meantime holds for this run, and keeps its time.
        foreach (var answer in run.Carried.Values.Where(_ => !run.IsFinished))
        {
            await answers.SaveAsync(
                space,
                new AnswerChange(
                    run.Id, answer.Field, answer.Question, answer.Wording, answer.Value, answer.State, answer.Version,
                    null, 0, null, null, null, answer.GivenAt, Path: run.Walk.Path),
                cancel);
        }

        await heads.FinishAsync(space, run.Id, cancel);
    }

    /// <summary>Goes on with the whole walk where the short one was begun.</summary>
    public Task WidenAsync(UnlockedSpace space, WalkedRun run, CancellationToken cancel) => heads.WidenAsync(space, run.Id, cancel);

    /// <summary>An answer about safety that is given anew counts from now on, even if it says the same as before.</summary>
    private static bool IsAskedAfresh(WalkedRun run, string field) =>
        run.Reflection.Safety.Contains(field)
            && (run.Carried.ContainsKey(field) || run.Answers.GetValueOrDefault(field) is { State: AnswerState.Given, Value: null });

    private static RunStart StartOf(WalkedRun run, string except, DateOnly? day) => new(
        new Run(run.Reflection.Slug, run.Reflection.Version, run.Choice.Length),
        [.. run.Carried.Values.Where(a => a.Field != except)],
        run.Reflection.Practice is null ? EntryKind.Reflection : EntryKind.Log,
        day);

    private RunContextReader ReaderOf(UnlockedSpace space) => new(entries, threads, library, space, clock.GetUtcNow().UtcDateTime);

    /// <param name="reflection">The version that the run stands on.</param>
    internal static WalkedRun Open(UnlockedSpace space, Reflection reflection, OpenRun stored, RunContext context)
    {
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
        var unreadable = walk.Steps.Where(s => stored.Unreadable.Contains(RecordIds.OfAnswer(space, stored.Entry.Id, s.Field))).ToList();
        if (unreadable.Count > 0)
        {
            // Passed over, so that the walk can go on around it.
            foreach (var step in unreadable)
                answers[step.Field] = new Answer(step.Field, step.Question.Id, step.Ask(default), null, AnswerState.Skipped, 0, stored.Entry.Changed);
            walk = Walk.Of(reflection, isWhole, answers, context.Items);
        }

        return new(stored.Entry.Id, stored.Entry, walk, answers, carried, unreadable.Select(s => s.Field).ToHashSet(), context);
    }
}
