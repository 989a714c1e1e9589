using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;

namespace BreakupGuide.Tests.Entries;

/// <summary>Entries as they come from a file.</summary>
internal static class Came
{
    private static readonly DateTime Time = new(2026, 5, 29, 10, 0, 0, DateTimeKind.Utc);

    public static NotesEntry Entry(Guid id, string words, params (string Field, string Text)[] fields) => new(
        id, new DateOnly(2026, 5, 29), Time, Time, null,
        new HeadRecord(
            EntryKind.Journal, Time, fields.ToDictionary(f => f.Field, f => new FieldState(f.Text, 1, null, 0)), null, null, "Europe/London", words, null, null,
            Time),
        new FieldState(words, 1, null, 0), [], []);

    public static NotesEntry Run(Guid id, params (string Field, AnswerValue Value)[] answers) => new(
        id, new DateOnly(2026, 5, 29), Time, Time, null,
        new HeadRecord(
            EntryKind.Reflection, Time, new Dictionary<string, FieldState>(), new Run("why-he-left", 1, WalkLength.Whole), null, "Europe/London", "", null,
            null, Time),
        null, [.. answers.Select(a => new AnswerRecord(a.Field, a.Field, $"Asked: {a.Field}?", a.Value, AnswerState.Given, 1, null, 0, Time))], []);
}
