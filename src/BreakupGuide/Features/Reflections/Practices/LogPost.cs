using System.Globalization;
using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Features.Reflections.Questions;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>What the form of a practice sent: all its questions at once, and the day.</summary>
public sealed record LogPost(IReadOnlyList<KeyValuePair<string, string>> Form, LogAction Way, string? Client, long Sequence)
{
    public const string WayName = "go";

    private static readonly HashSet<string> NotValues =
        [WayName, DraftContract.ClientField, DraftContract.SequenceField, CurrentSpace.FormField, "_handler", "__RequestVerificationToken"];

    public static LogPost Read(IFormCollection form)
    {
        string One(string name) => form.TryGetValue(name, out var values) ? values.ToString() : "";
        var isAdd = form.Keys.Any(k => AnswerForm.HasPlace(k) && AnswerForm.NameIn(k) == Rows.Add);
        return new(
            [.. form.Where(f => !NotValues.Contains(f.Key)).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))],
            isAdd ? LogAction.Stay : Enum.TryParse<LogAction>(One(WayName), ignoreCase: true, out var named) ? named : LogAction.Save,
            DraftContract.ClientOf(form),
            long.TryParse(One(DraftContract.SequenceField), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }

    /// <summary>What belongs to one question, by the names of its own controls.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> At(string field) => AnswerForm.At(AnswerForm.PlaceOf(field), Form);

    /// <summary>What the form says to one question. Ids of rows are made where they are saved.</summary>
    public SentAnswer Sent(Step step, WalkedRun run, Pronoun pronoun) =>
        AnswerForm.Read(step, At(step.Field), pronoun, run.Answers.GetValueOrDefault(step.Field)?.Value, _ => Guid.Empty);

    /// <summary>The version of an answer that the writer saw.</summary>
    public int BaseOf(string field) =>
        int.TryParse(
            Form.FirstOrDefault(p => p.Key == DraftContract.BaseFieldOf(field)).Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : 0;

    /// <summary>How many rows of a question were shown.</summary>
    public int ShownRows(string field) => At(field).Count(p => p.Key.StartsWith(AnswerForm.ItemName(""), StringComparison.Ordinal));

    public override string ToString() => $"[post, {Way}]";
}

/// <summary>The buttons of the form.</summary>
public enum LogAction
{
    Save,

    /// <summary>Saves, and shows the form again: for another day, or with one more row.</summary>
    Stay,

    /// <summary>Goes on from the shared questions to those of the practice.</summary>
    Gate,
}
