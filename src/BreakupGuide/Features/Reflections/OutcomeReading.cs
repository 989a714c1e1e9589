using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.UI;

namespace BreakupGuide.Features.Reflections;

/// <summary>What the answers of a run say: what was written, laid out, and the outcomes that apply, each with the answers that made it so.</summary>
public sealed record OutcomeReading(IReadOnlyList<ShownPart> Parts, IReadOnlyList<Reached> Outcomes)
{
    public static OutcomeReading Of(Walk walk, Pronoun pronoun) =>
        new([.. walk.Reflection.Shows.Select(s => Part(s, walk, pronoun)).OfType<ShownPart>()], Reach(walk, pronoun));

    private static List<Reached> Reach(Walk walk, Pronoun pronoun)
    {
        var checks = walk.Reflection.Outcomes.Select(o => (Outcome: o, Check: ConditionCheck.Of(o.When, walk.Active))).Where(c => c.Check.Holds).ToList();
        var matched = checks.Where(c => c.Outcome is { Fallback: false, When: not null }).ToList();
        if (matched.Count == 0)
            matched = [.. checks.Take(1)];

        // Whoever is not safe is not told how to repair things; help comes first.
        if (matched.Exists(c => c.Outcome.PointsTo == Direction.GetHelp))
            matched = [.. matched.Where(c => c.Outcome.PointsTo != Direction.Repair).OrderBy(c => c.Outcome.PointsTo != Direction.GetHelp)];
        return [.. matched.Select(c => new Reached(
            c.Outcome, Quotes(c.Check, walk, pronoun), Weigh(c.Outcome.Against, walk, pronoun), Weigh(c.Outcome.Open, walk, pronoun)))];
    }

    private static List<Weighed> Weigh(IReadOnlyList<Weight> weights, Walk walk, Pronoun pronoun) =>
    [
        .. weights.Select(w => (Weight: w, Check: ConditionCheck.Of(w.When, walk.Active))).Where(w => w.Check.Holds)
            .Select(w => new Weighed(w.Weight.Says.For(pronoun), [.. Quotes(w.Check, walk, pronoun).Where(q => q.Instead is null)])),
    ];

    private static List<Quoted> Quotes(ConditionCheck check, Walk walk, Pronoun pronoun) =>
        [.. check.Because.Select(r => Quote(r, walk, pronoun)).OfType<Quoted>()];

    private static Quoted? Quote(Reason reason, Walk walk, Pronoun pronoun) =>
        walk.Active.TryGetValue(reason.Field, out var answer) ? Quoted.Of(answer, reason.Places)
        : walk.Find(reason.Field) is { } step ? new(step.Ask(pronoun), [], AnswerWords.NotAnswered)
        : null;

    private static ShownPart? Part(Show show, Walk walk, Pronoun pronoun)
    {
        var groups = Groups(show, walk, pronoun);
        List<Quoted> quotes = [.. show.Answers.SelectMany(q => AnswersTo(q, walk)).Where(a => a.IsGiven).Select(a => Quoted.Of(a))];
        var isEmpty = groups.All(g => g.Items.Count == 0) && quotes.Count == 0;
        if (isEmpty && show.Empty is null)
            return null;
        return new(
            show.Title.For(pronoun),
            show.Intro?.For(pronoun),
            isEmpty ? [] : groups,
            show.Look,
            quotes,
            isEmpty ? show.Empty!.For(pronoun) : null);
    }

    private static List<ShownGroup> Groups(Show show, Walk walk, Pronoun pronoun)
    {
        if (show.Sort is null || walk.Reflection.Find(show.Sort) is not { } question)
            return [];

        var sorted = walk.Active.GetValueOrDefault(show.Sort) is { IsGiven: true, Value: { } value } ? value.GivenItems : [];
        var groups = show.Groups.Count > 0
            ? show.Groups.Select(g => (Title: g.Title.For(pronoun), g.Values))
            : question.Options.Values.Select(o => (Title: o.Label.For(pronoun), Values: (IReadOnlyList<string>)[o.Value]));
        return
        [
            .. groups.Select(g => new ShownGroup(
                g.Title,
                WhoseIs(g.Values),
                [
                    .. sorted.Where(i => i.Place is { } place && g.Values.Contains(place))
                        .Select(i => new ShownItem(
                            i.Text, [.. show.With.SelectMany(w => Details(w, ItemSource.IdOf(question, i.Id), walk, pronoun)).Select(d => d.Below(i.Text))])),
                ])),
        ];
    }

    /// <summary>With whom the things lie that were sorted into these values; null where the sort asks something else.</summary>
    private static Whose? WhoseIs(IReadOnlyList<string> values) => values is not [var value] ? null : value switch
    {
        "mine" => Whose.Mine,
        "his" => Whose.Theirs,
        "between-us" => Whose.Between,
        "circumstances" => Whose.Nobody,
        "unknown" => Whose.Unknown,
        _ => null,
    };

    /// <summary>What another question says about the item: a sort its place, a question of an <c>each</c> block its answer.</summary>
    private static IEnumerable<Quoted> Details(string question, string item, Walk walk, Pronoun pronoun) =>
        SaidOf(item, question, walk, pronoun).Select(s => s.Said);

