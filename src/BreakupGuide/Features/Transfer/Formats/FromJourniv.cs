using System.Runtime.CompilerServices;
using System.Text.Json;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>Journiv's export: a zip with everything in one JSON file, and what was attached in a folder beside it.</summary>
internal sealed class FromJourniv : IJournalFormat
{
    private const string Journal = "journiv.json";

    private static readonly (string Property, string Kind)[] Said =
        [("location_json", "Places"), ("location", "Places"), ("weather_json", "Weather"), ("weather_summary", "Weather"), ("is_pinned", "Pins")];

    public string Name => "a Journiv export";

    public string Hint => "The zip, or journiv.json from it.";

    public async Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) => file.IsZip
        ? file.Find(Journal) is not null
        : await new JsonItems(file.Open(), "journals").BeginsWithAsync(item => item.Says("entries") || item.Says("title"), cancel);

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = file.Find(Journal) is { } journal ? await file.OpenAsync(journal, cancel) : file.Open();
        await foreach (var item in new JsonItems(stream, "journals", "entries").ReadAsync(cancel))
            foreach (var entry in maker.Make(Read(item, maker))) yield return entry;
    }

    private static WrittenEntry Read(JsonElement item, EntryMaker maker)
    {
        var date = WrittenEntry.DayOf(item.Text("entry_date"));
        foreach (var media in item.List("media"))
        {
            var kind = media.Text("media_type") switch { "image" => "Photos", "video" => "Videos", "audio" => "Audio", _ => "Other files" };
            maker.Left.Add(kind, $"{date:yyyy-MM-dd} · {media.Text("filename")}");
        }

        foreach (var kind in Said.Where(s => item.Says(s.Property)).Select(s => s.Kind).Distinct()) maker.Left.Add(kind, item.Text("title"));
        var mood = item.Part("mood_log", JsonValueKind.Object);
        var words = item.Text("content") is { Length: > 0 } content ? content : Delta(item);
        if (item.Text("prompt_text") is { Length: > 0 } prompt) words = $"## {prompt}\n\n{words}";
        if (mood?.Text("note") is { Length: > 0 } note) words += $"\n\n{note}";
        // The same entry keeps the moment at which it was made, whatever becomes of its words.
        var made = item.Text("created_at");
        return new WrittenEntry(
            item.Text("external_id") is { Length: > 0 } id ? id : made.Length > 0 ? $"journiv {made} {item.Text("entry_datetime_utc")}" : null,
            date, null, item.Time("entry_datetime_utc"), item.Text("entry_timezone"), words, item.Text("title"),
            mood is null ? "" : EntryMaker.OfFive(mood.Value.Text("mood_name")), [.. item.Texts("tags")], item.Time("updated_at"));
    }

    // Newer versions keep the words as a list of what was typed in.
    private static string Delta(JsonElement item) =>
        string.Concat((item.Part("content_delta", JsonValueKind.Object)?.List("ops") ?? []).Select(op => op.Text("insert")));
}
