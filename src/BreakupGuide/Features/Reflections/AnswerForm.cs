using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>What a question's form sent, on its way to become an answer.</summary>
/// <param name="Form">Names and values as a browser sends them.</param>
/// <param name="Stored">The answer so far; it still knows what is offered no longer.</param>
/// <param name="NewId">Makes the id of a row from its key: the same each time the same row is saved.</param>
public sealed record AnswerForm(
    Step Step, IReadOnlyList<KeyValuePair<string, string>> Form, Pronoun Pronoun, AnswerValue? Stored, Func<string, Guid> NewId)
{
    /// <summary>Words are sent under these names, whatever the type; what is sent under others was chosen. A form that was refused shows the words.</summary>
    public const string Text = "text";
    public const string Note = "note";

    private const string Places = "q.";

    /// <summary>The value that was chosen of a few is sent under this name.</summary>
    public const string Choice = "choice";

    /// <summary>What stands before all names of one question's controls, where several are asked on one page. Ids of questions have no dot.</summary>
    public static string PlaceOf(string field) => $"{Places}{field}.";

    public static bool HasPlace(string name) => name.StartsWith(Places, StringComparison.Ordinal);

    /// <summary>The name without its place.</summary>
    public static string NameIn(string name) => HasPlace(name) && name.IndexOf('.', Places.Length) is > 0 and var end ? name[(end + 1)..] : name;

    /// <summary>Of a page with several questions, what belongs to this one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> At(string place, IReadOnlyList<KeyValuePair<string, string>> form) =>
        [.. form.Where(p => p.Key.StartsWith(place, StringComparison.Ordinal)).Select(p => KeyValuePair.Create(p.Key[place.Length..], p.Value))];

    public static string FieldName(string field) => $"field.{field}";

    /// <param name="key">A typed row's <c>n0</c>, <c>n1</c>…, or the id of what was taken along.</param>
    public static string ItemName(string key) => $"item.{key}";

    /// <summary>What the form says, with labels as they are shown.</summary>
    public static SentAnswer Read(
        Step step, IReadOnlyList<KeyValuePair<string, string>> form, Pronoun pronoun, AnswerValue? stored, Func<string, Guid> newId) =>
        step.Type.Read(new(step, form, pronoun, stored, newId));

    /// <summary>Browsers send line ends in two ways; the same text is the same answer.</summary>
    /// <remarks>A third one, U+0085, cannot stand in a page: browsers read it as “…”. Every other sign stays as it was typed.</remarks>
    public static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\u0085', '\n');

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    public string First(string name) => Form.FirstOrDefault(p => p.Key == name).Value ?? "";

    public IReadOnlyList<string> All(string name) => [.. Form.Where(p => p.Key == name).Select(p => p.Value).Where(v => v.Length > 0).Distinct()];

    public string Say(Phrase phrase) => Step.Say(phrase, Pronoun);

    public override string ToString() => "[form]";
}

/// <summary>What a form gave.</summary>
/// <param name="Value">Null when nothing was chosen or it could not be read.</param>
/// <param name="Problem">Said to the person when it could not be read.</param>
/// <param name="Typed">What was typed, where it comes back as it was and not as it was understood.</param>
public sealed record SentAnswer(AnswerValue? Value, string? Problem = null, string? Typed = null)
{
    public override string ToString() => "[sent]";
}
