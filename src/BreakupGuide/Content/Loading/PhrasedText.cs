using BreakupGuide.Markdown;

namespace BreakupGuide.Content.Loading;

/// <summary>Markdown of the content folder, parsed once for each pronoun.</summary>
internal static class PhrasedText
{
    public static (GuideReading He, GuideReading She, GuideReading They) Read(Phrase text)
    {
        var he = MarkdownReader.ReadGuide(text.He);
        // A link to a heading holds for everybody: its address comes from the text with "he".
        string[] ids = [.. Headings(he.Tree.Blocks).Select(h => h.Id!)];
        return (he, MarkdownReader.ReadGuide(text.She, ids), MarkdownReader.ReadGuide(text.They, ids));
    }

    public static IEnumerable<HeadingBlock> Headings(IEnumerable<Block> blocks) => Flat(blocks).OfType<HeadingBlock>();

    /// <summary>Every block, in the order of the text.</summary>
    public static IEnumerable<Block> Flat(IEnumerable<Block> blocks) => blocks.SelectMany(block => Flat(Inner(block)).Prepend(block));

    public static int Words(IEnumerable<Block> blocks) => Flat(blocks).SelectMany(Inlines).Sum(i => CountWords(i));

    private static IEnumerable<Block> Inner(Block block) => block switch
    {
        ListBlock list => list.Items.SelectMany(i => i),
        QuoteBlock quote => quote.Blocks,
        TryBlock attempt => attempt.Blocks,
        CareBlock care => care.Blocks,
        EvidenceBlock evidence => evidence.More.Prepend(evidence.Line),
        _ => [],
    };

    private static IEnumerable<string> Inlines(Block block) => block switch
    {
        HeadingBlock heading => [heading.Text],
        ParagraphBlock paragraph => [string.Concat(paragraph.Inlines.Select(i => i.PlainText))],
        _ => [],
    };

    private static int CountWords(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetterOrDigit));
}
