using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.ThenAndNow;

/// <summary>Two runs of one reflection, question by question, whatever their versions.</summary>
/// <param name="Different">What was not answered the same, in the order in which it is asked now; what is gone comes last.</param>
/// <param name="Same">What was.</param>
public sealed record ComparedRuns(
    ComparedRun Then, ComparedRun Now, IReadOnlyList<ComparedQuestion> Different, IReadOnlyList<ComparedQuestion> Same)
{
    public static ComparedRuns Of(ComparedRun then, ComparedRun now, UnlockedSpace space)
    {
        var fields = now.Run.Answers.Values.Concat(then.Run.Answers.Values).Concat(Unreadable(now, space)).Concat(Unreadable(then, space))
            .DistinctBy(a => a.Field).ToList();
        var things = fields.Select(a => ThingOf(a.Field)).Distinct().ToList();
        var questions = fields.OrderBy(a => Place(a).Outer).ThenBy(a => things.IndexOf(ThingOf(a.Field))).ThenBy(a => Place(a).Inner)
            .Select(a => Compare(a, then, now, space)).Where(q => q.IsSaid).ToLookup(q => q.IsSame);
        return new(then, now, [.. questions[false]], [.. questions[true]]);

        // What is not asked any more stands behind what is.
        (int Outer, int Inner) Place(Answer answer)
        {
            if (now.Definition?.PlaceOf(answer.Question) is { Outer: < int.MaxValue } place) return place;
            return then.Definition?.PlaceOf(answer.Question) is { Outer: < int.MaxValue } before
                ? (before.Outer + (now.Definition?.Questions.Count ?? 0), before.Inner)
                : (int.MaxValue, 0);
        }
    }

    private static ComparedQuestion Compare(Answer named, ComparedRun then, ComparedRun now, UnlockedSpace space)
    {
        var (before, after) = (then.Run.Answers.GetValueOrDefault(named.Field), now.Run.Answers.GetValueOrDefault(named.Field));
        var (left, right) = (SideOf(named, then, space), SideOf(named, now, space));
        var isSame = left.Note == right.Note && (before?.Value, after?.Value) switch
        {
            (null, null) => true,
            ({ } one, { } other) => one.AgreesWith(other),
            var (one, other) => (one ?? other)!.IsEmpty,
        };
        // What one side does not have at all is not marked word by word, and a number on a scale is one word.
        var isMarked = !isSame && left.Words.Length > 0 && right.Words.Length > 0 && (before ?? after)!.Value!.GivenNumber is null;
        return new(named.Field, (after ?? before ?? named).Wording, before?.Wording, left, right, isSame)
        {
            IsMarked = isMarked,
        };
    }

    private static ComparedSide SideOf(Answer named, ComparedRun run, UnlockedSpace space)
    {
        if (run.Run.Unreadable.Contains(RecordIds.OfAnswer(space, run.Run.Entry.Id, named.Field)))
            return new("", "This answer could not be opened. It is kept as it is.", IsMet: true);
        var question = run.Definition?.Find(named.Question);
        if (run.Run.Answers.GetValueOrDefault(named.Field) is not { } answer) return new("", Missing(run, question, named.Field));
        var words = answer.Value is { } value ? string.Join('\n', value.Lines.Concat(value.Remarks)) : "";
        if (answer.State != AnswerState.Given) return new(words, AnswerWords.Instead(answer.State), IsMet: true);
        // Whether a thing is asked about also hangs on other reflections: of that nothing is said.
        var rests = run.Walk is { } walk && question is not null && !Step.IsAboutThing(named.Field) && walk.Find(named.Field) is null;
        return new(words, rests ? "By your other answers, this is not asked any more. What you wrote is kept." : words.Length == 0 ? "Left empty" : null,
            IsMet: words.Length > 0);
    }

    private static string Missing(ComparedRun run, Question? question, string field) => run switch
    {
        { Definition: null } or { Walk: null } => AnswerWords.NotAnswered,
        _ when question is null => run.IsEarlier ? "This question came later." : "This question is not asked any more.",
        { Walk.IsWhole: false } when !question.Short => "Not part of the short walk",
        _ when run.Walk.Find(field) is null => "Not asked, by your other answers",
        { Run.Entry.FinishedAt: null } => "Not reached",
        _ => "Left empty",
    };

    /// <summary>Questions whose stored answer does not open, as far as they are known.</summary>
    private static IEnumerable<Answer> Unreadable(ComparedRun run, UnlockedSpace space) =>
        (run.Walk?.Steps ?? []).Where(s => run.Run.Unreadable.Contains(RecordIds.OfAnswer(space, run.Run.Entry.Id, s.Field)))
            .Select(s => new Answer(s.Field, s.Question.Id, s.Ask(run.Pronoun), null, AnswerState.Given, 0, run.Run.Entry.Created));

    private static string ThingOf(string field) => field[Step.QuestionOf(field).Length..];

    public override string ToString() => "[compared runs]";
}

/// <summary>One of two runs that are compared.</summary>
/// <param name="Walk">Null where its reflection is gone.</param>
public sealed record ComparedRun(OpenRun Run, Walk? Walk, bool IsEarlier, Pronoun Pronoun)
{
    /// <summary>The version that was answered; where that is gone, the present one.</summary>
    public Reflection? Definition => Walk?.Reflection;

    /// <summary>What its answers said, in a sentence; null as long as it is not finished.</summary>
    public string? Outcome { get; } = Walk is null || Run.Entry.FinishedAt is null
        ? null
        : OutcomeReading.Of(Walk, Pronoun).Outcomes.Select(o => o.Outcome.Title.For(Pronoun)).FirstOrDefault();

    public override string ToString() => "[compared run]";
}

/// <summary>One question in both.</summary>
/// <param name="Wording">As it was asked last.</param>
/// <param name="WordingThen">As it was asked the first time; null where it was not answered then.</param>
public sealed record ComparedQuestion(string Field, string Wording, string? WordingThen, ComparedSide Then, ComparedSide Now, bool IsSame)
{
    /// <summary>Both have words, and what is different in them is marked.</summary>
    public bool IsMarked { get; init; }

    public bool IsReworded => WordingThen is { } before && before != Wording;

    /// <summary>It was answered or passed over in one of them.</summary>
    public bool IsSaid => Then.IsMet || Now.IsMet;

    public override string ToString() => "[compared question]";
}

/// <summary>What stands in one of the two.</summary>
/// <param name="Note">What is to be said instead of the words, or about them.</param>
/// <param name="IsMet">Answered, or passed over on purpose.</param>
public sealed record ComparedSide(string Words, string? Note, bool IsMet = false)
{
    public override string ToString() => "[side]";
}
