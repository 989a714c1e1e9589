using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>Finds the items that questions draw on: in this run's answers, in the newest runs of other reflections, in the threads.</summary>
/// <param name="newestRuns">The newest run of each other reflection, by its slug.</param>
public sealed class ItemSource(IReadOnlyDictionary<string, Walk> newestRuns, IReadOnlyList<NamedThread> threads)
{
    private const string Between = "--";

    public static ItemSource Nothing { get; } = new(new Dictionary<string, Walk>(), []);

    /// <summary>The same with other threads of one kind.</summary>
    public ItemSource WithThreads(string kind, IReadOnlyList<NamedThread> now) => new(newestRuns, [.. threads.Where(t => t.Kind != kind), .. now]);

    /// <summary>What was answered to a question of another reflection, in its newest run; once for each item in an each block.</summary>
    public IEnumerable<Answer> AnswersTo(string reflection, string question) =>
        newestRuns.TryGetValue(reflection, out var run) ? run.Active.Where(a => Step.QuestionOf(a.Key) == question).Select(a => a.Value) : [];

    /// <summary>The items of all sources in order, each once.</summary>
    /// <param name="answers">The answers of this run that count.</param>
    public IReadOnlyList<Item> Items(IReadOnlyList<Source> sources, Reflection reflection, IReadOnlyDictionary<string, Answer> answers) =>
        [.. sources.SelectMany(source => Items(source, reflection, answers)).DistinctBy(item => item.Id)];

    private IEnumerable<Item> Items(Source source, Reflection reflection, IReadOnlyDictionary<string, Answer> answers)
    {
        var isOwn = source.Thread is null && (source.Reflection ?? reflection.Slug) == reflection.Slug;
        return isOwn ? Items(source, reflection.Find(source.Question!), answers) : ItemsElsewhere(source);
    }

    /// <summary>The items of a source that lies in threads or in the newest run of a reflection.</summary>
    public IEnumerable<Item> ItemsElsewhere(Source source) =>
        source.Thread is { } kind ? threads.Where(t => t.Kind == kind).Select(t => new Item(Item.IdOf(t.Id), t.Text))
        : newestRuns.TryGetValue(source.Reflection!, out var run) ? Items(source, run.Reflection.Find(source.Question!), run.Active)
        : [];

    private static IEnumerable<Item> Items(Source source, Question? question, IReadOnlyDictionary<string, Answer> answers)
    {
        if (question is null || answers.GetValueOrDefault(question.Id) is not { IsGiven: true } answer)
            return [];

        return answer.Value!.GivenItems
            .Where(i => !source.Except.Contains(ValueOf(i.Id)) && (!source.Picked || i.IsPicked))
            .Where(i => source.SortedAs.Count == 0 || (i.Place is { } place && source.SortedAs.Contains(place)))
            .Select(i => new Item(answer.Value.Threads is null ? IdOf(question, i.Id) : i.Id, i.Text));
    }

    /// <summary>The id by which later questions know an option or item of this one.</summary>
    /// <remarks>Two questions may have fixed options of the same value; carried items keep the id they came with.</remarks>
    public static string IdOf(Question question, string value) => question.From.Count > 0 ? value : $"{question.Id}{Between}{value}";

    /// <summary>The value as its author wrote it, which conditions compare with.</summary>
    public static string ValueOf(string id) => id.LastIndexOf(Between, StringComparison.Ordinal) is >= 0 and var at ? id[(at + Between.Length)..] : id;
}
