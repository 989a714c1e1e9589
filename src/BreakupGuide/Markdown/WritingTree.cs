using Md = Markdig.Syntax;
using MdInlines = Markdig.Syntax.Inlines;

namespace BreakupGuide.Markdown;

/// <summary>The profile of a person's own writing: nothing is an error, and a line break is a line break.</summary>
internal sealed class WritingTree : TreeWalk
{
    private int lastLevel = 1;

    public MarkdownTree Read(Md.MarkdownDocument document) => new(Children(document), IsPartlyPlain);

    // The page has its own first heading; theirs stand below it, and none is skipped on the way down.
    protected override Block Heading(Md.HeadingBlock heading)
    {
        lastLevel = Math.Min(Math.Min(heading.Level, lastLevel) + 1, 4);
        return new HeadingBlock(lastLevel, null, Inlines(heading));
    }

    protected override Block Paragraph(Md.ParagraphBlock paragraph) => new ParagraphBlock(Inlines(paragraph));

    protected override Block Code(Md.CodeBlock code, string text) => new CodeBlock(text);

    protected override Inline Code(MdInlines.CodeInline code) => new CodeInline(code.Content);

    protected override Inline LineBreak(MdInlines.LineBreakInline lineBreak) => new BreakInline();
}
