using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Md = Markdig.Syntax;

namespace BreakupGuide.Markdown;

/// <summary>Turns Markdown into the allow-listed tree. Never throws: what is too much to parse is shown as plain paragraphs.</summary>
public static class MarkdownReader
{
    private static readonly MarkdownPipeline WritingPipeline = Plain().Build();

    private static readonly MarkdownPipeline GuidePipeline = WithContainers(Plain()).Build();

    /// <summary>A person's own writing: line breaks count, headings start at level two, containers are ordinary text.</summary>
    public static MarkdownTree ReadWriting(string text)
    {
        text = Normalise(text);
        return Parse(text, WritingPipeline) is { } document
            ? new WritingTree().Read(document)
            : PlainParagraphs.Of(text);
    }

    /// <summary>A text of the content folder: containers, reflect links and heading ids, and all that an author should mend.</summary>
    /// <param name="headingIds">Anchors to use instead of those made from the headings' words, in order.</param>
    public static GuideReading ReadGuide(string text, IReadOnlyList<string>? headingIds = null)
    {
        text = Normalise(text);
        return Parse(text, GuidePipeline) is { } document
            ? new GuideTree(text, headingIds).Read(document)
            : new GuideReading(PlainParagraphs.Of(text), [new MarkdownProblem(1, "this text is too long, nested too deeply or has too many signs")], []);
    }

    private static string Normalise(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static Md.MarkdownDocument? Parse(string text, MarkdownPipeline pipeline)
    {
        if (InputCaps.Exceeded(text))
            return null;
        try
        {
            return Markdig.Markdown.Parse(text, pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's own depth limit.
            return null;
        }
    }

    private static MarkdownPipelineBuilder Plain()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        // A line that starts with spaces is somebody's line, not code; a line of dashes below a sentence is a rule, not a heading.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.TryRemove<ParagraphBlockParser>();
        builder.BlockParsers.Add(new LiteralParagraphParser());
        foreach (var parser in builder.BlockParsers.Where(p => p is LiteralParagraphParser or HeadingBlockParser))
            parser.Closed += LeaveLiteralWhereTooMuch;
        return builder;
    }

    // Here the parser has said what one paragraph is, and has not yet looked for signs in it. Counting in the text itself would
    // have to guess where paragraphs end, and a guess can be deceived: to Markdig a line of U+2028 or U+00A0 is no empty line.
    private static void LeaveLiteralWhereTooMuch(BlockProcessor processor, Md.Block block)
    {
        if (block is Md.LeafBlock leaf && InputCaps.Exceeded(leaf))
            leaf.ProcessInlines = false;
    }

    private static MarkdownPipelineBuilder WithContainers(MarkdownPipelineBuilder builder)
    {
        // The block parser alone: the extension would bring inline containers with it.
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        // Mistakes are told with their line.
        return builder.UsePreciseSourceLocation();
    }

    /// <summary>Paragraphs without setext headings and without link definitions, which would make the line "[me]: no" vanish.</summary>
    private sealed class LiteralParagraphParser : ParagraphBlockParser
    {
        public LiteralParagraphParser() => ParseSetextHeadings = false;

        public override bool Close(BlockProcessor processor, Md.Block block)
        {
            if (block is not Md.ParagraphBlock paragraph)
                return true;
            if (paragraph.Lines.Count == 0)
                return false;
            for (var i = 0; i < paragraph.Lines.Count; i++)
                paragraph.Lines.Lines[i].Slice.TrimStart();
            paragraph.Lines.Lines[paragraph.Lines.Count - 1].Slice.TrimEnd();
            return true;
        }
    }
}
