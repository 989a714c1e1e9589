namespace BreakupGuide.Entries;

/// <summary>A field of a journal entry, as far as everybody needs it who shows entries or hands them on. How it is written is the journal's matter.</summary>
public abstract class JournalField
{
    /// <summary>Its name in forms, in the draft endpoint's address and in the store; never changes.</summary>
    public abstract string Name { get; }

    public abstract string Label { get; }

    public abstract FieldPlace Place { get; }

    /// <summary>What somebody chooses from, in order; none where they type. The journal can be filtered by it.</summary>
    public virtual IReadOnlyList<FieldChoice> Choices => [];

    /// <summary>Whether entries of this kind have it.</summary>
    public virtual bool IsFor(EntryKind kind) => true;
}

/// <param name="Value">What is stored; never changes.</param>
public sealed record FieldChoice(string Value, string Label)
{
    public override string ToString() => "[choice]";
}

/// <summary>Where a field stands when its entry is read, in this order.</summary>
public enum FieldPlace
{
    Heading,
    Detail,
    Body,

    /// <summary>The day that entries are ordered by; a clear column of its own.</summary>
    Day,
}
