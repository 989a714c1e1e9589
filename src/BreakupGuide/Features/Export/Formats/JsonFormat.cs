using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace BreakupGuide.Features.Export.Formats;

internal sealed class JsonFormat : IExportFormat
{
    // Letters of all alphabets stay readable in the file.
    private static readonly JsonSerializerOptions Readable =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string Name => "json";

    public string Purpose => "For another program";

    public string Hint => "A JSON file, with all details";

    public string FileEnding => "json";

    public string ContentType => "application/json";

    public Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel) =>
        JsonSerializer.SerializeAsync(file, new Document(export, cancel), Readable, cancel);

    /// <summary>Its parts are written in this order, so the last one counts what was met in the one before.</summary>
    private sealed class Document(SpaceExport export, CancellationToken cancel)
    {
        public string Format { get; } = "notes 1";

        public IAsyncEnumerable<OrderedDictionary<string, object?>> Entries => export.EntriesAsync(cancel).Select(Properties);

        public int Unreadable => export.Unreadable;

        private static OrderedDictionary<string, object?> Properties(ExportedEntry entry)
        {
            var properties = new OrderedDictionary<string, object?>
            {
                ["id"] = entry.Id,
                ["kind"] = entry.Kind,
                ["date"] = entry.Date,
                ["begun"] = entry.Begun,
                ["changed"] = entry.Changed,
                ["finished"] = entry.Finished,
                ["isInBin"] = entry.IsInBin,
            };
            foreach (var (field, text) in entry.Fields) properties.Add(field.Name, text);
            properties.Add("reflection", entry.Reflection);
            properties.Add("version", entry.Version);
            properties.Add("answers", entry.Answers);
            return properties;
        }
    }
}
