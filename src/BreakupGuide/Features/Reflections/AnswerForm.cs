using System.Globalization;
using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>Names of the native form controls of each type of question, and how what they send becomes an answer.</summary>
public static class AnswerForm
{
    public const string Text = "text";
    public const string Choice = "choice";
    public const string Note = "note";
    public const string Option = "option";
    public const string Pick = "pick";
    public const string Number = "number";
    public const string Date = "date";

    /// <summary>Sent along where the choice between the ticked ones was offered.</summary>
    public const string Picking = "picking";

    /// <summary>Ids of offered lines that are taken along.</summary>
    public const string Take = "take";

    /// <summary>The button that asks for one more row.</summary>
    public const string Add = "add";

    private const string ItemPrefix = "item.";
    private const int MaxKeyLength = 120;
    private static readonly string[] WrittenDates = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy"];

    public static string FieldName(string field) => $"field.{field}";

    /// <param name="key">A typed row's <c>n0</c>, <c>n1</c>…, or the id of what was taken along.</param>
    public static string ItemName(string key) => ItemPrefix + key;

    public static string SortName(string item) => $"sort.{item}";

    /// <summary>The number in the key of the first of the new rows offered to someone who sees this version of the answer.</summary>
    /// <remarks>No key is ever used for two rows, else a new line would take over the thread of one that was removed.</remarks>
    public static int FirstRow(int version) => version * AnswerRules.MaxItems;

    public static string RowKey(int number) => string.Create(CultureInfo.InvariantCulture, $"n{number}");

    /// <summary>What the form says, with labels as they are shown.</summary>
    /// <param name="form">Names and values as a browser sends them.</param>
    /// <param name="stored">The answer so far; it still knows what is offered no longer.</param>
    /// <param name="newId">Makes the id of a list's row from its key: the same each time the same row is saved.</param>
    public static Given Read(
        Step step, IReadOnlyList<KeyValuePair<string, string>> form, Pronoun pronoun, AnswerValue? stored, Func<string, Guid> newId)
    {
        string First(string name) => form.FirstOrDefault(p => p.Key == name).Value ?? "";
        IEnumerable<string> All(string name) => form.Where(p => p.Key == name).Select(p => p.Value).Where(v => v.Length > 0).Distinct();
        var question = step.Question;

        return question.Type switch
        {
            QuestionType.Text => new(new TextValue(Lines(First(Text)))),
            QuestionType.Line => new(new TextValue(OneLine(First(Text)))),
            QuestionType.Fields => new(new FieldsValue(
                [.. question.Fields.Select(f => new FieldText(f.Id, step.Say(f.Label, pronoun), Lines(First(FieldName(f.Id)))))])),
            QuestionType.List => new(ReadList(step, form, All(Take), stored as ListValue, newId)),
            QuestionType.Choice => new(ReadChoice(step, First(Choice), First(Note), pronoun, stored as ChoiceValue)),
            QuestionType.Checklist => new(ReadChecklist(step, [.. All(Option)], [.. All(Pick)], pronoun, stored as ChecklistValue)),
            QuestionType.Sort => new(new SortValue([.. ReadSort(step, First, pronoun)])),
            QuestionType.Scale => ReadScale(question, First(Number), pronoun),
            QuestionType.Date => ReadDate(First(Date)),
            _ => throw new ArgumentException($"Questions of type {question.Type} are not answered themselves.", nameof(step)),
        };
    }

    private static ListValue ReadList(
        Step step, IReadOnlyList<KeyValuePair<string, string>> form, IEnumerable<string> taken, ListValue? stored, Func<string, Guid> newId)
    {
        Dictionary<string, ListItem> items = [];
        foreach (var (name, value) in form.Where(p => p.Key.StartsWith(ItemPrefix, StringComparison.Ordinal)))
        {
            var key = name[ItemPrefix.Length..];
            if (key.Length is > 0 and <= MaxKeyLength && OneLine(value) is { Length: > 0 } text)
                items.TryAdd(key, new(key, Id(key), text));
        }

        foreach (var key in taken)
        {
            var text = step.Items.FirstOrDefault(i => i.Id == key)?.Text ?? stored?.Items.FirstOrDefault(i => i.Key == key)?.Text;
            if (text is not null)
                items.TryAdd(key, new(key, Id(key), text));
        }

        return new([.. items.Values]);

        // Only a thread that was offered or is there already is taken up; whatever else stands in a form makes an id of our own.
        Guid Id(string key) =>
            stored?.Items.FirstOrDefault(i => i.Key == key)?.Id
            ?? (step.Items.Any(i => i.Id == key) && Guid.TryParseExact(key, "N", out var thread) ? thread : newId(key));
    }

    private static ChoiceValue ReadChoice(Step step, string value, string note, Pronoun pronoun, ChoiceValue? stored)
    {
        var label = step.Question.Options.FirstOrDefault(o => o.Value == value) is { } option ? step.Say(option.Label, pronoun)
            : stored?.Value == value ? stored.Label
            : "";
        return new(value, label, step.Question.Note is null || string.IsNullOrWhiteSpace(note) ? null : Lines(note));
    }

    private static ChecklistValue ReadChecklist(Step step, List<string> ticked, List<string> picked, Pronoun pronoun, ChecklistValue? stored)
    {
        string Label(string value) =>
            step.Items.FirstOrDefault(i => i.Id == value)?.Text
            ?? (step.Question.Options.FirstOrDefault(o => o.Value == value) is { } option ? step.Say(option.Label, pronoun) : null)
            ?? stored?.Chosen.FirstOrDefault(c => c.Value == value)?.Label
            ?? "";

        List<ChosenOption> chosen = [.. ticked.Select(v => new ChosenOption(v, Label(v)))];
        // Where no more are ticked than may be picked there is nothing to choose between.
        if (step.Question.Pick is { } most)
            return new(chosen, ticked.Count <= most ? ticked : [.. picked.Where(ticked.Contains)]);
        return new(chosen, []);
    }

    private static IEnumerable<SortedItem> ReadSort(Step step, Func<string, string> first, Pronoun pronoun)
    {
        foreach (var item in step.Offered(pronoun))
        {
            var value = first(SortName(item.Id));
            var into = step.Question.Into.FirstOrDefault(o => o.Value == value);
            if (value.Length > 0)
                yield return new(item.Id, item.Text, value, into is null ? "" : step.Say(into.Label, pronoun));
        }
    }

    private static Given ReadScale(Question question, string typed, Pronoun pronoun)
    {
        if (typed.Length == 0)
            return new(null);
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new ScaleValue(
                number, question.Low, question.High, question.LowLabel?.For(pronoun) ?? "", question.HighLabel?.For(pronoun) ?? ""))
            : new(null, $"Choose one of the numbers from {question.Low} to {question.High}.");
    }

    private static Given ReadDate(string typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return new(null);
        return DateOnly.TryParseExact(typed.Trim(), WrittenDates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(new DateValue(date))
            : new(null, "This date could not be read. Write it as year-month-day, for example 2026-05-31.");
    }

    /// <summary>Browsers send line ends in two ways; the same text is the same answer.</summary>
    /// <remarks>A third one, U+0085, cannot stand in a page: browsers read it as “…”. Every other sign stays as it was typed.</remarks>
    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\u0085', '\n');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}

/// <summary>What a form gave.</summary>
/// <param name="Value">Null when nothing was chosen or it could not be read.</param>
/// <param name="Problem">Said to the person when it could not be read.</param>
public sealed record Given(AnswerValue? Value, string? Problem = null)
{
    public override string ToString() => "[given]";
}
