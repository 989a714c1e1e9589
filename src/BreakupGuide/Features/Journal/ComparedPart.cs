using System.Globalization;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal;

/// <summary>One field of an earlier version, or its answer, and what stands there now.</summary>
public sealed record ComparedPart(string Label, string Then, string Now)
{
    /// <summary>The words of an entry, and whichever of its other fields are not the same now.</summary>
    public static IReadOnlyList<ComparedPart> Of(IReadOnlyDictionary<string, FieldState> then, Entry now)
    {
        return
        [
            new("Your words", Then(JournalFields.Words), now.Text(JournalFields.Words)),
            .. new ComparedPart[]
            {
                new("Title", Then(JournalFields.Title), now.Text(JournalFields.Title)),
                new("Mood", Mood.WordOf(Then(JournalFields.Mood)) ?? "", Mood.WordOf(now.Text(JournalFields.Mood)) ?? ""),
                new("Tags", Then(JournalFields.Tags), now.Text(JournalFields.Tags)),
                // A version without a date of its own leaves the entry's date as it is.
                new("Date", then.ContainsKey(JournalFields.Date) ? Day(Then(JournalFields.Date)) : Day(now.Date), Day(now.Date)),
            }.Where(p => !p.IsSame),
        ];

        string Then(string field) => then.GetValueOrDefault(field)?.Text ?? "";
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

    private static string Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Day(date) : text;

    private static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
