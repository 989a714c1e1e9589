namespace BreakupGuide.Markdown;

/// <summary>The allow-listed form of a Markdown text. What is not in these records cannot be rendered.</summary>
/// <param name="IsPartlyPlain">Some of it was too much to be laid out and stands as it was typed; the page says so.</param>
public sealed record MarkdownTree(IReadOnlyList<Block> Blocks, bool IsPartlyPlain = false);

public abstract record Block;

public sealed record ParagraphBlock(IReadOnlyList<Inline> Inlines) : Block;

/// <param name="Level">2 or 3 in guides; 2 to 4 in a person's own writing.</param>
/// <param name="Id">Anchor, unique in the tree; null in a person's own writing.</param>
public sealed record HeadingBlock(int Level, string? Id, IReadOnlyList<Inline> Inlines) : Block
{
    public string Text => string.Concat(Inlines.Select(i => i.PlainText));
}

public sealed record ListBlock(bool Ordered, int Start, IReadOnlyList<IReadOnlyList<Block>> Items) : Block;

public sealed record QuoteBlock(IReadOnlyList<Block> Blocks) : Block;

/// <summary>Code of a person's own writing; guides have none.</summary>
public sealed record CodeBlock(string Text) : Block;

public sealed record RuleBlock : Block;

/// <summary>What is known about a piece of advice: one visible line, the rest folded.</summary>
/// <param name="References">Ids in <c>references.yaml</c>.</param>
public sealed record EvidenceBlock(Verdict Verdict, IReadOnlyList<string> References, Block Line, IReadOnlyList<Block> More) : Block;

/// <summary>Something to do now.</summary>
public sealed record TryBlock(IReadOnlyList<Block> Blocks) : Block;

/// <summary>A place where somebody may be unsafe; leads to help.</summary>
public sealed record CareBlock(IReadOnlyList<Block> Blocks) : Block;

/// <summary>Leads from a paragraph of a guide to the question that belongs to it.</summary>
public sealed record ReflectBlock(string Reflection, string Question) : Block;

public enum Verdict
{
    Supported,
    Mixed,
    Contradicted,
    Unknown,
}

public abstract record Inline
{
    public abstract string PlainText { get; }
}

public sealed record TextInline(string Text) : Inline
{
    public override string PlainText => Text;
}

public sealed record EmphasisInline(bool Strong, IReadOnlyList<Inline> Inlines) : Inline
{
    public override string PlainText => string.Concat(Inlines.Select(i => i.PlainText));
}

public sealed record CodeInline(string Text) : Inline
{
    public override string PlainText => Text;
}

/// <param name="Href">Only <c>https</c>, <c>http</c>, <c>mailto</c>, <c>tel</c>, or a path of this application.</param>
public sealed record LinkInline(string Href, IReadOnlyList<Inline> Inlines) : Inline
{
    public override string PlainText => string.Concat(Inlines.Select(i => i.PlainText));
}

public sealed record BreakInline : Inline
{
    public override string PlainText => "\n";
}
