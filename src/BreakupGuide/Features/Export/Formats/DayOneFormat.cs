using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Export.Formats;

/// <summary>A zip as Day One exports and imports it, which many journals read: <c>Notes.json</c> with one text for each entry.</summary>
internal sealed class DayOneFormat(EntryTime time) : IExportFormat
{
    private const int Midday = 12;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string Name => "day-one";

    public string Purpose => "For Day One and other journals";

    public string Hint => "A zip that most journals can bring in. What is in the bin stays out.";

    public string FileEnding => "zip";

    public string ContentType => "application/zip";

    public Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel) => ZipWriter.WriteAsync(
        file,
        zip => zip.AddAsync(
            "Notes.json",
            stream => JsonSerializer.SerializeAsync(
                stream,
                new Journal(new("1.0"), export.EntriesAsync(cancel).Where(e => e.Entry.Binned is null).Select(EntryOf)),
                Json,
                cancel),
            cancel),
        cancel);

    private DayOneEntry EntryOf(ExportedEntry exported)
    {
        var entry = exported.Entry;
        // It knows the moment only. An entry that was written later about a day stands in the middle of that day.
        var isOfItsDay = DateOnly.FromDateTime(time.Local(entry.Zone, entry.Created)) == entry.Date;
        var created = isOfItsDay ? entry.Created : time.Utc(entry.Zone, entry.Date.ToDateTime(new TimeOnly(Midday, 0)));
        // What it has no place for ends the text, the mood among it. Tags have a place.
        var details = exported.Words.Details.Where(d => d.Name != JournalFields.Tags).Select(d => $"{d.Line}\n");
        string?[] texts =
        [
            entry.Run is null && exported.Words.Title.Length == 0 ? null : $"# {MarkdownWriting.OnOneLine(exported.Heading)}\n",
            MarkdownWriting.Of(exported.Words),
            string.Concat(details),
        ];
        return new DayOneEntry(
            entry.Id.ToString("N").ToUpperInvariant(), Utc(created), Utc(exported.Changed), entry.Zone,
            string.Join('\n', texts.Where(t => !string.IsNullOrEmpty(t))).TrimEnd('\n'), entry.Tags);
    }

    private static string Utc(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Journal(Metadata Metadata, IAsyncEnumerable<DayOneEntry> Entries)
    {
        public override string ToString() => "[journal]";
    }

    private sealed record Metadata(string Version);

    private sealed record DayOneEntry(
        [property: JsonPropertyName("uuid")] string Id, string CreationDate, string ModifiedDate, string TimeZone, string Text, IReadOnlyList<string> Tags)
    {
        public override string ToString() => "[entry]";
    }
}
