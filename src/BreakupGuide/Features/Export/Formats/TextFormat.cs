using System.Globalization;
using System.Text;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Export.Formats;

internal sealed class TextFormat : IExportFormat
{
    public string Name => "text";

    public string Purpose => "To read or print";

    public string Hint => "A plain text file";

    public string FileEnding => "txt";

    public string ContentType => "text/plain; charset=utf-8";

    public async Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(file, leaveOpen: true);
        await foreach (var entry in export.EntriesAsync(cancel)) await writer.WriteAsync(Text(entry), cancel);
        if (export.Unreadable == 0) return;
        var count = string.Create(CultureInfo.InvariantCulture, $"{export.Unreadable} pieces could not be opened. They stay in your space.");
        await writer.WriteLineAsync(count.AsMemory(), cancel);
    }

    private static StringBuilder Text(ExportedEntry entry)
    {
        var text = new StringBuilder();
        var written = entry.Fields.Where(f => f.Text.Length > 0).ToLookup(f => f.Field.Place);
        text.Append(CultureInfo.InvariantCulture, $"{entry.Date:d MMMM yyyy}");
        foreach (var heading in written[FieldPlace.Heading]) text.Append(CultureInfo.InvariantCulture, $" · {heading.Text}");
        text.AppendLine(entry.IsInBin ? " (in the bin)" : "");
        foreach (var detail in written[FieldPlace.Detail]) text.AppendLine(CultureInfo.InvariantCulture, $"{detail.Field.Label}: {detail.Text}");
        text.AppendLine();
        foreach (var body in written[FieldPlace.Body]) text.AppendLine(body.Text).AppendLine();
        foreach (var answer in entry.Answers)
        {
            text.AppendLine(answer.Asked);
            foreach (var line in answer.Answer) text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
            if (answer.Answer.Count == 0) text.AppendLine(CultureInfo.InvariantCulture, $"  ({answer.State})");
            text.AppendLine();
        }

        return text.AppendLine("----").AppendLine();
    }
}
