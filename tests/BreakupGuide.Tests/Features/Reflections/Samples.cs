using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Markdown;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Small definitions and answers for tests.</summary>
internal static class Samples
{
    public static readonly PhrasedMarkdown NoMarkdown = new(new MarkdownTree([]), new MarkdownTree([]), new MarkdownTree([]));

    public static Reflection Reflection(
        string slug, IReadOnlyList<Question> questions, IReadOnlyList<Show>? shows = null, IReadOnlyList<Outcome>? outcomes = null, string[]? safety = null) =>
        new(
            slug, "reflection", Phrase.Same(slug), Phrase.Same("For tests"), NoMarkdown,
            new Minutes(5, 20), 1, "guide", safety ?? [], false, questions, shows ?? [], outcomes ?? []);

    public static Reflection Reflection(params Question[] questions) => Reflection("tested", questions);

    public static Question Question(string id, QuestionType type, QuestionOptions options, Condition? when = null) =>
        new() { Id = id, Type = type, Options = options, Ask = Phrase.Same($"{id}?"), When = when };

    public static Question Text(string id, Condition? when = null) => Question(id, new TextType(), new TextOptions(new TextType().Max), when);

    public static Question Line(string id) => Question(id, new LineType(), new TextOptions(new LineType().Max));

    public static Question Fields(string id, params TextField[] fields) => Question(id, new FieldsType(), new FieldsOptions(fields));

    public static Question List(string id, Condition? when = null) => Question(id, new ListType(), new ListOptions(), when);

    public static Question Choice(string id, params string[] values) => Question(id, new ChoiceType(), new ChoiceOptions(Options(values)));

    public static Question Checklist(string id, params string[] values) => Question(id, new ChecklistType(), new ChecklistOptions(Options(values)));

    public static Question Checklist(string id, Source from) => Question(id, new ChecklistType(), new ChecklistOptions([]) { From = [from] });

    public static Question Sort(string id, Source from, params string[] into) =>
        Question(id, new SortType(), new SortOptions([], Options(into)) { From = [from] });

    public static Question Sort(string id, string[] items, string[] into) => Question(id, new SortType(), new SortOptions(Options(items), Options(into)));

    public static Question Scale(string id, int low, int high) =>
        Question(id, new ScaleType(), new ScaleOptions(low, high, Phrase.Same("light"), Phrase.Same("heavy")));

    public static Question Date(string id) => Question(id, new DateType(), new DateOptions());

    public static Question Each(string id, Source from, params Question[] questions) =>
        Question(id, new EachType(), new EachBlock { From = [from], Questions = questions, AtMost = 3 });

    /// <summary>The same question with other options.</summary>
    public static Question With<T>(this Question question, Func<T, T> change)
        where T : QuestionOptions => question with { Options = change((T)question.Options) };

    public static IReadOnlyList<Option> Options(params string[] values) => [.. values.Select(v => new Option(v, Phrase.Same(Label(v))))];

    public static string Label(string value) => $"The {value}";

    public static Source From(string question, string[]? sortedAs = null, bool picked = false, string? reflection = null) =>
        new(reflection, question, null, sortedAs ?? [], picked);

    public static Source FromThread(string kind) => new(null, null, kind, [], false);

    public static Condition.Of When(string question, Test test, params string[] values) => new(question, test, values);

    public static Outcome Outcome(string id, Condition? when = null, bool fallback = false, Direction? to = null) =>
        new(id, when, fallback, to, Phrase.Same(id), NoMarkdown, [], []);

    public static Answer Answer(string field, AnswerValue? value, AnswerState state = AnswerState.Given) =>
        new(field, Step.QuestionOf(field), $"{field} as it was worded", value, state, 1, new DateTime(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc));

    public static Answer Chose(string field, string value) => Answer(field, new ChoiceValue(value, Label(value)));

    public static Answer Wrote(string field, string text) => Answer(field, new TextValue(text));

    public static Answer Ticked(string field, string[] values, string[]? picked = null) =>
        Answer(field, new ChecklistValue([.. values.Select(v => new ChosenOption(v, Label(v)))], picked ?? []));

    public static Answer Listed(string field, params string[] texts) =>
        Answer(field, new ListValue([.. texts.Select((t, i) => new ListItem($"n{i}", Id(t), t))]));

    public static Answer Sorted(string field, params (string Item, string Value)[] items) =>
        Answer(field, new SortValue([.. items.Select(i => new SortedItem(i.Item, $"text of {i.Item}", i.Value, Label(i.Value)))]));

    public static IReadOnlyDictionary<string, Answer> Answers(params Answer[] answers) => answers.ToDictionary(a => a.Field);

    public static Walk Walk(Reflection reflection, params Answer[] answers) =>
        BreakupGuide.Features.Reflections.Walk.Of(reflection, true, Answers(answers), ItemSource.Nothing);

    /// <summary>An id made from a text, the same each time.</summary>
    public static Guid Id(string text) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    public static string ItemId(string text) => Item.IdOf(Id(text));
}
