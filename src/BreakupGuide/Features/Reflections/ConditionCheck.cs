using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>Whether a condition holds, and what made it so.</summary>
/// <param name="Because">The answers, or their absence, that made the condition hold; empty when it does not.</param>
public sealed record ConditionCheck(bool Holds, IReadOnlyList<Reason> Because)
{
    private static readonly ConditionCheck No = new(false, []);

    /// <param name="condition">None: holds always, for no reason.</param>
    /// <param name="answers">The answers that count, by field.</param>
    /// <param name="at">The step that the condition belongs to: inside an <c>each</c> block, the block's questions mean those about the same item.</param>
    public static ConditionCheck Of(Condition? condition, IReadOnlyDictionary<string, Answer> answers, Step? at = null) => condition switch
    {
        null => new(true, []),
        Condition.AllOf all => All([.. all.Conditions.Select(c => Of(c, answers, at))]),
        Condition.AnyOf any => Any([.. any.Conditions.Select(c => Of(c, answers, at))]),
        Condition.Of one => Of(one, answers, at),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static ConditionCheck All(IReadOnlyList<ConditionCheck> checks) =>
        checks.All(c => c.Holds) ? Together(checks) : No;

    private static ConditionCheck Any(IReadOnlyList<ConditionCheck> checks) =>
        checks.Any(c => c.Holds) ? Together(checks) : No;

    private static ConditionCheck Together(IReadOnlyList<ConditionCheck> checks) =>
        new(true, [.. checks.SelectMany(c => c.Because).GroupBy(r => r.Field).Select(Reason.Merge)]);

    private static ConditionCheck Of(Condition.Of test, IReadOnlyDictionary<string, Answer> answers, Step? at)
    {
        // A question of an each block, asked about from outside it, has one answer for each item.
        List<Answer> given = [.. AnswersTo(test.Question, answers, at).Where(a => a.IsGiven)];
        return test.Test switch
        {
            Test.Any => Those(given.Where(a => ValuesOf(a).Any(test.Matching.Contains))),
            Test.All => test.Values.All(v => given.Any(a => ValuesOf(a).Contains(v))) ? Those(given) : No,
            Test.None => given.Any(a => ValuesOf(a).Any(test.Matching.Contains)) ? No : ThoseOrSilence(given, test.Question, at),
            Test.Empty => given.Count == 0 ? ThoseOrSilence(given, test.Question, at) : No,
            Test.NotEmpty => Those(given),
            Test.Count => Within(given.Sum(a => a.Value!.GivenItems.Count), test) ? ThoseOrSilence(given, test.Question, at) : No,
            Test.SortedAs => Those(given.Where(a => SortedInto(a).Any(test.Values.Contains)), test.Values),
            Test.SortedOnlyAs => given.SelectMany(SortedInto).All(test.Values.Contains) ? Those(given) : No,
            Test.Picked => Those(given.Where(a => a.Value!.GivenItems.Any(i => i.IsPicked && test.Values.Contains(ItemSource.ValueOf(i.Id))))),
            Test.Number => Those(given.Where(a => a.Value!.GivenNumber is { } number && Within(number, test))),
            _ => throw new ArgumentOutOfRangeException(nameof(test)),
        };
    }

    private static IEnumerable<Answer> AnswersTo(string question, IReadOnlyDictionary<string, Answer> answers, Step? at)
    {
        if (Sibling(question, at) is { } field)
            return answers.TryGetValue(field, out var answer) ? [answer] : [];
        return answers.Where(a => Step.QuestionOf(a.Key) == question).Select(a => a.Value);
    }

    private static string? Sibling(string question, Step? at) =>
        at is { Block: { } block, About: { } item } && block.Questions.Any(q => q.Id == question) ? Step.FieldOf(question, item) : null;

    private static ConditionCheck Those(IEnumerable<Answer> answers, IReadOnlyList<string>? places = null)
    {
        List<Reason> reasons = [.. answers.Select(a => new Reason(a.Field, places ?? []))];
        return reasons.Count > 0 ? new(true, reasons) : No;
    }

    private static ConditionCheck ThoseOrSilence(List<Answer> given, string question, Step? at) =>
        given.Count > 0 ? Those(given) : new(true, [new(Sibling(question, at) ?? question, [])]);

    private static bool Within(int number, Condition.Of test) => number >= (test.AtLeast ?? int.MinValue) && number <= (test.AtMost ?? int.MaxValue);

    private static IEnumerable<string> ValuesOf(Answer answer) => answer.Value!.GivenValues.Select(ItemSource.ValueOf);

    private static IEnumerable<string> SortedInto(Answer answer) => answer.Value!.GivenItems.Select(i => i.Place).OfType<string>();
}

/// <summary>One answer, or its absence, that made a condition hold.</summary>
/// <param name="Places">Of a sort, where the items lie that made it so; empty for the whole answer.</param>
public sealed record Reason(string Field, IReadOnlyList<string> Places)
{
    internal static Reason Merge(IGrouping<string, Reason> reasons) =>
        new(reasons.Key, reasons.Any(r => r.Places.Count == 0) ? [] : [.. reasons.SelectMany(r => r.Places).Distinct()]);
}
