using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>
/// A zip of Markdown or text files, one for each entry. The day stands in front matter (as Joplin and our own download write it), in the
/// name (<c>2026-05-30.md</c>, as Obsidian does) or in the folders (<c>2026/05/30.txt</c>).
/// </summary>
internal sealed partial class FromFolder : IJournalFormat
{
    // What our own download calls an entry without a title.
    private const string Untitled = "Free writing";

    private static readonly string[] Endings = [".md", ".markdown", ".txt"];
    private static readonly string[] Pictures = [".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".svg"];

    public string Name => "a folder of text files";

    public string Hint => "Markdown or text in a zip, one file for each entry, with the day in its name or at its top: Obsidian, Joplin and many others.";

    public Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) => Task.FromResult(file.Files.Any(f => HasEnding(f, Endings)));

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var each in file.Files)
        {
            if (!HasEnding(each, Endings)) maker.Left.Add(HasEnding(each, Pictures) ? "Photos" : "Other files", each.FullName);
            else if (await file.TextAsync(each, cancel) is not { } text) maker.Left.Add("Files whose letters cannot be read", each.FullName);
            else if (Read(each.FullName, text) is not { } written) maker.Left.Add("Files that tell no day", each.FullName);
            else
            {
                foreach (var entry in maker.Make(written)) yield return entry;
            }
        }
    }

    /// <returns>Null where nothing tells which day it is of.</returns>
    internal static WrittenEntry? Read(string path, string text)
    {
        var front = FrontMatter.Of(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        var date = WrittenEntry.DayOf(front.Text("date"));
        var utc = front.Time("created") ?? (date is null ? front.Time("date") : null);
        if (date is null && utc is null) date = DayIn(path);
        if (date is null && utc is null) return null;
        var title = front.Text("title");
        return new WrittenEntry(
            front.Text("id") is { Length: > 0 } id ? id : null, date, null, utc, front.Text("zone"), front.Words,
            title == Untitled && front.Text("kind").Length > 0 ? "" : title, front.Text("mood"),
            [.. front.List("tags").SelectMany(t => t.Split(',')).Select(t => t.Trim().TrimStart('#'))], front.Time("updated"),
            IsBinned: front.Text("bin") == "true");
    }

    private static DateOnly? DayIn(string path) => Day().Matches(path).LastOrDefault() is { } found
        ? WrittenEntry.DayOf($"{found.Groups[1].Value}-{found.Groups[2].Value}-{found.Groups[3].Value}")
        : null;

    private static bool HasEnding(ZipArchiveEntry file, string[] endings) =>
        Array.Exists(endings, e => file.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"(?<!\d)(\d{4})[-_/](\d\d)[-_/](\d\d)(?!\d)")]
    private static partial Regex Day();
}
