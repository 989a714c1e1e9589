using System.Text;
using Markdig.Syntax;
using Md = Markdig.Syntax;
using MdInlines = Markdig.Syntax.Inlines;

namespace BreakupGuide.Markdown;

/// <summary>What both profiles share: Markdig's syntax tree becomes ours, node by node; what is not named here becomes its text.</summary>
internal abstract class TreeWalk
{
    /// <summary>Deeper blocks and inlines are kept as text: a page nests one component in the other for each.</summary>
    private const int MaxDepth = 16;

    private int depth;

    /// <summary>A paragraph or heading was left as it was typed.</summary>
    protected bool IsPartlyPlain { get; private set; }

    protected abstract Block? Heading(Md.HeadingBlock heading);

    protected abstract Block? Paragraph(Md.ParagraphBlock paragraph);

    protected abstract Block? Code(Md.CodeBlock code, string text);

    protected abstract Inline Code(MdInlines.CodeInline code);

    protected abstract Inline LineBreak(MdInlines.LineBreakInline lineBreak);

    /// <summary>Told of each link and image; <paramref name="address"/> is null for one that is not allowed.</summary>
    protected virtual void SeenLink(MdInlines.Inline link, string? address)
    {
    }

    /// <summary>Told of each paragraph or heading that is left as it was typed.</summary>
    protected virtual void SeenTooMuch(Md.LeafBlock block)
    {
    }

    protected virtual Block? Other(Md.Block block) => block switch
    {
        Md.ContainerBlock container => Children(container) is { Count: > 0 } blocks ? new QuoteBlock(blocks) : null,
        _ => null,
    };

    protected IReadOnlyList<Block> Children(Md.ContainerBlock container) =>
        [.. container.Select(Convert).OfType<Block>()];

    protected IReadOnlyList<Inline> Inlines(Md.LeafBlock block) => block.Inline is null ? Lines(block) : Inlines(block.Inline);

    private Block? Convert(Md.Block block)
    {
        if (depth >= MaxDepth && block is Md.ContainerBlock deep)
            return new ParagraphBlock([.. deep.Descendants<Md.LeafBlock>().SelectMany(Inlines)]);
        depth++;
        try
        {
            return block switch
            {
                Md.HeadingBlock heading => Heading(heading),
                Md.ParagraphBlock paragraph => Paragraph(paragraph),
                Md.ListBlock list => List(list),
                Md.QuoteBlock quote => new QuoteBlock(Children(quote)),
                Md.ThematicBreakBlock => new RuleBlock(),
                Md.CodeBlock code => Code(code, code.Lines.ToString()),
                _ => Other(block),
            };
        }
        finally
        {
            depth--;
        }
    }

    private List<Inline> Lines(Md.LeafBlock block)
    {
        if (block is Md.ParagraphBlock or Md.HeadingBlock && block.Lines.Count > 0)
        {
            IsPartlyPlain = true;
            SeenTooMuch(block);
        }

        var lines = new List<Inline>();
        for (var i = 0; i < block.Lines.Count; i++)
        {
            if (i > 0)
                lines.Add(new BreakInline());
            lines.Add(new TextInline(block.Lines.Lines[i].Slice.ToString()));
        }

        return lines;
    }

    private ListBlock List(Md.ListBlock list)
    {
        var start = int.TryParse(list.OrderedStart, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 1;
        return new ListBlock(list.IsOrdered, start, [.. list.OfType<Md.ContainerBlock>().Select(Children)]);
    }

    /// <summary>Neighbouring texts become one, so that a sentence is one node however the parser cut it.</summary>
    private List<Inline> Inlines(MdInlines.ContainerInline container)
    {
        var inlines = new List<Inline>();
        var text = new StringBuilder();
        foreach (var inline in container)
        {
            var next = Convert(inline);
            if (next is TextInline piece)
            {
                text.Append(piece.Text);
                continue;
            }

            CloseText();
            inlines.Add(next);
        }

        CloseText();
        return inlines;

        void CloseText()
        {
            if (text.Length > 0)
                inlines.Add(new TextInline(text.ToString()));
            text.Clear();
        }
    }

    private Inline Convert(MdInlines.Inline inline)
    {
        if (depth >= MaxDepth && inline is MdInlines.ContainerInline)
            return new TextInline(PlainText(inline));
        depth++;
        try
        {
            return inline switch
            {
                MdInlines.LiteralInline literal => new TextInline(literal.Content.ToString()),
                MdInlines.HtmlEntityInline entity => new TextInline(entity.Transcoded.ToString()),
                MdInlines.EmphasisInline emphasis => new EmphasisInline(emphasis.DelimiterCount == 2, Inlines(emphasis)),
                MdInlines.CodeInline code => Code(code),
                MdInlines.LineBreakInline lineBreak => LineBreak(lineBreak),
                MdInlines.LinkInline link => Link(link),
                MdInlines.AutolinkInline autolink => Autolink(autolink),
                _ => new TextInline(PlainText(inline)),
            };
        }
        finally
        {
            depth--;
        }
    }

    private Inline Link(MdInlines.LinkInline link)
    {
        var allowed = !link.IsImage && SafeLink.IsAllowed(link.Url);
        SeenLink(link, allowed ? link.Url : null);
        return allowed ? new LinkInline(link.Url!, Inlines(link)) : new TextInline(PlainText(link));
    }

    private Inline Autolink(MdInlines.AutolinkInline autolink)
    {
        var address = autolink.IsEmail ? "mailto:" + autolink.Url : autolink.Url;
        var allowed = SafeLink.IsAllowed(address);
        SeenLink(autolink, allowed ? address : null);
        return allowed ? new LinkInline(address, [new TextInline(autolink.Url)]) : new TextInline(autolink.Url);
    }

    private static string PlainText(MdInlines.Inline inline)
    {
        if (inline is not MdInlines.ContainerInline container)
            return Text(inline);
        return string.Concat(container.FindDescendants<MdInlines.Inline>().Select(Text));
    }

    private static string Text(MdInlines.Inline inline) => inline switch
    {
        MdInlines.LiteralInline literal => literal.Content.ToString(),
        MdInlines.HtmlEntityInline entity => entity.Transcoded.ToString(),
        MdInlines.CodeInline code => code.Content,
        MdInlines.AutolinkInline autolink => autolink.Url,
        MdInlines.LineBreakInline => " ",
        MdInlines.DelimiterInline delimiter => delimiter.ToLiteral(),
        _ => "",
    };
}