    /// <inheritdoc cref="Details"/>
    /// <returns>Each with the field of the run in which it stands.</returns>
    internal static IEnumerable<(string Field, Quoted Said)> SaidOf(string item, string question, Walk walk, Pronoun pronoun)
    {
        var label = walk.Reflection.Find(question)?.Label?.For(pronoun);
        if (walk.Active.GetValueOrDefault(Step.FieldOf(question, new(item, ""))) is { IsGiven: true } own)
            yield return (own.Field, Quoted.Of(own) with { Label = label });

        if (walk.Reflection.Find(question) is { } sort && walk.Active.GetValueOrDefault(question) is { IsGiven: true, Value: { } sorted } answer
            && sorted.GivenItems.FirstOrDefault(i => i.Id == item || ItemSource.IdOf(sort, i.Id) == item) is { PlaceLabel: { } place })
        {
            yield return (answer.Field, new(answer.Wording, [place], null) { Label = label });
        }
    }

    private static IEnumerable<Answer> AnswersTo(string question, Walk walk) =>
        walk.Active.Where(a => Step.QuestionOf(a.Key) == question).Select(a => a.Value);

    public override string ToString() => "[outcome]";
}

/// <summary>One part of the outcome page: groups of items, or whole answers.</summary>
/// <param name="Empty">Said instead when there is nothing to show.</param>
public sealed record ShownPart(
    string Title, string? Intro, IReadOnlyList<ShownGroup> Groups, ShowLook Look, IReadOnlyList<Quoted> Quotes, string? Empty)
{
    public override string ToString() => "[part]";
}

/// <param name="Whose">With whom its items lie, where that was asked.</param>
public sealed record ShownGroup(string Title, Whose? Whose, IReadOnlyList<ShownItem> Items)
{
    public override string ToString() => "[group]";
}

/// <param name="Details">What other questions say about this item.</param>
public sealed record ShownItem(string Text, IReadOnlyList<Quoted> Details)
{
    /// <summary>Where it was named, on a page that leads back there.</summary>
    public string? Href { get; init; }

    public override string ToString() => "[item]";
}

/// <summary>An outcome that applies.</summary>
/// <param name="Because">The answers that made it so.</param>
/// <param name="Against">What speaks against it, each with its answers.</param>
/// <param name="Open">What was not asked or not answered, and would count.</param>
public sealed record Reached(Outcome Outcome, IReadOnlyList<Quoted> Because, IReadOnlyList<Weighed> Against, IReadOnlyList<Weighed> Open)
{
    /// <summary>Where it leads, in the author's order.</summary>
    public IReadOnlyList<Target> Links => [.. Outcome.Guides, .. Outcome.Next];

    public override string ToString() => $"[outcome {Outcome.Id}]";
}

/// <summary>One thing that is set beside an outcome, with the answers that say so.</summary>
public sealed record Weighed(string Says, IReadOnlyList<Quoted> Because)
{
    public override string ToString() => "[weighed]";
}

/// <summary>A question as it was worded, with what was answered.</summary>
/// <param name="Instead">Said where nothing was given: skipped, not today, not known.</param>
public sealed record Quoted(string Wording, IReadOnlyList<string> Lines, string? Instead)
{
    /// <summary>Two or three words for the question, where it has them.</summary>
    public string? Label { get; init; }

    /// <summary>Where it was answered, on a page that leads back there.</summary>
    public string? Href { get; init; }

    /// <summary>All of it on one line. A comma would make one sentence of what was chosen and what was written beside it.</summary>
    public string OnOneLine => Instead ?? string.Join(" · ", Lines);

    /// <summary>The same below the thing that it is about, which is not said again.</summary>
    public Quoted Below(string item) =>
        Wording.StartsWith($"“{item}”: ", StringComparison.Ordinal) && Wording[(item.Length + 4)..] is { Length: > 0 } rest
            ? this with { Wording = char.ToUpperInvariant(rest[0]) + rest[1..] }
            : this;

    /// <param name="places">Of a sort, only the items that lie there; all when empty.</param>
    public static Quoted Of(Answer answer, IReadOnlyList<string>? places = null) => answer switch
    {
        { IsGiven: false } => new(answer.Wording, [], AnswerWords.Instead(answer.State)),
        _ when places is { Count: > 0 } =>
            new(answer.Wording, answer.Value!.WithItems(i => i.Place is { } place && places.Contains(place) ? i.Text : null).Lines, null),
        _ => new(answer.Wording, answer.Value!.MarkedLines, null),
    };

    public override string ToString() => "[quoted]";
}

/// <summary>The words for an answer that has none of its own.</summary>
public static class AnswerWords
{
    public const string NotAnswered = "Not answered";

    public static string Instead(AnswerState state) => state switch
    {
        AnswerState.Skipped => "Skipped",
        AnswerState.NotToday => "Not today",
        AnswerState.DontKnow => "I don't know",
        _ => NotAnswered,
    };
}
