using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Md = Markdig.Syntax;
using MdInlines = Markdig.Syntax.Inlines;

namespace BreakupGuide.Markdown;

/// <summary>The profile of guides: containers, reflect links, heading ids; everything that guides may not hold is noted with its line.</summary>
internal sealed partial class GuideTree(string text, IReadOnlyList<string>? headingIds) : TreeWalk
{
    private readonly List<MarkdownProblem> problems = [];
    private readonly List<MarkdownMention> mentions = [];
    private readonly HashSet<string> usedIds = new(StringComparer.Ordinal);
    private int headings;

    public GuideReading Read(Md.MarkdownDocument document)
    {
        var tree = new MarkdownTree(Children(document), IsPartlyPlain);
        return new GuideReading(tree, problems, mentions);
    }

    protected override Block Heading(Md.HeadingBlock heading)
    {
        if (heading.Level is not (2 or 3))
            Problem(heading, "headings are ## or ### (the title is the first heading)");
        if (heading.Parent is not Md.MarkdownDocument)
            Problem(heading, "a heading stands on its own, not inside a list, a quote or a container");
        var inlines = Inlines(heading);
        return new HeadingBlock(Math.Clamp(heading.Level, 2, 3), HeadingId(heading, inlines), inlines);
    }

    protected override Block Paragraph(Md.ParagraphBlock paragraph)
    {
        var source = text.AsSpan(paragraph.Span.Start, paragraph.Span.Length);
        if (source.StartsWith("[[", StringComparison.Ordinal))
        {
            var link = ReflectLink().Match(source.ToString());
            if (link.Success)
            {
                mentions.Add(new MarkdownMention(paragraph.Line + 1, MentionKind.Reflect, $"{link.Groups["reflection"]}/{link.Groups["question"]}"));
                return new ReflectBlock(link.Groups["reflection"].Value, link.Groups["question"].Value);
            }
        }

        if (source.Contains("[[", StringComparison.Ordinal))
            Problem(paragraph, "a reflect link is written [[reflect:slug/question]], alone in its paragraph");
        if (HtmlTag().IsMatch(source))
            Problem(paragraph, "guides hold no HTML");
        return new ParagraphBlock(Inlines(paragraph));
    }

    protected override Block Code(Md.CodeBlock code, string text)
    {
        Problem(code, "guides hold no code");
        return new ParagraphBlock([new TextInline(text)]);
    }

    protected override Inline Code(MdInlines.CodeInline code)
    {
        Problem(code, "guides hold no code");
        return new TextInline(code.Content);
    }

    protected override void SeenTooMuch(Md.LeafBlock block) => Problem(block, "this paragraph has too many signs");

    protected override Inline LineBreak(MdInlines.LineBreakInline lineBreak) =>
        lineBreak.IsHard ? new BreakInline() : new TextInline(" ");

    protected override void SeenLink(MdInlines.Inline link, string? address)
    {
        if (address is not null)
            mentions.Add(new MarkdownMention(link.Line + 1, MentionKind.Link, address));
        else if (link is MdInlines.LinkInline { IsImage: true })
            Problem(link, "guides hold no images");
        else
            Problem(link, "a link starts with https://, http://, mailto:, tel: or a single /");
    }

    protected override Block? Other(Md.Block block)
    {
        if (block is not CustomContainer container)
            return base.Other(block);
        if (container.ClosingFencedCharCount == 0)
            Problem(container, $"“:::{container.Info}” is never closed by “:::”");
        if (container.Parent is not Md.MarkdownDocument)
            Problem(container, $"“:::{container.Info}” stands on its own, not inside a list, a quote or another container");
        var blocks = Children(container);
        // Also where it holds nothing but another empty container.
        if (blocks.Count == 0)
        {
            Problem(container, $"“:::{container.Info}” is empty");
            return null;
        }

        if (container.Info is "try" or "care" && !string.IsNullOrWhiteSpace(container.Arguments))
            Problem(container, $"nothing stands behind “:::{container.Info}”");
        switch (container.Info)
        {
            case "evidence":
                return Evidence(container, blocks);
            case "try":
                return new TryBlock(blocks);
            case "care":
                return new CareBlock(blocks);
            default:
                Problem(container, $"“:::{container.Info}” is unknown; there are :::evidence, :::try and :::care");
                return new QuoteBlock(blocks);
        }
    }

    private EvidenceBlock Evidence(CustomContainer container, IReadOnlyList<Block> blocks)
    {
        var arguments = EvidenceArguments().Match(container.Arguments ?? "");
        Verdict verdict = default;
        if (!arguments.Success)
            Problem(container, "evidence is written “:::evidence verdict [reference, reference]”, with empty brackets where there is no study");
        else if (!Enum.TryParse(arguments.Groups["verdict"].Value, ignoreCase: true, out verdict) || arguments.Groups["verdict"].Value.Any(char.IsUpper))
            Problem(container, $"“{arguments.Groups["verdict"].Value}” is no verdict; it is supported, mixed, contradicted or unknown");
        string[] references = [.. arguments.Groups["references"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        mentions.AddRange(references.Select(r => new MarkdownMention(container.Line + 1, MentionKind.Reference, r)));
        if (blocks[0] is not ParagraphBlock)
            Problem(container, "evidence begins with one visible line, a paragraph");
        return new EvidenceBlock(verdict, references, blocks[0], [.. blocks.Skip(1)]);
    }

    private string HeadingId(Md.HeadingBlock heading, IReadOnlyList<Inline> inlines)
    {
        var number = headings++;
        if (headingIds is not null && number < headingIds.Count)
            return headingIds[number];
        var id = Slug(string.Concat(inlines.Select(i => i.PlainText)));
        if (id.Length == 0)
            Problem(heading, "a heading needs words");
        else if (!usedIds.Add(id))
            Problem(heading, $"two headings would have the address “#{id}”");
        return id;
    }

    /// <summary>Lower case, spaces to hyphens, other signs dropped.</summary>
    private static string Slug(string heading)
    {
        var kept = heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-');
        return string.Join('-', string.Concat(kept).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries));
    }

    private void Problem(Md.MarkdownObject at, string message) => problems.Add(new MarkdownProblem(at.Line + 1, message));

    [GeneratedRegex(@"^\[\[reflect:(?<reflection>[a-z0-9-]+)/(?<question>[a-z0-9-]+)\]\]\s*$")]
    private static partial Regex ReflectLink();

    [GeneratedRegex(@"^(?<verdict>[A-Za-z-]+)\s*\[(?<references>[^\[\]]*)\]\s*$")]
    private static partial Regex EvidenceArguments();

    [GeneratedRegex(@"</?[A-Za-z][^>]*>|<!--")]
    private static partial Regex HtmlTag();
}
