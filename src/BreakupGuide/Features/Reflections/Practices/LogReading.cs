using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>An entry of a practice as its timeline shows it.</summary>
/// <param name="Words">What was answered, without the shared questions, in the order of the questions.</param>
/// <param name="IsDue">Somebody wanted to look at it again by now.</param>
public sealed record LogReading(Entry Entry, IReadOnlyList<Answer> Words, bool IsDue)
{
    /// <param name="practice">As it is now; what it does not ask any more comes last.</param>
    public static LogReading Of(OpenRun run, Reflection practice, IReadOnlySet<Guid> due) =>
        new(run.Entry, InOrder(run.Answers.Values, practice), due.Contains(run.Entry.Id));

    /// <summary>What was answered in an entry.</summary>
    public static IReadOnlyList<Answer> WordsOf(WalkedRun run) => InOrder(run.Answers.Values, run.Reflection);

    private static List<Answer> InOrder(IEnumerable<Answer> answers, Reflection practice)
    {
        var places = practice.Questions.Index().ToDictionary(q => q.Item.Id, q => q.Index);
        return
        [
            .. answers.Where(a => a.IsGiven && !practice.Safety.Contains(a.Field))
                .OrderBy(a => places.GetValueOrDefault(a.Question, int.MaxValue)).ThenBy(a => a.GivenAt),
        ];
    }

    public override string ToString() => $"[log {Entry.Id}]";
}
