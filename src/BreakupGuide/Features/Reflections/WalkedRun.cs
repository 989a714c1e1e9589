using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>One run as it stands: its walk and its answers. A run that was not saved yet is one, too.</summary>
/// <param name="Entry">Null as long as nothing was saved.</param>
/// <param name="Answers">What holds for the run, by field: stored, or carried from an earlier run.</param>
/// <param name="Unreadable">Fields whose stored answer does not open; nothing is written over them.</param>
public sealed record WalkedRun(
    Guid Id, Entry? Entry, Walk Walk, IReadOnlyDictionary<string, Answer> Answers, IReadOnlyDictionary<string, Answer> Carried, IReadOnlySet<string> Unreadable,
    RunContext Context)
{
    public Reflection Reflection => Walk.Reflection;

    public WalkChoice Choice => new(Reflection.Slug, Walk.IsWhole ? WalkLength.Whole : WalkLength.Short);

    public bool IsFinished => Entry?.FinishedAt is not null;

    /// <summary>The run with one answer more, or another one.</summary>
    public WalkedRun With(Answer answer, RunContext context)
    {
        var answers = new Dictionary<string, Answer>(Answers) { [answer.Field] = answer };
        return this with
        {
            Answers = answers,
            Carried = Carried.Where(c => c.Key != answer.Field).ToDictionary(),
            Walk = Walk.Of(Reflection, Walk.IsWhole, answers, context.Items),
            Context = context,
        };
    }

    /// <summary>The step of this field, also when its question rests.</summary>
    public Step? StepFor(string field) => Walk.Find(field) ?? Walk.FindResting(field);

    /// <summary>The next question to show after this one; null leads to the check.</summary>
    /// <remarks>A safety question that is answered is not asked again on the way.</remarks>
    public Step? After(Step step)
    {
        if (Walk.Find(step.Field) is null)
            return Walk.FirstOpen;
        var next = Walk.Next(step);
        while (next is not null && Reflection.Safety.Contains(next.Field) && Walk.IsMet(next))
            next = Walk.Next(next);
        return next;
    }

    /// <summary>The notices that the answers so far call for beside this question.</summary>
    public IReadOnlyList<Notice> NoticesAt(Step step) =>
        [.. step.Question.Notices.Where(n => ConditionCheck.Of(n.When, Walk.Active, step).Holds)];

    /// <summary>The earlier answers that stay in view beside this question.</summary>
    public IReadOnlyList<Quoted> InViewAt(Step step) =>
    [
        .. step.Question.KeepsInView.Concat(step.Block?.KeepsInView ?? [])
            .SelectMany(q => QuestionName.Parse(q) is { } name
                ? Context.Items.AnswersTo(name.Reflection, name.Question)
                : Walk.Active.Where(a => Step.QuestionOf(a.Key) == q && a.Key != step.Field).Select(a => a.Value))
            .Where(a => a.IsGiven).Select(a => Quoted.Of(a)),
    ];

    /// <summary>Answers about safety that were given in an earlier run, said again at the first question after them.</summary>
    public IReadOnlyList<Answer> SaidBeforeAt(Step step) =>
        Walk.Steps.FirstOrDefault(s => !Reflection.Safety.Contains(s.Field))?.Field == step.Field ? [.. Carried.Values] : [];

    public override string ToString() => $"[run {Id}]";
}
