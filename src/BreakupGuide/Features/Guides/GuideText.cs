using BreakupGuide.Content;
using BreakupGuide.Markdown;

namespace BreakupGuide.Features.Guides;

/// <summary>A guide's words without their looks, section by section, for searching.</summary>
internal static class GuideText
{
    /// <param name="Id">Anchor of the section's heading; null before the first heading.</param>
    internal sealed record Section(string? Id, string? Heading, IReadOnlyList<string> Paragraphs);

    public static IEnumerable<Section> Sections(GuideBody body)
    {
        HeadingBlock? heading = null;
        List<string> paragraphs = [];
        foreach (var block in body.Tree.Blocks)
        {
            if (block is HeadingBlock next)
            {
                if (heading is not null || paragraphs.Count > 0) yield return new(heading?.Id, heading?.Text, paragraphs);
                (heading, paragraphs) = (next, []);
            }
            else
            {
                paragraphs.AddRange(MarkdownText.Paragraphs(block));
            }
        }

        yield return new(heading?.Id, heading?.Text, paragraphs);
    }
}
