namespace BreakupGuide.Markdown;

/// <summary>A guide's text as a tree, with what its author should mend and what it names elsewhere.</summary>
public sealed record GuideReading(MarkdownTree Tree, IReadOnlyList<MarkdownProblem> Problems, IReadOnlyList<MarkdownMention> Mentions);

/// <param name="Line">Line of the text, from 1.</param>
public sealed record MarkdownProblem(int Line, string Message);

/// <summary>Something outside of the text that it names; whether it exists is for the reader's caller to say.</summary>
/// <param name="Value">A link's address, a reference's id, or <c>reflection/question</c>.</param>
public sealed record MarkdownMention(int Line, MentionKind Kind, string Value);

public enum MentionKind
{
    Link,
    Reference,
    Reflect,
}
