using Markdig.Syntax;

namespace BreakupGuide.Markdown;

/// <summary>
/// Bounds the work of reading, because a parse cannot be stopped half-way: it has no cancellation, and a thread cannot be ended.
/// So nothing here looks at a clock. Blocks cost time in proportion to the lines and to their depth, which Markdig itself ends at 128;
/// signs cost time with their square, but only with those of their own paragraph.
/// </summary>
internal static class InputCaps
{
    public const int Length = 200_000;

    public const int Lines = 20_000;

    /// <summary>Signs that may open emphasis, a link or code in one paragraph or heading.</summary>
    public const int Signs = 300;

    /// <summary>The same signs in the whole text: each pair becomes elements that a page and its circuit must hold.</summary>
    public const int SignsInAll = 20_000;

    /// <summary>The whole text is too much to be parsed.</summary>
    public static bool Exceeded(string text) =>
        text.Length > Length || text.AsSpan().Count('\n') >= Lines || CountSigns(text) > SignsInAll;

    /// <summary>One paragraph or heading, as the parser cut it, is too much; the others are not touched by it.</summary>
    public static bool Exceeded(LeafBlock block)
    {
        var signs = 0;
        for (var i = 0; i < block.Lines.Count; i++)
            signs += CountSigns(block.Lines.Lines[i].Slice.AsSpan());
        return signs > Signs;
    }

    private static int CountSigns(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var sign in text)
            count += sign is '*' or '_' or '[' or ']' or '`' or '<' ? 1 : 0;
        return count;
    }
}
