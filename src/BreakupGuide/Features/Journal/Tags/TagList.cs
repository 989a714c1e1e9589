namespace BreakupGuide.Features.Journal.Tags;

/// <summary>The tags of an entry, as they stand in one field with commas between them.</summary>
internal static class TagList
{
    private const int LongestTogether = 2000;

    // What is longer than all tags together may be is one tag that is too long: megabytes are not taken apart and compared.
    public static IReadOnlyList<string> Split(string tags) => tags.Length > LongestTogether
        ? [tags]
        : [.. tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.CurrentCultureIgnoreCase)];

    public static string Join(IEnumerable<string> tags) => string.Join(", ", tags.Distinct(StringComparer.CurrentCultureIgnoreCase));

    /// <summary>Whether two are one tag to a person: capitals and accents do not count.</summary>
    public static bool AreSame(string one, string other) => Entries.TextFold.Of(one.Trim()) == Entries.TextFold.Of(other.Trim());

    public static bool Has(Entries.Entry entry, string tag) => Split(entry.Text(Entries.JournalFields.Tags)).Any(t => AreSame(t, tag));
}
