namespace BreakupGuide.Entries;

/// <summary>One opened entry: what stands in its head, and its text when it was asked for.</summary>
/// <param name="Fields">A journal entry's fields by name; empty for a run.</param>
/// <param name="Run">Which reflection this is a run of; null for free writing.</param>
/// <param name="Opening">The first words, for lists.</param>
/// <param name="FinishedAt">UTC; null while it is being written.</param>
/// <param name="IsUnreadable">The stored head or text does not open. Nothing of it is shown, and nothing is written over it.</param>
/// <param name="Zone">IANA time zone of the person when they began it.</param>
public sealed record Entry(
    Guid Id,
    EntryKind Kind,
    DateOnly Date,
    DateTime Created,
    DateTime Changed,
    DateTime? Binned,
    DateTime? FinishedAt,
    Run? Run,
    string Opening,
    IReadOnlyDictionary<string, FieldState> Fields,
    bool IsUnreadable,
    string Zone)
{
    /// <summary>Grows with each change of a journal entry's fields; tells whether somebody saved since a reader looked.</summary>
    public int Version => Fields.Values.Sum(f => f.Version);

    /// <summary>UTC time until which a letter rests; null where it has no rest, or was decided on.</summary>
    public DateTime? RestsUntil => Rest.Read(Text(JournalFields.Rest));

    /// <summary>Whether it may come up again, as the person chose; null as long as nobody did.</summary>
    public ComingUp? ComesUp { get; init; }

    public IReadOnlyList<string> Tags => Text(JournalFields.Tags).Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A journal field's text; empty when nothing was written.</summary>
    public string Text(string field) => Fields.TryGetValue(field, out var state) ? state.Text : "";

    public override string ToString() => $"[entry {Id}]";
}

/// <param name="Walk">Short or whole.</param>
/// <param name="Path">The path that its answers took, where the reflection has a title for it.</param>
public sealed record Run(string Reflection, int Version, WalkLength Walk, string? Path = null)
{
    /// <summary>Without the path: it tells who ended it.</summary>
    public override string ToString() => $"[run of {Reflection}]";
}

public enum WalkLength
{
    Whole,
    Short,
}

/// <summary>A journal field as it is stored: its text, and who wrote it last, so that a repeated save changes nothing.</summary>
/// <param name="Version">The base version of the next save.</param>
public sealed record FieldState(string Text, int Version, string? Client, long Sequence)
{
    public override string ToString() => "[field]";
}

/// <summary>An earlier state of a journal entry or of one answer of a run.</summary>
/// <param name="Record">Id of the entry or the answer; see <see cref="RecordIds.OfAnswer"/>.</param>
/// <param name="Time">UTC time at which this state was written; of one that does not open, the minute at which it was kept.</param>
/// <param name="IsFirstFinished">The state in which the entry was finished first. It is never thinned out.</param>
/// <param name="Opening">The first words, for lists.</param>
/// <param name="Fields">A journal entry's fields as they were; null for an answer.</param>
public sealed record Revision(
    Guid Id, Guid Record, DateTime Time, bool IsFirstFinished, string Opening, IReadOnlyDictionary<string, FieldState>? Fields, Answer? Answer)
{
    /// <summary>The stored record does not open. It is kept as it is.</summary>
    public bool IsUnreadable => Fields is null && Answer is null;

    public override string ToString() => $"[revision {Id}]";
}

/// <summary>A thing a person named once.</summary>
/// <param name="Kind">Such as <c>reason</c>; set by the question that asked.</param>
/// <param name="Entry">The run in which it was named.</param>
/// <param name="Field">The list of that run in which it was named.</param>
public sealed record NamedThread(Guid Id, string Kind, string Text, Guid Entry, string Field)
{
    public override string ToString() => $"[{Kind}]";
}

/// <summary>A run's head and its answers.</summary>
/// <param name="Unreadable">Ids of stored answers that do not open; see <see cref="RecordIds.OfAnswer"/>.</param>
public sealed record OpenRun(Entry Entry, IReadOnlyDictionary<string, Answer> Answers, IReadOnlySet<Guid> Unreadable)
{
    public override string ToString() => $"[run {Entry.Id}]";
}

/// <summary>A found entry and the words around what was looked for; null where no words were.</summary>
public sealed record Found(Entry Entry, string? Excerpt)
{
    public override string ToString() => $"[found {Entry.Id}]";
}

/// <summary>
/// The fields that the store knows: the words are an entry's body, its date is a clear column, and letters are found by two others.
/// All but words and date stand in its head by name.
/// </summary>
public static class JournalFields
{
    public const string Words = "words";
    public const string Date = "date";

    /// <summary>Tags as they are stored, with a comma and a space between two.</summary>
    public const string Tags = "tags";

    /// <summary>
    /// Until when a letter rests; see <see cref="Entries.Rest"/>. Letters that have it, and those that have <see cref="Helped"/>, are found by an
    /// id in their row.
    /// </summary>
    public const string Rest = "rest";

    /// <summary>What helped while a letter rested.</summary>
    public const string Helped = "helped";

    /// <summary>What is filled in beside the words, and makes no entry alone.</summary>
    internal static bool MakesEntry(string field) => field is not (Date or Rest);
}

/// <summary>Greatest sizes. A limit reached is said, and loses nothing.</summary>
public static class Limits
{
    public const int TextCharacters = 200_000;
    public const int TitleCharacters = 200;
    public const int TagsOfEntry = 20;
    public const int TagCharacters = 40;
    public const int ListItems = 100;
    public const int EntriesInSpace = 100_000;

    /// <summary>Things and answers that are marked as only for oneself, and names that are left out; they are held in one record.</summary>
    public const int WithheldItems = 1_000;
    public const int WithheldNames = 50;

    /// <summary>People somebody can call; held in one record as well.</summary>
    public const int PeopleToCall = 12;

    /// <summary>Revisions that are kept of one record, besides its first finished state.</summary>
    public const int Revisions = 20;

    /// <summary>Sealed bytes of everything in one space, earlier versions and threads included.</summary>
    public const long BytesInSpace = 512L * 1024 * 1024;

    /// <summary>The same for a visitor's space, which anybody can begin: far more than a day of writing.</summary>
    public const long BytesInVisitorsSpace = 32L * 1024 * 1024;
}
