namespace BreakupGuide.Markdown;

/// <summary>The words of a tree without their looks.</summary>
internal static class MarkdownText
{
    /// <summary>Each paragraph on one line.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(Paragraphs);

    public static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [string.Concat(paragraph.Inlines.Select(i => i.PlainText)).ReplaceLineEndings(" ")],
        ListBlock list => list.Items.SelectMany(Paragraphs),
        QuoteBlock quote => Paragraphs(quote.Blocks),
        EvidenceBlock evidence => Paragraphs(evidence.Line).Concat(Paragraphs(evidence.More)),
        TryBlock attempt => Paragraphs(attempt.Blocks),
        CareBlock care => Paragraphs(care.Blocks),
        _ => [],
    };
}
