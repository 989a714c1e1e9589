namespace BreakupGuide.Entries.Reading;

/// <summary>An entry in words only, as it is printed, handed on and taken along: nothing in it is a value, an id or a drawing.</summary>
/// <param name="Kind">What it is, in a word or two.</param>
/// <param name="Title">Its own heading; empty where it has none.</param>
public sealed record ReadEntry(string Kind, string Title, IReadOnlyList<ReadDetail> Details, IReadOnlyList<ReadPart> Parts)
{
    public override string ToString() => "[entry]";
}

/// <summary>Something that stands on a line of its own, such as the mood.</summary>
/// <param name="Name">Name of the field; never changes.</param>
/// <param name="Label">Empty where the text says it all.</param>
public sealed record ReadDetail(string Name, string Label, string Text)
{
    public string Line => Label.Length > 0 ? $"{Label}: {Text}" : Text;

    public override string ToString() => $"[{Name}]";
}

/// <summary>One stretch of an entry.</summary>
/// <param name="Level">Of the heading; 2 stands right below the entry's title.</param>
public sealed record ReadPart(ReadPartKind Kind, string? Heading, IReadOnlyList<AnswerPart> Lines, int Level = 2)
{
    /// <summary>Where it stands in its entry: the name of the field or of the answer's question; null for what the program says.</summary>
    public string? Field { get; init; }

    public override string ToString() => "[part]";
}

public enum ReadPartKind
{
    /// <summary>The person's free writing, with the marks that they typed: one text.</summary>
    Writing,

    /// <summary>A question and what was answered.</summary>
    Answer,

    /// <summary>What the program says of the answers, or of what is missing.</summary>
    Said,
}
