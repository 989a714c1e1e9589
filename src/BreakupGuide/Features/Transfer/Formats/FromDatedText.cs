using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>
/// One text file in which each entry begins with its day: <c>[2026-05-30 21:04] Title</c>, as the program jrnl writes it, or a line with nothing
/// but the day. A single Markdown file with front matter or a day in its name is one entry.
/// </summary>
internal sealed partial class FromDatedText : IJournalFormat
{
    // Above it a line is no line but something that was made to take memory.
    private const int LongestLine = 1024 * 1024;

    private static readonly string[] Clocks = ["HH:mm", "H:mm", "HH:mm:ss", "h:mm tt", "hh:mm tt", "hh:mm:ss tt", "h:mm:ss tt"];

    public string Name => "a text file with days in it";

    public string Hint => "Each entry begins with a day, such as [2026-05-30 21:04].";

    public Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) =>
        Task.FromResult(!file.IsZip && StartOf(file) is { } start && (start.Split('\n').Any(l => HeadIn(l) is not null) || IsOneEntry(file, start)));

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new StreamReader(file.Open(), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        if (IsOneEntry(file, StartOf(file)!))
        {
            var text = new StringBuilder();
            await foreach (var line in LinesAsync(reader, cancel)) Append(text, line);
            foreach (var entry in maker.Make(FromFolder.Read(file.Name, text.ToString())!)) yield return entry;
            yield break;
        }

        WrittenEntry? head = null;
        var words = new StringBuilder();
        await foreach (var line in LinesAsync(reader, cancel))
        {
            if (HeadIn(line.TrimEnd('\r')) is not { } next)
            {
                Append(words, line);
                continue;
            }

            foreach (var entry in Make(head, words, maker)) yield return entry;
            head = next;
            words.Clear();
        }

        foreach (var entry in Make(head, words, maker)) yield return entry;
    }

    private static IEnumerable<NotesEntry> Make(WrittenEntry? head, StringBuilder words, EntryMaker maker)
    {
        var text = words.ToString().Trim('\r', '\n');
        if (head is not null) return maker.Make(head with { Words = text });
        if (text.Length > 0) maker.Left.Add("What stands before the first day", text.Length <= 60 ? text : text[..60]);
        return [];
    }

    private static void Append(StringBuilder text, string line)
    {
        // What is longer than all entries of one day together is no diary.
        if (text.Length + line.Length > 4 * LongestLine)
            throw new BringInException("One entry in this file is longer than can be brought in. Divide it into several days.");
        text.Append(line).Append('\n');
    }

    private static WrittenEntry? HeadIn(string line)
    {
        var found = line.Length > 400 ? null : Bracketed().Match(line) is { Success: true } head ? head : Alone().Match(line);
        if (found is not { Success: true }) return null;
        if (WrittenEntry.DayOf(found.Groups["day"].Value) is not { } day) return null;
        TimeOnly? time = TimeOnly.TryParseExact(
            found.Groups["time"].Value.Trim(), Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;
        var title = found.Groups["title"].Value.Trim();
        var isStarred = title.EndsWith(" *", StringComparison.Ordinal);
        return new WrittenEntry(
            null, day, time, null, null, "", isStarred ? title[..^2].TrimEnd() : title, Tags: [.. AtTag().Matches(title).Select(t => t.Groups[1].Value)]);
    }

    // Only that something comes before the letter that the first bytes cut through.
    private static string? StartOf(ArrivedFile file)
    {
        for (var cut = 0; cut < 4 && cut < file.Start.Length; cut++)
            if (ArrivedFile.Text(file.Start[..^cut]) is { } text) return text;
        return null;
    }

    private static bool IsOneEntry(ArrivedFile file, string start) =>
        FromFolder.Read(file.Name, start) is not null && !start.Split('\n').Any(l => HeadIn(l) is not null);

    private static async IAsyncEnumerable<string> LinesAsync(StreamReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new char[16 * 1024];
        var line = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer, cancel)) > 0)
        {
            var rest = buffer.AsMemory(0, read);
            while (rest.Span.IndexOf('\n') is >= 0 and var end)
            {
                yield return line.Append(rest.Span[..end].TrimEnd('\r')).ToString();
                line.Clear();
                rest = rest[(end + 1)..];
            }

            if (line.Length + rest.Length > LongestLine)
                throw new BringInException("One line in this file is longer than any entry. It is not a text that was written by hand.");
            line.Append(rest.Span);
        }

        if (line.Length > 0) yield return line.ToString();
    }

    [GeneratedRegex(@"^\[(?<day>\d{4}-\d\d-\d\d)(?:[ T](?<time>\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?))?\](?<title>.*)$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(?:#{1,6} +)?(?<day>\d{4}-\d\d-\d\d)(?:[ T,]+(?<time>\d{1,2}:\d\d(?::\d\d)?))?:?\s*(?<title>)$")]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<!\w)@(\w[\w-]*)")]
    private static partial Regex AtTag();
}
