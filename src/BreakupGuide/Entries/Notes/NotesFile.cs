using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace BreakupGuide.Entries.Notes;

/// <summary>
/// The file that a journal is taken along in and brought back from, as <c>docs/export-format.md</c> describes it: a zip of JSON, which holds the
/// stored records as they are sealed in the store.
/// </summary>
internal static class NotesFile
{
    public const string Format = "notes 3";

    /// <summary>The format before: one file for each entry, which holds a <see cref="NotesEntry"/> and no list.</summary>
    public const string FormatOfOldFiles = "notes 2";

    /// <summary>First in the zip: a <see cref="NotesCover"/>.</summary>
    public const string Cover = "notes.json";

    /// <summary>Folder with one file for each month, a list of <see cref="NotesEntry"/>: a zip keeps a list of its files in memory.</summary>
    public const string Entries = "entries/";

    /// <summary>A list of <see cref="NotesThread"/>.</summary>
    public const string Threads = "threads.json";

    /// <summary>What is left out for somebody else: <see cref="Entries.Withheld"/>.</summary>
    public const string Withheld = "withheld.json";

    /// <summary>Whom somebody can call: a <see cref="CallList"/>.</summary>
    public const string People = "people.json";

    /// <summary>Last in the zip: a list of <see cref="UnreadableRecord"/>.</summary>
    public const string Unreadable = "unreadable.json";

    /// <summary>Stands at everything in the zip, so that the same journal makes the same bytes; the earliest that a zip can tell.</summary>
    public static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The store's own JSON, laid out to be read, with letters of all alphabets as they are.</summary>
    public static readonly JsonSerializerOptions Json =
        new(SealedRecords.Json) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="number">Counts from 1. A month may come twice: where the day of an entry is changed meanwhile.</param>
    public static string NameOf(int number, DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"{Entries}{number:D4}-{month:yyyy-MM}.json");
}
