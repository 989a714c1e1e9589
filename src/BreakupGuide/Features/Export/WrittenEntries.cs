using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Export;

/// <summary>Everything in a space, opened, oldest first, to be taken along. Written entry by entry: a space may be larger than what the program can hold.</summary>
internal sealed class WrittenEntries(EntryReader store, UnlockedSpace space)
{
    // Letters of all alphabets stay readable in the file.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Entries and answers that could not be opened so far; they stay in the space.</summary>
    private int unreadable;

    public Task WriteJsonAsync(Stream file, CancellationToken cancel) => JsonSerializer.SerializeAsync(file, new Everything(this, cancel), Readable, cancel);

    public async Task WriteTextAsync(Stream file, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(file, leaveOpen: true);
        await foreach (var note in ReadAsync(cancel)) await writer.WriteAsync(note.ToText().AsMemory(), cancel);
        if (unreadable > 0) await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{unreadable} pieces could not be opened. They stay in your space.").AsMemory(), cancel);
    }

    public override string ToString() => "[notes]";

    private async IAsyncEnumerable<Note> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var all = (await store.ListAsync(space, binned: false, cancel)).Concat(await store.ListAsync(space, binned: true, cancel));
        foreach (var head in all.OrderBy(e => e.Date).ThenBy(e => e.Created))
        {
            var entry = await store.FindAsync(space, head.Id, cancel);
            if (entry is null) continue;
            if (entry.IsUnreadable) unreadable++;
            var run = entry.Run is null ? null : await store.FindRunAsync(space, entry.Id, cancel);
            unreadable += run?.Unreadable.Count ?? 0;
            yield return Note.Of(entry, run);
        }
    }

    /// <summary>The JSON file. Its parts are written in this order, so the last one counts what was met in the one before.</summary>
    private sealed class Everything(WrittenEntries notes, CancellationToken cancel)
    {
        public string Format { get; } = "notes 1";

        public IAsyncEnumerable<Note> Entries => notes.ReadAsync(cancel);

        public int Unreadable => notes.unreadable;
    }
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

    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Date:d MMMM yyyy}{(Title.Length > 0 ? $" · {Title}" : "")}{(IsInBin ? " (in the bin)" : "")}");
        if (Mood.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Mood: {Mood}");
        if (Tags.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Tags: {Tags}");
        text.AppendLine();
        if (Words.Length > 0) text.AppendLine(Words).AppendLine();
        foreach (var answer in Answers)
        {
            text.AppendLine(answer.Asked);
            foreach (var line in answer.Answer) text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
            if (answer.Answer.Count == 0) text.AppendLine(CultureInfo.InvariantCulture, $"  ({answer.State})");
            text.AppendLine();
        }

        return text.AppendLine("----").AppendLine().ToString();
    }

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
