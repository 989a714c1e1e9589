using System.Globalization;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal;

/// <summary>What stands in the form of a journal entry: as stored, or as typed.</summary>
public sealed record JournalInput
{
    /// <summary>Value of the hidden control that says which kind of entry the first words make.</summary>
    public const string LetterValue = "letter";

    public EntryKind Kind { get; init; }

    public string Words { get; init; } = "";

    public string Title { get; init; } = "";

    public string Mood { get; init; } = "";

    public string Tags { get; init; } = "";

    public string Date { get; init; } = "";

    /// <summary>The date that was filled in before anybody wrote.</summary>
    public string DateShown { get; init; } = "";

    /// <summary>Version of each field that the writer saw.</summary>
    public IReadOnlyDictionary<string, int> Versions { get; init; } = new Dictionary<string, int>();

    /// <summary>Nothing that would make an entry: a date or a mood alone tell nothing.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Words) && string.IsNullOrWhiteSpace(Title) && TagList.Count == 0 && Mood.Length == 0;

    /// <summary>What is longer than all tags together may be is one tag that is too long: megabytes are not taken apart and compared.</summary>
    public IReadOnlyList<string> TagList => Tags.Length > JournalRules.LongestTags
        ? [Tags]
        : [.. Tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.CurrentCultureIgnoreCase)];

    public static JournalInput New(EntryKind kind, DateOnly today) => new() { Kind = kind, Date = Iso(today), DateShown = Iso(today) };

    public static JournalInput Of(Entry entry) => new()
    {
        Kind = entry.Kind,
        Words = entry.Text(JournalFields.Words),
        Title = entry.Text(JournalFields.Title),
        Mood = entry.Text(JournalFields.Mood),
        Tags = entry.Text(JournalFields.Tags),
        Date = Iso(entry.Date),
        DateShown = Iso(entry.Date),
        Versions = entry.Fields.ToDictionary(f => f.Key, f => f.Value.Version),
    };

    /// <summary>Reads what a browser sent: the whole form, or the controls of one field.</summary>
    public static JournalInput From(IReadOnlyList<KeyValuePair<string, string>> form)
    {
        return new()
        {
            Kind = First("kind") == LetterValue ? EntryKind.Letter : EntryKind.Journal,
            // Forms send line ends as CR LF, scripts as LF; stored as LF, so that the same words stay the same.
            Words = First(JournalFields.Words).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'),
            Title = First(JournalFields.Title).Trim(),
            Mood = First(JournalFields.Mood),
            Tags = First(JournalFields.Tags),
            Date = First(JournalFields.Date),
            DateShown = First("date-shown"),
            Versions = JournalFields.All.ToDictionary(f => f, f => int.TryParse(First(DraftContract.BaseFieldOf(f)), CultureInfo.InvariantCulture, out var version) ? version : 0),
        };

        string First(string name) => form.FirstOrDefault(p => p.Key == name).Value ?? "";
    }

    public int VersionOf(string field) => Versions.GetValueOrDefault(field);

    /// <summary>A field as it is stored.</summary>
    public string TextOf(string field) => field switch
    {
        JournalFields.Words => Words,
        JournalFields.Title => Title,
        JournalFields.Mood => Mood,
        JournalFields.Tags => string.Join(", ", TagList),
        _ => Date,
    };

    /// <summary>A date that was only filled in is not sent: the store knows better which day it is where the person is.</summary>
    public bool IsTouched(string field) =>
        field != JournalFields.Date || (Date.Length > 0 && (Date != DateShown || VersionOf(JournalFields.Date) > 0));

    public override string ToString() => "[journal form]";

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
