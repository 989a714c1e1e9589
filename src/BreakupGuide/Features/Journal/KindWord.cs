using System.Globalization;
using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.UI;

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

    /// <summary>
    /// By what two runs of one day are told apart: the time of its end, with the day where that is another one; of its beginning as long as it has no end.
    /// A practice has a time on its own day only: an entry for an earlier day is known by that. Empty for what is no run.
    /// </summary>
    public static string Time(Entry entry, string zone)
    {
        if (entry.Run is null) return "";
        var at = Moment.Local(entry.FinishedAt ?? entry.Created, zone);
        var isOfItsDay = DateOnly.FromDateTime(at) == entry.Date;
        if (entry.Kind == EntryKind.Log && !isOfItsDay) return "";
        var format = entry.FinishedAt is null || isOfItsDay ? "HH:mm" : "'finished' d MMMM, HH:mm";
        return at.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The title of a reflection or practice; runs outlive those that are taken out of the content folder.</summary>
    public static string OfReflection(ContentLibrary library, string slug, Pronoun pronoun) =>
        (library.Walked(slug) ?? library.Earlier.FirstOrDefault(r => r.Slug == slug))?.Title.For(pronoun) ?? "Reflection";
}
