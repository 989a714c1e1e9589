using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Transfer;

/// <summary>Everything in a space, opened, oldest first, to be taken along.</summary>
/// <param name="Unreadable">Entries and answers that could not be opened; they stay in the space.</param>
internal sealed record Notes(IReadOnlyList<Note> Entries, int Unreadable)
{
    private const string Format = "notes 1";

    // Letters of all alphabets stay readable in the file.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static async Task<Notes> GatherAsync(EntryStore store, UnlockedSpace space, CancellationToken cancel)
    {
        var notes = new List<Note>();
        var unreadable = 0;
        var all = (await store.ListAsync(space, binned: false, cancel)).Concat(await store.ListAsync(space, binned: true, cancel));
        foreach (var head in all.OrderBy(e => e.Date).ThenBy(e => e.Created))
        {
            var entry = await store.FindAsync(space, head.Id, cancel);
            if (entry is null) continue;
            if (entry.IsUnreadable) unreadable++;
            var run = entry.Run is null ? null : await store.FindRunAsync(space, entry.Id, cancel);
            unreadable += run?.Unreadable.Count ?? 0;
            notes.Add(Note.Of(entry, run));
        }

        return new Notes(notes, unreadable);
    }

    public string ToJson() => JsonSerializer.Serialize(new { format = Format, entries = Entries, unreadable = Unreadable }, Readable);

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var note in Entries)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{note.Date:d MMMM yyyy}{(note.Title.Length > 0 ? $" · {note.Title}" : "")}{(note.IsInBin ? " (in the bin)" : "")}");
            if (note.Mood.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Mood: {note.Mood}");
            if (note.Tags.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Tags: {note.Tags}");
            text.AppendLine();
            if (note.Words.Length > 0) text.AppendLine(note.Words).AppendLine();
            foreach (var answer in note.Answers)
            {
                text.AppendLine(answer.Asked);
                foreach (var line in answer.Answer) text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
                if (answer.Answer.Count == 0) text.AppendLine(CultureInfo.InvariantCulture, $"  ({answer.State})");
                text.AppendLine();
            }

            text.AppendLine("----").AppendLine();
        }

        if (Unreadable > 0) text.AppendLine(CultureInfo.InvariantCulture, $"{Unreadable} pieces could not be opened. They stay in your space.");
        return text.ToString();
    }

    public override string ToString() => "[notes]";
}

/// <param name="Begun">UTC.</param>
/// <param name="Finished">UTC; of a reflection that was finished.</param>
internal sealed record Note(
    Guid Id, string Kind, DateOnly Date, DateTime Begun, DateTime Changed, DateTime? Finished, bool IsInBin, string Title, string Mood, string Tags, string Words,
    string? Reflection, int? Version, IReadOnlyList<NotedAnswer> Answers)
{
    public static Note Of(Entry entry, OpenRun? run) => new(
        entry.Id, Name(entry.Kind), entry.Date, entry.Created, entry.Changed, entry.FinishedAt, entry.Binned is not null, entry.Text(JournalFields.Title),
        entry.Text(JournalFields.Mood), entry.Text(JournalFields.Tags), entry.Text(JournalFields.Words), entry.Run?.Reflection, entry.Run?.Version,
        [.. (run?.Answers.Values ?? []).OrderBy(a => a.GivenAt).Select(NotedAnswer.Of)]);

    public override string ToString() => "[note]";

    internal static string Name(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <param name="Asked">The question as it was shown.</param>
/// <param name="Given">UTC.</param>
/// <param name="Value">All details of the answer, such as option values.</param>
internal sealed record NotedAnswer(string Question, string Asked, string State, IReadOnlyList<string> Answer, DateTime Given, AnswerValue? Value)
{
    public static NotedAnswer Of(Answer answer) => new(answer.Field, answer.Wording, Note.Name(answer.State), answer.Value?.Lines ?? [], answer.GivenAt, answer.Value);

    public override string ToString() => "[answer]";
}
