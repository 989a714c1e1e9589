using System.Globalization;
using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Walks the application's own reflections without a browser: every question that is asked is answered from a set of answers.</summary>
/// <remarks>
/// An answer is written as its question takes it: a choice one value, a checklist values (a star before those that are picked), a list texts,
/// a sort the place of each item in turn (the last one for the rest). A question that the set does not name is left open.
/// </remarks>
internal sealed class OnPaper(string slug, bool whole = true)
{
    public static readonly ContentLibrary Library = ContentLoader.Load(Path.Combine(Repository.Root, "content"), QuestionTypeList.All);

    private readonly Reflection reflection = Library.Reflection(slug)!;
    private readonly Dictionary<string, Answer> answers = [];

    public Dictionary<string, string[]> Given { get; init; } = [];

    /// <summary>Newest runs of other reflections, to take along from.</summary>
    public IReadOnlyDictionary<string, Walk> Others { get; init; } = new Dictionary<string, Walk>();

    public Walk Walk { get; private set; } = null!;

    /// <summary>The walk as it was after each answer.</summary>
    public List<Walk> Stops { get; } = [];

    public OutcomeReading Reading => OutcomeReading.Of(Walk, Pronoun.He);

    /// <summary>Ids of the questions that were asked, each once.</summary>
    public IReadOnlySet<string> Asked => Walk.Steps.Select(s => s.Question.Id).ToHashSet();

    public Outcome Lead => Reading.Outcomes[0].Outcome;

    public OnPaper Walked()
    {
        var source = new ItemSource(Others, []);
        Walk = Walk.Of(reflection, whole, answers, source);
        while (Walk.Steps.FirstOrDefault(s => !answers.ContainsKey(s.Field) && Given.ContainsKey(s.Question.Id)) is { } step)
        {
            answers[step.Field] = new Answer(
                step.Field, step.Question.Id, step.Ask(Pronoun.He), Value(step, Given[step.Question.Id]), AnswerState.Given, 1, new DateTime(2026, 5, 1));
            Walk = Walk.Of(reflection, whole, answers, source);
            Stops.Add(Walk);
        }

        return this;
    }

    private static AnswerValue Value(Step step, string[] given)
    {
        var options = step.Question.Options.Values;
        return step.Question.Options switch
        {
            ChoiceOptions => new ChoiceValue(given[0], Label(given[0])),
            ChecklistOptions { Options.Count: > 0 } => new ChecklistValue(
                [.. given.Select(g => g.TrimStart('*')).Select(g => new ChosenOption(g, Label(g)))],
                [.. given.Where(g => g[0] == '*').Select(g => g[1..])]),
            ChecklistOptions => new ChecklistValue([.. step.Items.Select(i => new ChosenOption(i.Id, i.Text))], []),
            ListOptions => new ListValue([.. given.Select((text, i) => new ListItem($"n{i}", Samples.Id(text), text))]),
            SortOptions { Items: var items } => new SortValue(
            [
                .. (items.Count > 0 ? items.Select(o => new Item(o.Value, o.Label.He)) : step.Items)
                    .Select((item, i) => (Item: item, Place: given[Math.Min(i, given.Length - 1)])).Where(p => p.Place != "-")
                    .Select(p => new SortedItem(p.Item.Id, p.Item.Text, p.Place, Label(p.Place))),
            ]),
            FieldsOptions { Fields: var fields } => new FieldsValue(
                [.. fields.Select((f, i) => new FieldText(f.Id, f.Label.He, given[Math.Min(i, given.Length - 1)]))]),
            ScaleOptions scale => new ScaleValue(int.Parse(given[0], CultureInfo.InvariantCulture), scale.Low, scale.High, "", ""),
            DateOptions => new DateValue(new(2026, 6, 1)),
            _ => new TextValue(given[0]),
        };

        string Label(string value) => options.First(o => o.Value == value).Label.He;
    }
}
