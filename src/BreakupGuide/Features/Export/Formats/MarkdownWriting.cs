using System.Text;
using System.Text.RegularExpressions;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;

namespace BreakupGuide.Features.Export.Formats;

/// <summary>An entry's words as Markdown: what was written freely as it was typed, questions as headings with the answers below.</summary>
internal static partial class MarkdownWriting
{
    public static string Of(ReadEntry entry)
    {
        var text = new StringBuilder();
        foreach (var part in entry.Parts)
        {
            if (text.Length > 0) text.Append('\n');
            if (part.Kind == ReadPartKind.Writing)
            {
                foreach (var written in part.Lines.SelectMany(l => l.Lines)) text.Append(written).Append('\n');
                continue;
            }

            if (part.Heading is { } heading) text.Append('#', part.Level).Append(' ').Append(OnOneLine(heading)).Append('\n');
            foreach (var line in part.Lines) Write(text, line);
        }

        return text.ToString();
    }

    public static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Write(StringBuilder text, AnswerPart part)
    {
        if (part.Label is { } label) text.Append('\n').Append("**").Append(OnOneLine(label)).Append("**\n");
        if (part.Lines.Count > 0) text.Append('\n');
        foreach (var (place, line) in part.Lines.Index())
        {
            if (part.Kind == AnswerPartKind.Items) text.Append("- ").Append(OnOneLine(line)).Append('\n');
            else text.Append(place > 0 ? "\n" : "").Append(Heading().Replace(line, @"\#")).Append('\n');
        }
    }

    // An answer is no Markdown: a line of it that begins like a heading would be taken for a question.
    [GeneratedRegex("^#", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
