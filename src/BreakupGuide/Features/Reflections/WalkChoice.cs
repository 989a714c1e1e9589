using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>Which reflection is walked, and whether the short or the whole walk; written <c>slug</c> or <c>slug~short</c> in forms and drafts.</summary>
public sealed record WalkChoice(string Slug, WalkLength Length)
{
    private const string ShortMark = "~short";

    public static WalkChoice Parse(string text) =>
        text.EndsWith(ShortMark, StringComparison.Ordinal) ? new(text[..^ShortMark.Length], WalkLength.Short) : new(text, WalkLength.Whole);

    public override string ToString() => Length == WalkLength.Short ? Slug + ShortMark : Slug;
}
