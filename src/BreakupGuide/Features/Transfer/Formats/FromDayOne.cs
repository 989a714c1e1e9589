using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>Day One's JSON: a zip with one file for each journal at its root, or such a file alone.</summary>
internal sealed partial class FromDayOne : IJournalFormat
{
    private const int LongestName = 40;

    private static readonly (string Property, string Kind)[] Attached =
        [("photos", "Photos"), ("videos", "Videos"), ("audios", "Audio"), ("pdfAttachments", "PDF files")];

    private static readonly (string Property, string Kind)[] Said =
        [("location", "Places"), ("weather", "Weather"), ("music", "Music"), ("userActivity", "Steps and activity")];

    public string Name => "a Day One export";

    public string Hint => "JSON in a zip: File, Export, JSON.";

    public async Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel)
    {
        if (!file.IsZip) return await HasEntriesAsync(file.Open(), cancel);
        foreach (var journal in Journals(file))
        {
            await using var stream = await file.OpenAsync(journal, cancel);
            if (await HasEntriesAsync(stream, cancel)) return true;
        }

        return false;
    }

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        var journals = Journals(file).ToList();
        foreach (var journal in journals)
        {
            await using var stream = await file.OpenAsync(journal, cancel);
            // Where there are several, each entry says which one it was in.
            var tag = journals.Count > 1 ? Path.GetFileNameWithoutExtension(journal.Name) : null;
            await foreach (var item in new JsonItems(stream, "entries").ReadAsync(cancel))
                foreach (var entry in Read(item, tag, maker)) yield return entry;
        }

        if (!file.IsZip)
        {
            await foreach (var item in new JsonItems(file.Open(), "entries").ReadAsync(cancel))
                foreach (var entry in Read(item, null, maker)) yield return entry;
        }
    }

    private static IEnumerable<ZipArchiveEntry> Journals(ArrivedFile file) => file.Files.Where(f =>
        !f.FullName.Contains('/', StringComparison.Ordinal) && f.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    // Its first entry tells: others have lists of this name, too, but neither of these.
    private static Task<bool> HasEntriesAsync(Stream stream, CancellationToken cancel) =>
        new JsonItems(stream, "entries").BeginsWithAsync(item => item.Says("creationDate") || item.Says("uuid"), cancel);

    private static IEnumerable<NotesEntry> Read(JsonElement item, string? tag, EntryMaker maker)
    {
        var utc = item.Time("creationDate");
        var rich = item.Text("richText");
        var text = item.Text("text") is { Length: > 0 } plain ? Words(plain, isEscaped: rich.Length > 0) : RichText(rich);
        foreach (var (property, kind) in Attached)
        {
            foreach (var each in item.List(property))
            {
                var name = each.Text("md5") is { Length: > 0 } md5 ? $"{md5}.{each.Text("type")}" : each.Text("identifier");
                maker.Left.Add(kind, utc is { } day ? $"{day:yyyy-MM-dd} · {name}" : name);
            }
        }

        foreach (var (property, kind) in Said.Where(s => item.Says(s.Property))) maker.Left.Add(kind, NameOf(item.Part(property, JsonValueKind.Object)));
        var starred = item.Says("starred") || item.Says("isPinned") || item.Says("pinned");
        if (starred) maker.Left.Add("Stars and pins", text.Length <= LongestName ? text : text[..LongestName]);

        // Its first line is its title there, and our own mood stands in its last line.
        var title = FirstLine().Match(text) is { Success: true } first ? first : null;
        var mood = MoodLine().Match(text) is { Success: true } last && maker.MoodOf(last.Groups[1].Value) is not null ? last : null;
        var words = text[(title?.Length ?? 0)..Math.Max(title?.Length ?? 0, mood?.Index ?? text.Length)].Trim('\n');
        return maker.Make(new WrittenEntry(
            item.Text("uuid") is { Length: > 0 } uuid ? uuid : null, null, null, utc, item.Text("timeZone"), words, title?.Groups[1].Value ?? "",
            mood?.Groups[1].Value ?? "", tag is null ? [.. item.Texts("tags")] : [.. item.Texts("tags"), tag], item.Time("modifiedDate")));
    }

    private static string NameOf(JsonElement? said) =>
        said is not { } part ? "" : part.Text("placeName") is { Length: > 0 } place ? place : part.Text("conditionsDescription");

    // The words alone, without how they were laid out.
    private static string RichText(string json)
    {
        if (json.Length == 0) return "";
        try
        {
            using var rich = JsonDocument.Parse(json);
            return string.Concat(rich.RootElement.List("contents").Select(c => c.Text("text")));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    // Where it keeps how words are laid out, too, it puts a stroke before marks that Markdown could take for its own.
    private static string Words(string text, bool isEscaped)
    {
        text = AttachedLink().Replace(text, link => link.Groups["kind"].Value switch
        {
            "audio" => "(audio)",
            "video" => "(video)",
            "pdfAttachment" => "(PDF file)",
            _ => "(photo)",
        });
        return (isEscaped ? Escaped().Replace(text, "$1") : text).Replace("\u200B", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\A# ([^\n]{1,200})\n+")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"(?:\A|\n)Mood: ([^\n]+)\n*\z")]
    private static partial Regex MoodLine();

    [GeneratedRegex(@"!\[[^\]]*\]\(dayone-moment:/{1,2}(?:(?<kind>audio|video|pdfAttachment)/)?[^)]*\)")]
    private static partial Regex AttachedLink();

    [GeneratedRegex(@"\\([.!()\[\]{}#+\-_*`>|~])")]
    private static partial Regex Escaped();
}
