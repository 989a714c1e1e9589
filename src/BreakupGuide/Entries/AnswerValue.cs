using System.Text.Json;
using System.Text.Json.Serialization;

namespace BreakupGuide.Entries;

/// <summary>What a person gave to one question, with the labels that were shown, so that it reads the same after the question changed.</summary>
/// <remarks>
/// Each type of question has its own. What is marked here as ignored is never stored, whatever
/// overrides it. Held open only in memory; stored sealed. <c>ToString</c> never tells what was written.
/// </remarks>
[JsonConverter(typeof(AnswerValueConverter))]
public abstract record AnswerValue
{
    /// <summary>Nothing was written or chosen.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>The answer as lines of text, for reading, searching and the opening words.</summary>
    public abstract IReadOnlyList<string> Lines { get; }

    /// <summary>The lines, those that were picked among them marked as such.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> MarkedLines => Lines;

    /// <summary>What is to be said of the answer besides its lines.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>The answer as it is laid out to be read.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<AnswerPart> Parts => [new(null, Lines, AnswerPartKind.Words)];

    /// <summary>Words of the person's own, which can stand for the whole entry where it is listed.</summary>
    [JsonIgnore]
    public virtual bool IsOwnWords => false;

    /// <summary>The items that become threads where the question asks for that; null where answers of this type have none.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<ThreadItem>? Threads => null;

    /// <summary>What was named, ticked or sorted, for other questions to draw on.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<AnswerItem> GivenItems => [];

    /// <summary>The values that conditions look at.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> GivenValues => [];

    [JsonIgnore]
    public virtual int? GivenNumber => null;

    [JsonIgnore]
    public virtual DateOnly? GivenDate => null;

    /// <summary>The answer with only some of its items.</summary>
    /// <param name="textOf">The text that an item stays with; null leaves it out.</param>
    public virtual AnswerValue WithItems(Func<AnswerItem, string?> textOf) => this;

    /// <summary>Whether somebody answered the same in another run, also where labels are worded differently by now.</summary>
    public virtual bool AgreesWith(AnswerValue other) => Lines.SequenceEqual(other.Lines) && Remarks.SequenceEqual(other.Remarks);

    /// <summary>Whether both say the same; nothing and an empty answer do.</summary>
    internal static bool AreSame(AnswerValue? one, AnswerValue? other) =>
        one is null ? other is null or { IsEmpty: true } : other is not null && one.GetType() == other.GetType() && Json(one) == Json(other);

    /// <summary>Something and what is said of it, on one line.</summary>
    /// <remarks>Most end in a letter and take a colon. After somebody's own full stop or question mark it would make two marks in a row.</remarks>
    protected static string Line(string of, string said) =>
        of.TrimEnd() is [.., '.' or '!' or '?' or '…' or ':' or ',' or ';'] ended ? $"{ended} – {said}" : $"{of}: {said}";

    private static string Json(AnswerValue value) => JsonSerializer.Serialize(value);

    public sealed override string ToString() => "[answer]";
}

/// <summary>One stretch of an answer as it is read: lines of one kind, with or without a label above them.</summary>
public sealed record AnswerPart(string? Label, IReadOnlyList<string> Lines, AnswerPartKind Kind)
{
    public override string ToString() => "[part]";
}

public enum AnswerPartKind
{
    /// <summary>Words of the person's own, or a figure, each line by itself.</summary>
    Words,

    /// <summary>Several things.</summary>
    Items,

    /// <summary>What was chosen of several.</summary>
    Chosen,
}

/// <param name="Id">The thread's id; the same each time the same item is saved.</param>
public sealed record ThreadItem(Guid Id, string Text)
{
    public override string ToString() => "[item]";
}

/// <summary>One thing in an answer.</summary>
/// <param name="Id">The option's value, or the id that the item came with.</param>
/// <param name="Place">The value it was sorted into, and how that is called.</param>
/// <param name="IsPicked">Chosen as one of the best.</param>
public sealed record AnswerItem(string Id, string Text, string? Place = null, string? PlaceLabel = null, bool IsPicked = false)
{
    public override string ToString() => "[item]";
}

/// <summary>How a question was met. Skipping is an answer of its own kind.</summary>
public enum AnswerState
{
    Given,
    Skipped,
    NotToday,
    DontKnow,
}
