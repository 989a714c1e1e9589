using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Practices;

namespace BreakupGuide.Features.Reflections.Understanding;

/// <summary>Gathers the parts of “What I understand now” from runs and threads; every sentence knows where it was answered.</summary>
internal sealed class UnderstandingReading(ContentLibrary library, NewestRuns runs, Pronoun pronoun)
{
    private readonly ItemSource items = new(runs.Walks, runs.Threads);
    private readonly Dictionary<string, NamedThread> threads = runs.Threads.ToDictionary(t => Item.IdOf(t.Id));

    /// <param name="noted">What was noted in the part's practice, the newest day first.</param>
    public UnderstoodPart Part(UnderstandingPart part, IEnumerable<DatedAnswer> noted) => new(
        part.Id, part.Title.For(pronoun), part.Empty.For(pronoun), part.Links,
        [.. Things(part), .. part.Answers.SelectMany(Answers), .. noted.Select(n => Noted(part.Noted!, n))]);

    private static UnderstoodItem Noted(QuestionName name, DatedAnswer noted) => new(
        [$"{name.Reflection}/{noted.Entry:N}/{name.Question}"],
        null,
        Quoted.Of(noted.Answer) with { Wording = LogDay.InWords(noted.Day), Href = PracticeLinks.Entry(name.Reflection, noted.Entry) });

    /// <remarks>
    /// Two things of the same words are one: what was offered as an option has another id once it was taken along into a list.
    /// </remarks>
    private IEnumerable<UnderstoodItem> Things(UnderstandingPart part) =>
        from found in part.From.SelectMany(source => items.ItemsElsewhere(source).Select(item => (Item: item, Source: source)))
            .GroupBy(f => f.Item.Text.Trim(), StringComparer.OrdinalIgnoreCase)
        let ids = found.Select(f => f.Item.Id).Distinct().ToList()
        let first = found.First()
        let said = part.With.SelectMany(with => Said(with, ids))
        select new UnderstoodItem(ids, new ShownItem(first.Item.Text, [.. said]) { Href = Href(first.Item, first.Source) }, null);

    /// <summary>The first of its ids that the question knows, as the things of one reflection have one id.</summary>
    private IEnumerable<Quoted> Said(Beside with, List<string> ids)
    {
        var (slug, question) = (with.Question.Reflection, with.Question.Question);
        if (!runs.Walks.TryGetValue(slug, out var walk)) return [];
        return ids.SelectMany(id => OutcomeReading.SaidOf(id, question, walk, pronoun)).Take(1)
            .Select(s => s.Said with { Label = with.Label?.For(pronoun) ?? s.Said.Label, Href = RunLinks.Question(slug, runs.Runs[slug], s.Field) });
    }

    private IEnumerable<UnderstoodItem> Answers(QuestionName name) =>
        items.AnswersTo(name.Reflection, name.Question).Where(a => a.IsGiven).Select(a => new UnderstoodItem(
            [$"{name.Reflection}/{a.Field}"],
            null,
            Quoted.Of(a) with { Href = RunLinks.Question(name.Reflection, runs.Runs[name.Reflection], a.Field) }));

    private string Href(Item item, Source source)
    {
        if (source.Thread is null) return RunLinks.Question(source.Reflection!, runs.Runs[source.Reflection!], source.Question!);
        var thread = threads[item.Id];
        return SlugOf(thread) is { } slug ? RunLinks.Question(slug, thread.Entry, thread.Field) : $"/journal/{thread.Entry}";
    }

    /// <summary>The reflection in whose run it was named; an older one tells that by its list alone, and the journal knows every run.</summary>
    private string? SlugOf(NamedThread thread)
    {
        if (runs.Runs.FirstOrDefault(r => r.Value == thread.Entry) is { Key: { } newest }) return newest;
        var asking = library.Reflections.Concat(library.Earlier).Where(r => r.Find(thread.Field)?.Thread == thread.Kind).Select(r => r.Slug).Distinct();
        return asking.Take(2).ToList() is [var only] ? only : null;
    }
}

/// <summary>One part of the page, in the person's words.</summary>
/// <param name="Id">The part's, as content names it.</param>
/// <param name="Empty">Said where it has no items, with the links.</param>
public sealed record UnderstoodPart(string Id, string Title, string Empty, IReadOnlyList<Target> Links, IReadOnlyList<UnderstoodItem> Items)
{
    public override string ToString() => $"[part {Id}]";
}

/// <summary>One thing with what was said of it, or one whole answer.</summary>
/// <param name="Ids">By these it is marked as only for oneself: ids of threads and options, or the answer's reflection and field.</param>
public sealed record UnderstoodItem(IReadOnlyList<string> Ids, ShownItem? Thing, Quoted? Answer)
{
    /// <summary>What it is called.</summary>
    public string Name => Thing?.Text ?? Answer?.Wording ?? "";

    public override string ToString() => "[item]";
}
