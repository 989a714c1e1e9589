namespace BreakupGuide.Features.Export.Formats;

/// <summary>The formats of a download, in the order in which they are offered; the first one holds where none was chosen.</summary>
internal sealed class ExportFormats(IEnumerable<IExportFormat> formats)
{
    public IReadOnlyList<IExportFormat> All { get; } = [.. formats];

    public IExportFormat Find(string? name) => All.FirstOrDefault(f => f.Name == name) ?? All[0];
}
