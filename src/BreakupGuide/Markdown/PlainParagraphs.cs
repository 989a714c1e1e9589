namespace BreakupGuide.Markdown;

/// <summary>Text as it stands: an empty line parts paragraphs, every other line break is kept.</summary>
internal static class PlainParagraphs
{
    public static MarkdownTree Of(string text)
    {
        var blocks = new List<Block>();
        var inlines = new List<Inline>();
        foreach (var line in text.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                Close();
                continue;
            }

            if (inlines.Count > 0)
                inlines.Add(new BreakInline());
            inlines.Add(new TextInline(line.Trim()));
        }

        Close();
        return new MarkdownTree(blocks, IsPartlyPlain: true);

        void Close()
        {
            if (inlines.Count > 0)
                blocks.Add(new ParagraphBlock([.. inlines]));
            inlines.Clear();
        }
    }
}
