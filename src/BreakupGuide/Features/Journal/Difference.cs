using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal;

/// <summary>A field that was changed in another place while somebody wrote here.</summary>
public sealed record Difference(string Label, string Stored, string Typed)
{
    private static readonly IReadOnlyList<(string Field, string Label)> Labels =
        [(JournalFields.Words, "Your words"), (JournalFields.Title, "Title"), (JournalFields.Mood, "Mood"), (JournalFields.Tags, "Tags"), (JournalFields.Date, "Date")];

    /// <summary>Fields whose stored version is newer than the one the writer saw, and whose text is another.</summary>
    public static IReadOnlyList<Difference> Between(JournalInput stored, JournalInput typed) =>
    [
        .. Labels
            .Where(l => typed.IsTouched(l.Field) && stored.VersionOf(l.Field) != typed.VersionOf(l.Field) && stored.TextOf(l.Field) != typed.TextOf(l.Field))
            .Select(l => new Difference(l.Label, Shown(stored, l.Field), Shown(typed, l.Field))),
    ];

    public override string ToString() => $"[difference in {Label}]";

    private static string Shown(JournalInput input, string field) =>
        field == JournalFields.Mood ? Mood.WordOf(input.Mood) ?? "" : input.TextOf(field);
}
