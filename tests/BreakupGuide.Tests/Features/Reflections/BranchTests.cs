using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Tests.Entries;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Each reflection is walked to each of its questions, notices and outcomes; and it may be left after each question.</summary>
public sealed class BranchTests : IDisposable
{
    private static readonly ContentLibrary Library = OnPaper.Library;

    /// <summary>What one usual walk through each reflection leaves for the others to take along.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, Walk>> Others = new(() =>
    {
        var walked = new Dictionary<string, Walk>();
        foreach (var reflection in Library.Reflections)
            walked[reflection.Slug] = new Branches(reflection, new Dictionary<string, Walk>(walked)).WithUsual().Walk;
        return walked;
    });

    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    public static TheoryData<string> Reflections { get; } = new(Library.Reflections.Select(r => r.Slug));

    private static Branches Of(Reflection reflection) => new(reflection, Others.Value.Where(o => o.Key != reflection.Slug).ToDictionary());

    [Theory]
    [MemberData(nameof(Reflections))]
    public void Each_question_can_be_reached(string slug)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(reflection);
        var missed = reflection.Questions.SelectMany(q => q.Questions.Prepend(q)).Where(q => !q.IsBlock)
            .Where(q => branches.To(null, q, walk => walk.Asked.Contains(q.Id)) is null).Select(q => q.Id);

        Assert.Empty(missed);
    }

    [Theory]
    [MemberData(nameof(Reflections))]
    public void Each_notice_can_be_reached(string slug)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(reflection);
        var missed = reflection.Questions.SelectMany(q => q.Questions.Prepend(q)).SelectMany(q => q.Notices.Select(n => (Question: q, Notice: n)))
            .Where(n => branches.To(n.Notice.When, n.Question, walk => Shows(walk, n.Question, n.Notice)) is null)
            .Select(n => $"{n.Question.Id}: {n.Notice.Says.He}");

        Assert.Empty(missed);
    }

    private static bool Shows(OnPaper walk, Question question, Notice notice) =>
        walk.Walk.Steps.Any(s => s.Question.Id == question.Id && ConditionCheck.Of(notice.When, walk.Walk.Active, s).Holds);

    /// <summary>To each outcome, through the real store: saved question by question, opened again, finished.</summary>
    [Theory]
    [MemberData(nameof(Reflections))]
    public async Task Each_outcome_can_be_reached_and_is_the_same_from_the_store(string slug)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(reflection);
        var missed = new List<string>();
        foreach (var outcome in reflection.Outcomes)
        {
            var walk = branches.To(outcome.When, null, w => w.Reading.Outcomes.Any(o => o.Outcome == outcome));
            if (walk is null) missed.Add(outcome.Id);
            else if (walk.Walk.Active.Count > 0) await SeeInStore(walk);
        }

        Assert.Empty(missed);
    }

    private async Task SeeInStore(OnPaper walk)
    {
        var (space, id) = (shelf.Space, Guid.NewGuid());
        var reflection = walk.Walk.Reflection;
        foreach (var answer in walk.Walk.Active.Values)
        {
            var start = new RunStart(new Run(reflection.Slug, reflection.Version, WalkLength.Whole), []);
            var saved = await shelf.Answers.SaveAsync(
                space,
                new AnswerChange(
                    id, answer.Field, answer.Question, answer.Wording, answer.Value, answer.State, 0, "page", 1, null, start,
                    reflection.Find(answer.Question)!.Thread),
                default);
            Assert.IsType<Saved.Done>(saved);
        }

        await shelf.Heads.FinishAsync(space, id, default);
        var run = await new RunStore(shelf.Entries, shelf.Heads, shelf.Answers, shelf.Named, shelf.Time, Library, shelf.Clock)
            .FindAsync(space, reflection.Slug, id, default);
        Assert.NotNull(run);
        Assert.True(run.IsFinished);
        // What was carried from other reflections is not in this space; where it was, the same is asked.
        if (walk.Walk.Active.Keys.All(f => run.Walk.Active.ContainsKey(f)))
            Assert.Equal(walk.Reading.Outcomes.Select(o => o.Outcome.Id), OutcomeReading.Of(run.Walk, Pronoun.He).Outcomes.Select(o => o.Outcome.Id));
        Assert.Equal(walk.Walk.Active.Values.Select(a => a.Value), run.Walk.Active.Values.Select(a => a.Value).Where(v => v is not null), new SameLines());
    }

    /// <summary>Of the walk to each outcome: after each answer something is said, and one step leads on.</summary>
    [Theory]
    [MemberData(nameof(Reflections))]
    public void Each_stop_says_something_and_has_a_next_step(string slug)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(reflection);
        var walks = reflection.Outcomes.Select(o => branches.To(o.When, null, w => w.Reading.Outcomes.Any(r => r.Outcome == o))).OfType<OnPaper>();
        foreach (var stop in walks.SelectMany(w => w.Stops))
        {
            var lead = OutcomeReading.Of(stop, Pronoun.He).Outcomes[0];
            Assert.NotEmpty(lead.Outcome.Says.He.Blocks);
            Assert.True(lead.Links.Count > 0, $"{slug}: “{lead.Outcome.Id}” leads nowhere");
            if (stop.Active.GetValueOrDefault("safe")?.Value is ChoiceValue { Value: "afraid" or "not-sure" })
                Assert.Equal(Direction.GetHelp, lead.Outcome.PointsTo);
        }
    }

    [Theory]
    [MemberData(nameof(Reflections))]
    public void The_short_walk_has_at_most_seven_screens_on_each_branch(string slug)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(reflection);
        foreach (var outcome in reflection.Outcomes)
        {
            if (branches.To(outcome.When, null, w => w.Reading.Outcomes.Any(r => r.Outcome == outcome)) is not { } whole) continue;
            var walk = new OnPaper(slug, whole: false) { Given = whole.Given, Others = whole.Others }.Walked();
            Assert.True(walk.Walk.Steps.Count <= 7, $"{slug}, to “{outcome.Id}”: {string.Join(", ", walk.Walk.Steps.Select(s => s.Question.Id))}");
        }
    }

    private sealed class SameLines : IEqualityComparer<AnswerValue?>
    {
        public bool Equals(AnswerValue? x, AnswerValue? y) => x!.Lines.SequenceEqual(y!.Lines);

        public int GetHashCode(AnswerValue obj) => 0;
    }
}
