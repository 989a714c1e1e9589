using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;

namespace BreakupGuide.Features.Journal;

/// <summary>One field of an earlier version, or its answer, and what stands there now.</summary>
public sealed record ComparedPart(string Label, string Then, string Now)
{
    /// <summary>What stands in the body of an entry, and whichever of its other fields are not the same now.</summary>
    public static IReadOnlyList<ComparedPart> Of(EntryFields fields, IReadOnlyDictionary<string, FieldState> then, Entry now)
    {
        return [.. fields.All.Select(f => (f.Place, Part: Of(f))).Where(f => f.Place == FieldPlace.Body || !f.Part.IsSame).Select(f => f.Part)];

        ComparedPart Of(EditableField field) => new(field.Label, field.Shown(Then(field), now.Zone), field.Shown(field.StoredIn(now), now.Zone));

        // A version without a date of its own leaves the entry's date as it is.
        string Then(EditableField field) => then.GetValueOrDefault(field.Name)?.Text ?? (field.Initial is null ? "" : field.StoredIn(now));
    }

    public static ComparedPart Of(Answer then, Answer? now) => new(then.Wording, Text(then), now is null ? "" : Text(now));

    public bool IsSame => Then == Now;

    public override string ToString() => "[compared]";

    private static string Text(Answer answer)
    {
        IEnumerable<string> lines = answer.Value is { } value ? [.. value.Lines, .. value.Remarks] : [];
        // A question that was passed over keeps what was written before.
        if (answer.State != AnswerState.Given) lines = lines.Append($"({RunReading.Word(answer.State)})");
        return string.Join("\n", lines);
    }
}
