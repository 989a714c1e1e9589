namespace BreakupGuide.Content;

/// <summary>What somebody has written, as they say themselves; each has rules of its own.</summary>
public enum MessageKind
{
    Message,
    Apology,
}

/// <summary>One plain rule for looking at a message: which words it looks for, and what it says where they stand.</summary>
/// <param name="Says">Said beside a sentence; null for a rule that finds no sentence of its own.</param>
public sealed record MessageRule(string Id, MessageKind For, Phrase? Says)
{
    /// <summary>Words and phrases; found in a sentence that holds one of them.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Found only where one of these stands in the same sentence; none asks for nothing.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Not found where one of these stands in the same sentence.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Found only where every question of the message is one of these sentences.</summary>
    public bool Only { get; init; }

    /// <summary>Found at the first question beyond this many.</summary>
    public int? MoreQuestionsThan { get; init; }

    /// <summary>Found where the rule of this id finds nothing.</summary>
    public string? NoneOf { get; init; }

    /// <summary>What is part of an apology where it is found; null for other rules.</summary>
    public Phrase? Part { get; init; }

    /// <summary>Said where the part is not found.</summary>
    public Phrase? Missing { get; init; }

    public IReadOnlyList<Target> Links { get; init; } = [];
}
