using System.Globalization;
using System.Text;

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
        var title = entry.Title.Length > 0 ? $" · {entry.Title}" : "";
        text.AppendLine(CultureInfo.InvariantCulture, $"{entry.Date:d MMMM yyyy}{title}{(entry.IsInBin ? " (in the bin)" : "")}");
        if (entry.Mood.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Mood: {entry.Mood}");
        if (entry.Tags.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"Tags: {entry.Tags}");
        text.AppendLine();
        if (entry.Words.Length > 0) text.AppendLine(entry.Words).AppendLine();
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
