using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>The entries of practices: each is a run that stands on one page, with the day that it belongs to.</summary>
public sealed class LogStore(RunStore runs, SeriesReader series, EntryHead heads, EntryTime time, ContentLibrary library)
{
    public const int PageSize = 20;

    /// <summary>How many of the newest entries a picture looks at, and how many days it has.</summary>
    public const int EntriesDrawn = 200;
    public const int DaysDrawn = 90;

    /// <summary>The entry of this practice and id; null when there is none in the space.</summary>
    public async Task<WalkedRun?> FindAsync(UnlockedSpace? space, string slug, Guid id, CancellationToken cancel) =>
        library.Practice(slug) is null ? null : await runs.OpenAsync(space, slug, id, cancel);

    /// <summary>The entry of this id or, where there is none, how it would begin. Nothing is written.</summary>
    public async Task<WalkedRun?> FindOrBeginAsync(UnlockedSpace? space, string slug, Guid id, CancellationToken cancel) =>
        library.Practice(slug) is null ? null : await runs.OpenOrBeginAsync(space, new WalkChoice(slug, WalkLength.Whole), id, cancel);

    /// <summary>The questions that the entry's page asks. Those of looking again come only then, or where they were answered before.</summary>
    public static IReadOnlyList<Step> AskedIn(WalkedRun run, bool isAgain)
    {
        var later = run.Reflection.Practice?.LookAgain?.Questions ?? [];
        var isLater = isAgain || later.Any(q => run.Answers.GetValueOrDefault(q) is { IsGiven: true });
        return
        [
            .. run.Walk.Steps.Where(s => !run.Reflection.Safety.Contains(s.Field))
                .Where(s => later.Contains(s.Field) ? isLater : !isAgain),
        ];
    }

    /// <summary>The shared questions that come first.</summary>
    public static IReadOnlyList<Step> GateOf(WalkedRun run) => [.. run.Walk.Steps.Where(s => run.Reflection.Safety.Contains(s.Field))];

    /// <summary>Entries on whose day somebody wanted to look again, and that have come due.</summary>
    public async Task<IReadOnlyList<DatedAnswer>> DueAsync(UnlockedSpace space, string slug, DateOnly today, CancellationToken cancel) =>
        library.Practice(slug)?.Practice?.LookAgain is not { } again
            ? []
            : [.. (await series.WaitingAsync(space, slug, again.Date, again.Questions, cancel)).Where(a => a.IsDue(today))];

    /// <summary>Saves one field while somebody writes: an answer, or the day.</summary>
    public async Task<Saved> SaveAsync(UnlockedSpace space, Draft draft, Pronoun pronoun, CancellationToken cancel)
    {
        if (draft.Reflection is not { } slug || await FindOrBeginAsync(space, slug, draft.Entry, cancel) is not { } run) return new Saved.NotFound();
        var day = LogDay.Read(draft.Form, time.Today(draft.Zone, draft.DayEndsAt));
        if (draft.Field != LogDay.Field) return (await runs.AnswerAsync(space, draft, pronoun, run, cancel, day.Day ?? run.Entry?.Date)).Saved;
        if (day.Problem is { } problem) return new Saved.Refused([problem], IsInvalid: true);
        // A day alone is no entry; the first answer brings it along.
        if (run.Entry is null || day.Day is not { } chosen) return new Saved.Done(0);
        return chosen == run.Entry.Date || await heads.SetDayAsync(space, run.Id, chosen, cancel) ? new Saved.Done(1) : new Saved.NotFound();
    }

    /// <summary>Saves what the form says. What cannot be taken comes back with the whole form; an entry is begun by its first answer only.</summary>
    public async Task<SavedLog> SaveAsync(UnlockedSpace space, WalkedRun run, IReadOnlyList<Step> asked, LogPost post, LogTime when, CancellationToken cancel)
    {
        var sent = asked.ToDictionary(s => s.Field, s => post.Sent(s, run, when.Pronoun));
        if (Refused(run, asked, sent, post, when) is { Count: > 0 } refused)
            return new(new Saved.Refused([.. refused.Values.SelectMany(r => r.Messages)], IsInvalid: true), run, refused);

        var now = run;
        var isThere = run.Entry is not null;
        var met = new Dictionary<string, ReturnedForm>();
        foreach (var step in asked.Where(s => !IsSame(run.Answers.GetValueOrDefault(s.Field), sent[s.Field].Value)))
        {
            var draft = new Draft(
                run.Id, step.Field, run.Reflection.Slug, post.Form, AnswerState.Given, post.BaseOf(step.Field), post.Client, post.Sequence, when.Zone,
                DayEndsAt: when.DayEndsAt);
            var (saved, after) = await runs.AnswerAsync(space, draft, when.Pronoun, now, cancel, when.Day ?? run.Entry?.Date);
            if (saved is Saved.Conflict conflict)
                met[step.Field] = new(sent[step.Field], [], conflict.Stored, conflict.Version, post.ShownRows(step.Field));
            else if (saved is not Saved.Done)
                return new(saved, run, met);
            isThere |= saved is Saved.Done { Version: > 0 };
            now = after ?? now;
        }

        if (met.Count > 0) return new(new Saved.Conflict(0, []), now, met);
        if (!isThere) return new(new Saved.Done(0), now, met);
        if (run.Entry is { } entry && when.Day is { } day && day != entry.Date) await heads.SetDayAsync(space, run.Id, day, cancel);
        return new(new Saved.Done(1), now, met);
    }

    /// <summary>Marks the entry as finished; its first finished state is kept for good.</summary>
    public Task FinishAsync(UnlockedSpace space, WalkedRun run, CancellationToken cancel) =>
        run.Entry is null ? heads.FinishAsync(space, run.Id, cancel) : runs.FinishAsync(space, run, cancel);

    private Dictionary<string, ReturnedForm> Refused(
        WalkedRun run, IReadOnlyList<Step> asked, Dictionary<string, SentAnswer> sent, LogPost post, LogTime when)
    {
        var refused = new Dictionary<string, ReturnedForm>();
        foreach (var step in asked)
        {
            var given = sent[step.Field];
            var messages = given.Problem is { } problem
                ? [problem]
                : new AnswerRules(step, run.Answers.GetValueOrDefault(step.Field)?.Value, time.Today(when.Zone)).Messages(given.Value);
            if (messages.Count > 0) refused[step.Field] = new(given, messages, [], post.BaseOf(step.Field), post.ShownRows(step.Field));
        }

        return refused;
    }

    private static bool IsSame(Answer? before, AnswerValue? value) =>
        before is null or { State: AnswerState.Given } && AnswerValue.AreSame(before?.Value, value);
}

/// <summary>When an entry is written, where, and for which day.</summary>
/// <param name="Day">Null for today, or for the day that it has.</param>
/// <param name="DayEndsAt">The hour after midnight at which the person's day ends.</param>
public sealed record LogTime(DateOnly? Day, string Zone, Pronoun Pronoun, int DayEndsAt = 0);

/// <summary>What became of a form.</summary>
/// <param name="Run">The entry as it stands after it.</param>
/// <param name="Returned">The questions that come back with a message.</param>
public sealed record SavedLog(Saved Saved, WalkedRun Run, IReadOnlyDictionary<string, ReturnedForm> Returned)
{
    public override string ToString() => "[saved log]";
}
