using BreakupGuide.Markdown;

namespace BreakupGuide.Tests.Markdown;

/// <summary>Walks a tree, and fails on any node that is not one of ours.</summary>
internal static class Texts
{
    public static IEnumerable<string> Of(MarkdownTree tree) => tree.Blocks.SelectMany(Of);

    public static IEnumerable<LinkInline> Links(MarkdownTree tree) => tree.Blocks.SelectMany(Inlines).SelectMany(Links);

    /// <summary>The inlines of each paragraph and heading.</summary>
    public static IEnumerable<IReadOnlyList<Inline>> Leaves(MarkdownTree tree) => tree.Blocks.SelectMany(Leaves);

    /// <summary>Emphasis, links and code, all the way down.</summary>
    public static int CountLaidOut(IReadOnlyList<Inline> inlines) => inlines.Sum(i => i switch
    {
        EmphasisInline emphasis => 1 + CountLaidOut(emphasis.Inlines),
        LinkInline link => 1 + CountLaidOut(link.Inlines),
        CodeInline => 1,
        _ => 0,
    });

    private static IEnumerable<IReadOnlyList<Inline>> Leaves(Block block) => block switch
    {
        ParagraphBlock paragraph => [paragraph.Inlines],
        HeadingBlock heading => [heading.Inlines],
        ListBlock list => list.Items.SelectMany(i => i).SelectMany(Leaves),
        QuoteBlock quote => quote.Blocks.SelectMany(Leaves),
        _ => [],
    };

    private static IEnumerable<string> Of(Block block) => block switch
    {
        CodeBlock code => [code.Text],
        _ when Inlines(block).ToList() is { Count: > 0 } inlines => [string.Concat(inlines.Select(i => i.PlainText))],
        _ => [],
    };

    private static IEnumerable<Inline> Inlines(Block block) => block switch
    {
        ParagraphBlock paragraph => paragraph.Inlines,
        HeadingBlock heading => heading.Inlines,
        ListBlock list => list.Items.SelectMany(i => i).SelectMany(Inlines),
        QuoteBlock quote => quote.Blocks.SelectMany(Inlines),
        EvidenceBlock evidence => evidence.More.Prepend(evidence.Line).SelectMany(Inlines),
        TryBlock attempt => attempt.Blocks.SelectMany(Inlines),
        CareBlock care => care.Blocks.SelectMany(Inlines),
        CodeBlock or RuleBlock or ReflectBlock => [],
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static IEnumerable<LinkInline> Links(Inline inline) => inline switch
    {
        LinkInline link => link.Inlines.SelectMany(Links).Prepend(link),
        EmphasisInline emphasis => emphasis.Inlines.SelectMany(Links),
        TextInline or CodeInline or BreakInline => [],
        _ => throw new ArgumentOutOfRangeException(nameof(inline)),
    };
}
