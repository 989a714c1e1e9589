namespace BreakupGuide.Entries.Notes;

/// <summary>What stands at the front of a file: which format it has, and how the person had set things.</summary>
/// <param name="Made">UTC. The one thing in which two files of the same journal differ.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="LockAfterMinutes">The person's own choice.</param>
/// <param name="Settings">Choices that a browser keeps, by the name of their cookie.</param>
internal sealed record NotesCover(string Format, DateTime Made, string Program, int? LockAfterMinutes, IReadOnlyDictionary<string, string> Settings)
{
    public override string ToString() => "[cover]";
}

/// <summary>One entry with all that belongs to it.</summary>
/// <param name="Date">The day it belongs to, where the person was.</param>
/// <param name="Created">UTC, by the minute.</param>
/// <param name="Changed">UTC, by the minute.</param>
/// <param name="Binned">UTC time at which it was put into the bin.</param>
/// <param name="Head">Null where it does not open.</param>
/// <param name="Body">Its words; null where there are none or they do not open.</param>
/// <param name="Answers">In the order in which they were given.</param>
/// <param name="Revisions">Earlier states, of the entry first, then of its answers, each in their order.</param>
internal sealed record NotesEntry(
    Guid Id,
    DateOnly Date,
    DateTime Created,
    DateTime Changed,
    DateTime? Binned,
    HeadRecord? Head,
    FieldState? Body,
    IReadOnlyList<AnswerRecord> Answers,
    IReadOnlyList<NotesRevision> Revisions)
{
    public override string ToString() => $"[entry {Id}]";
}

/// <param name="Number">Counts from 1 for each record.</param>
/// <param name="Time">UTC, by the minute: when it became an earlier state.</param>
internal sealed record NotesRevision(Guid Id, int Number, DateTime Time, bool IsFirstFinished, RevisionRecord Record)
{
    public override string ToString() => $"[revision {Id}]";
}

internal sealed record NotesThread(Guid Id, ThreadRecord Record)
{
    public override string ToString() => $"[thread {Id}]";
}

/// <summary>A record that could not be opened: it stays in the space and is missing in the file.</summary>
/// <param name="Entry">The entry it belongs to, where it belongs to one.</param>
internal sealed record UnreadableRecord(UnreadableKind Kind, Guid Id, Guid? Entry = null);

internal enum UnreadableKind
{
    Head,
    Body,
    Answer,
    Revision,
    Thread,
    Withheld,
    People,
}
