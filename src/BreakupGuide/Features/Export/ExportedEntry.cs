using System.Text.Json;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Export;

/// <param name="Begun">UTC.</param>
/// <param name="Finished">UTC; of a reflection that was finished.</param>
/// <param name="Fields">All fields but the day, by their place; empty ones, too.</param>
internal sealed record ExportedEntry(
    Guid Id, string Kind, DateOnly Date, DateTime Begun, DateTime Changed, DateTime? Finished, bool IsInBin, IReadOnlyList<ExportedField> Fields,
    string? Reflection, int? Version, IReadOnlyList<ExportedAnswer> Answers)
{
    public static ExportedEntry Of(Entry entry, IReadOnlyList<JournalField> fields, OpenRun? run) => new(
        entry.Id, Name(entry.Kind), entry.Date, entry.Created, entry.Changed, entry.FinishedAt, entry.Binned is not null,
        [.. fields.Where(f => f.Place != FieldPlace.Day && f.IsFor(entry.Kind)).OrderBy(f => f.Place).Select(f => new ExportedField(f, entry.Text(f.Name)))],
        entry.Run?.Reflection, entry.Run?.Version,
        [.. (run?.Answers.Values ?? []).OrderBy(a => a.GivenAt).Select(ExportedAnswer.Of)]);

    public override string ToString() => "[entry]";

    internal static string Name(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <param name="Text">As it is stored; empty where nothing was written.</param>
internal sealed record ExportedField(JournalField Field, string Text)
{
    public override string ToString() => $"[{Field.Name}]";
}

/// <param name="Asked">The question as it was shown.</param>
/// <param name="Given">UTC.</param>
/// <param name="Value">All details of the answer, such as option values.</param>
internal sealed record ExportedAnswer(string Question, string Asked, string State, IReadOnlyList<string> Answer, DateTime Given, AnswerValue? Value)
{
    public static ExportedAnswer Of(Answer answer) =>
        new(answer.Field, answer.Wording, ExportedEntry.Name(answer.State), answer.Value?.Lines ?? [], answer.GivenAt, answer.Value);

    public override string ToString() => "[answer]";
}
