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

        public IAsyncEnumerable<ExportedEntry> Entries => export.EntriesAsync(cancel);

        public int Unreadable => export.Unreadable;
    }
}
