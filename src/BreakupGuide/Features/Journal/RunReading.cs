using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal;

/// <summary>A run as it is read: what was answered in the order of its questions, what was left open, and what does not open.</summary>
/// <param name="Unreadable">The questions, as far as they are known, whose answers could not be opened.</param>
public sealed record RunReading(IReadOnlyList<Answer> Given, IReadOnlyList<Answer> LeftOpen, IReadOnlyList<string> Unreadable)
{
    /// <param name="reflection">The version that was answered; null when it is not in the content folder any more: then the order of answering holds.</param>
    public static RunReading Of(OpenRun run, Reflection? reflection, UnlockedSpace space, Pronoun pronoun)
    {
        var answers = InOrder(run.Answers.Values, reflection);
        var known = (reflection?.Questions ?? []).Where(q => run.Unreadable.Contains(RecordIds.OfAnswer(space, run.Entry.Id, q.Id)))
            .Select(q => q.Ask.For(pronoun)).ToList();
        // Answers inside an “each” block cannot be told from their stored id alone.
        var unknown = Enumerable.Repeat("One of the questions", run.Unreadable.Count - known.Count);
        return new RunReading(
            [.. answers.Where(a => a.IsGiven)], [.. answers.Where(a => a.State != AnswerState.Given)], [.. known, .. unknown]);
    }

    /// <summary>How a question was left, in words.</summary>
    public static string Word(AnswerState state) => state switch
    {
        AnswerState.DontKnow => "I don't know",
        AnswerState.NotToday => "not today",
        _ => "skipped",
    };

    public override string ToString() => "[run]";

    /// <summary>In the order of the questions; what is no longer known comes last.</summary>
    internal static List<Answer> InOrder(IEnumerable<Answer> answers, Reflection? reflection)
    {
        var byTime = answers.OrderBy(a => a.GivenAt).ToList();
        var items = byTime.Select(Item).Distinct().ToList();
        // Inside an “each” block item by item, as they were asked; what is no longer known comes last.
        return
        [
            .. byTime.OrderBy(a => Place(a).Outer).ThenBy(a => items.IndexOf(Item(a))).ThenBy(a => Place(a).Inner),
        ];

        (int Outer, int Inner) Place(Answer answer) => reflection?.PlaceOf(answer.Question) ?? (int.MaxValue, 0);
    }

    private static string Item(Answer answer) =>
        answer.Field.Contains('~', StringComparison.Ordinal) ? answer.Field[answer.Field.IndexOf('~', StringComparison.Ordinal)..] : "";
}
