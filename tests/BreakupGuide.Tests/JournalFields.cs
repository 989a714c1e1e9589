namespace BreakupGuide.Tests;

/// <summary>Names of a journal entry's fields, letter by letter as they stand in every space.</summary>
internal static class JournalFields
{
    public const string Title = "title";
    public const string Words = "words";
    public const string Mood = "mood";
    public const string Tags = "tags";
    public const string Date = "date";

    public static readonly IReadOnlyList<string> All = [Title, Words, Mood, Tags, Date];

    /// <summary>Those that are searched.</summary>
    public static readonly IReadOnlyList<string> Texts = [Title, Words, Tags];
}
