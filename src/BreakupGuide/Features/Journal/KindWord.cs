using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal;

/// <summary>What an entry is, in a word or two.</summary>
internal static class KindWord
{
    public static string Of(Entry entry, ContentLibrary library, Pronoun pronoun) => entry switch
    {
        { Run: { Path: { } path } run } when library.Reflection(run.Reflection, run.Version) is { } walked => walked.TitleOf(path).For(pronoun),
        { Run: { } run } => OfReflection(library, run.Reflection, pronoun),
        { Kind: EntryKind.Letter } => "Letter",
        _ => "Free writing",
    };

    /// <summary>The title of a reflection or practice; runs outlive those that are taken out of the content folder.</summary>
    public static string OfReflection(ContentLibrary library, string slug, Pronoun pronoun) =>
        (library.Walked(slug) ?? library.Earlier.FirstOrDefault(r => r.Slug == slug))?.Title.For(pronoun) ?? "Reflection";
}
