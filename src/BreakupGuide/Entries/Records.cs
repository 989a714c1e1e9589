using System.Text.Json;
using System.Text.Json.Serialization;
using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Entries;

/// <summary>The opened forms of what the tables hold sealed, and the one place where they are sealed and opened.</summary>
internal static class Records
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static SealedText Seal(UnlockedSpace space, Guid entry, HeadRecord head) => Seal(space, HeadOf(entry), head);

    public static SealedText Seal(UnlockedSpace space, Guid entry, FieldState body) => Seal(space, BodyOf(entry), body, RecordCipher.LargeStep);

    public static SealedText Seal(UnlockedSpace space, Guid answer, AnswerRecord record) => Seal(space, AnswerOf(answer), record);

    public static SealedText Seal(UnlockedSpace space, Guid thread, ThreadRecord record) => Seal(space, ThreadOf(thread), record);

    public static SealedText Seal(UnlockedSpace space, Guid revision, Guid entry, RevisionRecord record) =>
        Seal(space, RevisionOf(revision), record with { Entry = entry }, RecordCipher.LargeStep);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static HeadRecord OpenHead(UnlockedSpace space, EntryRow row) => Open<HeadRecord>(space, HeadOf(row.Id), row.Head);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static FieldState? OpenBody(UnlockedSpace space, EntryRow row) => row.Body is null ? null : Open<FieldState>(space, BodyOf(row.Id), row.Body);

    /// <exception cref="CannotOpenException">Damaged or moved, to another run, too: the seal knows the row's id only, and the id its run.</exception>
    public static AnswerRecord Open(UnlockedSpace space, AnswerRow row)
    {
        var record = Open<AnswerRecord>(space, AnswerOf(row.Id), row.Record);
        return EntryStore.AnswerId(space, row.EntryId, record.Field) == row.Id ? record : throw new CannotOpenException(AnswerOf(row.Id));
    }

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static ThreadRecord Open(UnlockedSpace space, ThreadRow row) => Open<ThreadRecord>(space, ThreadOf(row.Id), row.Record);

    /// <exception cref="CannotOpenException">Damaged or moved, to another entry or answer, too.</exception>
    public static RevisionRecord Open(UnlockedSpace space, RevisionRow row)
    {
        var revision = Open<RevisionRecord>(space, RevisionOf(row.Id), row.Record);
        return (revision.Entry ?? row.EntryId) == row.EntryId && RecordOf(space, row.EntryId, revision) == row.RecordId ? revision : throw new CannotOpenException(RevisionOf(row.Id));
    }

    /// <summary>The id of what a revision is an earlier state of: the entry itself or one of its answers.</summary>
    public static Guid RecordOf(UnlockedSpace space, Guid entry, RevisionRecord revision) =>
        revision.Answer is { } answer ? EntryStore.AnswerId(space, entry, answer.Field) : entry;

    private static SealedText Seal<T>(UnlockedSpace space, SealContext context, T record, int step = RecordCipher.SmallStep) =>
        RecordCipher.Seal(space, context, JsonSerializer.Serialize(record, Json), step);

    private static T Open<T>(UnlockedSpace space, SealContext context, SealedText text)
    {
        var json = RecordCipher.Open(space, context, text);
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json) ?? throw new CannotOpenException(context);
        }
        catch (JsonException)
        {
            // The parser's own exception quotes what it read.
            throw new CannotOpenException(context);
        }
    }

    private static SealContext HeadOf(Guid id) => new("entries", id, "head");

    private static SealContext BodyOf(Guid id) => new("entries", id, "body");

    private static SealContext AnswerOf(Guid id) => new("answers", id, "record");

    private static SealContext ThreadOf(Guid id) => new("threads", id, "record");

    private static SealContext RevisionOf(Guid id) => new("revisions", id, "record");
}

/// <summary>What lists and checks need of an entry without its text.</summary>
/// <param name="OpeningField">The run's field that the opening words come from.</param>
/// <param name="BegunAt">UTC. The row tells the minute only; this tells which of two came first.</param>
/// <param name="Client">Page that wrote last, and when (UTC): where a writing session ends and a revision is due.</param>
/// <param name="KeptAt">UTC time at which the newest revision was kept or, before there is one, the entry was begun; null in heads of earlier programs.</param>
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
    DateTime? KeptAt = null)
{
    public override string ToString() => "[head]";
}

/// <param name="KeptAt">UTC time at which the newest revision was kept or, before there is one, the first words were given; null in records of earlier programs.</param>
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
