using System.Text.Json.Serialization;

namespace BreakupGuide.Entries;

/// <summary>What lists and checks need of an entry without its text.</summary>
/// <param name="OpeningField">The run's field that the opening words come from.</param>
/// <param name="BegunAt">UTC. The row tells the minute only; this tells which of two came first.</param>
/// <param name="Client">Page that wrote last, and when (UTC): where a writing session ends and a revision is due.</param>
/// <param name="KeptAt">UTC time at which the newest revision was kept or, before there is one, the entry was begun; null in heads of earlier programs.</param>
/// <param name="ComesUp">Null as long as nobody chose.</param>
internal sealed record HeadRecord(
    EntryKind Kind,
    DateTime BegunAt,
    IReadOnlyDictionary<string, FieldState> Fields,
    Run? Run,
    DateTime? FinishedAt,
    string? Zone,
    string Opening,
    string? OpeningField,
    string? Client,
    DateTime WrittenAt,
    DateTime? KeptAt = null,
    ComingUp? ComesUp = null)
{
    public override string ToString() => "[head]";
}

/// <param name="KeptAt">
/// UTC time at which the newest revision was kept or, before there is one, the first words were given; null in records of earlier programs.
/// </param>
internal sealed record AnswerRecord(
    string Field, string Question, string Wording, AnswerValue? Value, AnswerState State, int Version, string? Client, long Sequence, DateTime GivenAt,
    DateTime? KeptAt = null)
{
    public Answer ToAnswer() => new(Field, Question, Wording, Value, State, Version, GivenAt);

    public override string ToString() => "[answer]";
}

/// <param name="Born">UTC ticks of the save that named it, one more for each item before it in its list: the order in which things were named.</param>
/// <param name="Dropped">Taken out of the list it was named in. Its words go; the kind stays, for an earlier version of the list that is brought back.</param>
internal sealed record ThreadRecord(string Kind, string Text, Guid Entry, string Field, long Born, bool Dropped = false)
{
    public override string ToString() => "[thread]";
}

/// <summary>What somebody leaves out when they show what they understand to somebody else.</summary>
/// <param name="Items">Ids of things and answers.</param>
/// <param name="Names">Names that are shortened.</param>
public sealed record Withheld(IReadOnlyList<string> Items, IReadOnlyList<string> Names)
{
    public static Withheld Nothing { get; } = new([], []);

    public override string ToString() => "[withheld]";
}

/// <summary>Whom somebody can call.</summary>
public sealed record CallList(IReadOnlyList<PersonToCall> People)
{
    public static CallList Nothing { get; } = new([]);

    public override string ToString() => "[people]";
}

/// <param name="Number">As it was typed; empty where there is only a name.</param>
public sealed record PersonToCall(string Name, string Number)
{
    public override string ToString() => "[person]";
}

/// <summary>An earlier state: of a journal entry (head and body) or of an answer.</summary>
/// <param name="IsAside">It never stood there: of two versions the person chose the other one.</param>
/// <param name="Entry">The entry it belongs to, so that it opens in no other one; null in records of earlier programs.</param>
internal sealed record RevisionRecord(HeadRecord? Head, FieldState? Body, AnswerRecord? Answer, bool IsAside = false, Guid? Entry = null)
{
    /// <summary>UTC time at which this state was written.</summary>
    [JsonIgnore]
    public DateTime WrittenAt => Answer?.GivenAt ?? Head?.WrittenAt ?? default;

    /// <summary>What was written, in one piece.</summary>
    [JsonIgnore]
    public string Words => Body?.Text ?? WordsOf(Answer?.Value);

    public static string WordsOf(AnswerValue? value) => string.Join('\n', value?.Lines ?? []);

    public override string ToString() => "[revision]";
}
