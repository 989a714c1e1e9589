using BreakupGuide.Markdown;

namespace BreakupGuide.Content;

/// <summary>One guidance article: a file under <c>content/guides/</c>, checked and parsed.</summary>
/// <param name="Slug">The file's name and the guide's address.</param>
/// <param name="Order">Place in the reading order; unique.</param>
/// <param name="Retells">Short name of the article that it retells; null for a guide of our own.</param>
/// <param name="Reflection">Slug of the reflection that belongs to it.</param>
/// <param name="Minutes">Reading time, at 200 words a minute, rounded up.</param>
public sealed record Guide(
    string Slug,
    Phrase Title,
    Phrase Summary,
    int Order,
    IReadOnlyList<string> Topics,
    string? Retells,
    string Reflection,
    IReadOnlyList<string> Covers,
    DateOnly Reviewed,
    int Words,
    int Minutes,
    GuideBody He,
    GuideBody She,
    GuideBody They)
{
    public GuideBody For(Pronoun pronoun) => pronoun switch
    {
        Pronoun.She => She,
        Pronoun.They => They,
        _ => He,
    };
}

/// <summary>A guide's text for one pronoun: the tree and the level-two headings of its contents list.</summary>
public sealed record GuideBody(MarkdownTree Tree, IReadOnlyList<HeadingBlock> Contents);

/// <summary>A study that evidence notes cite.</summary>
public sealed record Reference(
    string Id, string Authors, int Year, string? Journal, string Finding, string? Sample, string? Design, string Read, DateOnly Checked);

/// <summary>The help lines of one country.</summary>
/// <param name="Code">ISO 3166, two capitals, as a browser's language names it; null for everywhere else.</param>
public sealed record HelplineCountry(string Country, string? Code, IReadOnlyList<Helpline> Lines);

/// <param name="For">Whom or what the line is for.</param>
/// <param name="Read"><c>source</c> when the number was read at its owner's, <c>secondary</c> when only elsewhere.</param>
public sealed record Helpline(
    string Name, string For, string? Call, string? Text, string? Web, string? Note, string Read, string Source, DateOnly Checked);

/// <summary>One answer to “Where are you now?” and where it leads.</summary>
public sealed record Situation(string Id, Phrase Label, string Guide, string Reflection);

/// <summary>Something to do for ten minutes, while a letter begins to rest.</summary>
public sealed record Pastime(string Id, Phrase Words);
