using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>A run of a reflection: which questions are asked, in which order, given what was answered so far. Immutable.</summary>
/// <remarks>
/// Questions are looked at in order, each with the answers that count so far. An answer whose question is hidden does not count:
/// later conditions, items and outcomes do not see it, so what depends on it is hidden as well. It is kept, and counts again when the question is back.
/// </remarks>
public sealed class Walk
{
    private readonly List<Step> steps = [];
    private readonly OrderedDictionary<string, Answer> active = [];

    private readonly ItemSource source;

    private Walk(Reflection reflection, bool isWhole, ItemSource source)
    {
        Reflection = reflection;
        IsWhole = isWhole;
        this.source = source;
    }

    public Reflection Reflection { get; }

    /// <summary>False for the short walk, which has only the questions marked for it and the safety questions.</summary>
    public bool IsWhole { get; }

    /// <summary>The questions that are asked.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The path that the answers took, where it has a title of its own.</summary>
    public string? Path => Reflection.Paths.FirstOrDefault(p => ConditionCheck.Of(p.When, active).Holds)?.Id;

    /// <summary>What the run is called.</summary>
    public Phrase Title => Reflection.TitleOf(Path);

    /// <summary>The answers that count, in the order of their questions.</summary>
    public IReadOnlyDictionary<string, Answer> Active => active;

    /// <param name="answers">Everything that is stored of the run, by field.</param>
    public static Walk Of(Reflection reflection, bool whole, IReadOnlyDictionary<string, Answer> answers, ItemSource source)
    {
        var walk = new Walk(reflection, whole, source);
        foreach (var question in reflection.Questions.Where(walk.Asks))
        {
            if (!ConditionCheck.Of(question.When, walk.active).Holds)
                continue;

            if (question.Options is EachBlock block)
                walk.AddBlock(question, block, answers);
            else
                walk.AddQuestion(question, answers);
        }

        return walk;
    }

    public Step? Find(string field) => steps.Find(s => s.Field == field);

    /// <summary>
    /// A question that is not asked now, because an answer elsewhere was changed while it was being answered: what is typed there is kept all the same.
    /// </summary>
    public Step? FindResting(string field) =>
        Reflection.Questions.FirstOrDefault(q => q.Id == field && !q.IsBlock) is { } question ? StepOf(question) : null;

    public Answer? AnswerTo(Step step) => active.GetValueOrDefault(step.Field);

    /// <summary>Answered, or passed over on purpose.</summary>
    public bool IsMet(Step step) => AnswerTo(step) is { } answer && (answer.State != AnswerState.Given || answer.IsGiven);

    /// <summary>Where the person was: the first question that was not met yet.</summary>
    public Step? FirstOpen => steps.Find(s => !IsMet(s));

    /// <summary>The question after this one; null after the last.</summary>
    public Step? Next(Step step) => steps.ElementAtOrDefault(steps.FindIndex(s => s.Field == step.Field) + 1);

    public Step? Previous(Step step) => steps.FindIndex(s => s.Field == step.Field) is > 0 and var at ? steps[at - 1] : null;

    /// <summary>How many questions are still open after this one; null when that depends on answers to come.</summary>
    public int? Left(Step step)
    {
        var at = steps.FindIndex(s => s.Field == step.Field);
        HashSet<string> open = [.. steps.Skip(at).Where(s => !IsMet(s)).Select(s => s.Question.Id)];
        var top = step.Block ?? step.Question;
        var later = Reflection.Questions.SkipWhile(q => q.Id != top.Id).Where(Asks);
        return later.Any(q => DependsOn(q, open, isCurrent: q.Id == top.Id)) ? null : steps.Skip(at + 1).Count(s => !IsMet(s));
    }

    /// <summary>Where this question stands among all of them.</summary>
    public Progress ProgressAt(Step step)
    {
        var at = steps.FindIndex(s => s.Field == step.Field);
        if (Left(step) is not null)
            return new(at + 1, steps.Count, IsAbout: false);

        // The whole walk branches too often for a number that could be believed. Of the short one, half of what may still open usually does.
        return IsWhole ? new(at + 1, null, IsAbout: true) : new(at + 1, steps.Count + ((MayStillOpen(at) + 1) / 2), IsAbout: true);
    }

    /// <summary>How many questions, or blocks of them, are hidden now and wait for an answer that is not given yet.</summary>
    private int MayStillOpen(int at)
    {
        HashSet<string> open = [.. steps.Skip(at).Where(s => !IsMet(s)).Select(s => s.Question.Id)];
        HashSet<string> shown = [.. steps.Select(s => (s.Block ?? s.Question).Id)];
        // What waits for a question that may open is waiting as well.
        foreach (var question in Reflection.Questions.Where(q => Asks(q) && !shown.Contains(q.Id) && DependsOn(q, open, isCurrent: false)))
            open.Add(question.Id);
        return Reflection.Questions.Count(q => !shown.Contains(q.Id) && open.Contains(q.Id));
    }

    private bool DependsOn(Question question, HashSet<string> open, bool isCurrent)
    {
        var read = question.Questions.SelectMany(q => q.When?.Questions ?? []);
        // The current question, or its block, is there already; only what its own questions read can still change.
        if (!isCurrent)
            read = read.Concat(question.When?.Questions ?? []).Concat(question.From.SelectMany(QuestionsOf));
        return read.Any(open.Contains);
    }

    /// <summary>The questions of this reflection that a source draws on.</summary>
    private IEnumerable<string> QuestionsOf(Source source) =>
        source.Thread is { } kind ? Reflection.Questions.Where(q => q.Thread == kind).Select(q => q.Id)
        : source.Reflection is null || source.Reflection == Reflection.Slug ? [source.Question!]
        : [];

    private bool Asks(Question question) => IsWhole || question.Short || Reflection.Safety.Contains(question.Id);

    private void AddQuestion(Question question, IReadOnlyDictionary<string, Answer> answers)
    {
        var step = StepOf(question);
        if (question.From.Count == 0 || step.Items.Count > 0)
            Add(step, answers);
    }

    private Step StepOf(Question question) =>
        new(question.Id, question, null, null, source.Items([.. question.From, .. question.Prefill], Reflection, active));

    private void AddBlock(Question outer, EachBlock block, IReadOnlyDictionary<string, Answer> answers)
    {
        // Where a block marks questions for the short walk only those belong to it; else all do.
        var marked = !IsWhole && block.Questions.Any(q => q.Short);
        foreach (var item in source.Items(block.From, Reflection, active).Take(block.AtMost))
        {
            foreach (var question in block.Questions.Where(q => !marked || q.Short))
            {
                var step = new Step(Step.FieldOf(question.Id, item), question, outer, item, []);
                if (ConditionCheck.Of(question.When, active, step).Holds)
                    Add(step, answers);
            }
        }
    }

    private void Add(Step step, IReadOnlyDictionary<string, Answer> answers)
    {
        steps.Add(step);
        if (answers.TryGetValue(step.Field, out var answer))
            active[step.Field] = step.Question.From.Count > 0 ? answer with { Value = OfPresent(step.Items, answer.Value) } : answer;
    }

    /// <summary>Of an answer about items from elsewhere, the part whose items are there, as they are called now.</summary>
    private static AnswerValue? OfPresent(IReadOnlyList<Item> items, AnswerValue? value)
    {
        var present = items.ToDictionary(i => i.Id, i => i.Text);
        return value?.WithItems(i => present.GetValueOrDefault(i.Id));
    }
}
