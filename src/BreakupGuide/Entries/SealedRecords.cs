using System.Text.Json;
using System.Text.Json.Serialization;
using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Entries;

/// <summary>The opened forms of what the tables hold sealed, and the one place where they are sealed and opened.</summary>
internal static class SealedRecords
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static SealedText Seal(UnlockedSpace space, Guid entry, HeadRecord head) => Seal(space, HeadOf(entry), head);

    public static SealedText Seal(UnlockedSpace space, Guid entry, FieldState body) => Seal(space, BodyOf(entry), body, RecordCipher.LargeStep);

    public static SealedText Seal(UnlockedSpace space, Guid answer, AnswerRecord record) => Seal(space, AnswerOf(answer), record);

    public static SealedText Seal(UnlockedSpace space, Guid thread, ThreadRecord record) => Seal(space, ThreadOf(thread), record);

    /// <summary>A record in the space's own row.</summary>
    public static SealedText SealOfSpace<T>(UnlockedSpace space, string name, T record) => Seal(space, OfSpace(space, name), record);

    public static SealedText Seal(UnlockedSpace space, Guid revision, Guid entry, RevisionRecord record) =>
        Seal(space, RevisionOf(revision), record with { Entry = entry }, RecordCipher.LargeStep);

    public static SealedText Seal(UnlockedSpace space, Guid arrival, ArrivalRecord record) => Seal(space, ArrivalOf(arrival), record, RecordCipher.LargeStep);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static HeadRecord OpenHead(UnlockedSpace space, EntryRow row) => Open<HeadRecord>(space, HeadOf(row.Id), row.Head);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static FieldState? OpenBody(UnlockedSpace space, EntryRow row) => row.Body is null ? null : Open<FieldState>(space, BodyOf(row.Id), row.Body);

    /// <exception cref="CannotOpenException">Damaged or moved, to another run, too: the seal knows the row's id only, and the id its run.</exception>
    public static AnswerRecord Open(UnlockedSpace space, AnswerRow row)
    {
        var record = Open<AnswerRecord>(space, AnswerOf(row.Id), row.Record);
        return RecordIds.OfAnswer(space, row.EntryId, record.Field) == row.Id ? record : throw new CannotOpenException(AnswerOf(row.Id));
    }

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static ThreadRecord Open(UnlockedSpace space, ThreadRow row) => Open<ThreadRecord>(space, ThreadOf(row.Id), row.Record);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static T OpenOfSpace<T>(UnlockedSpace space, string name, SealedText text) => Open<T>(space, OfSpace(space, name), text);

    /// <summary>What is known of a file on its way in, its key among it.</summary>
    public static SealedText SealOfFile<T>(UnlockedSpace space, Guid file, T record) => Seal(space, OfFile(file), record);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static T OpenOfFile<T>(UnlockedSpace space, Guid file, SealedText text) => Open<T>(space, OfFile(file), text);

    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static ArrivalRecord Open(UnlockedSpace space, ArrivalRow row) => Open<ArrivalRecord>(space, ArrivalOf(row.Id), row.Record);

    /// <exception cref="CannotOpenException">Damaged or moved, to another entry or answer, too.</exception>
    public static RevisionRecord Open(UnlockedSpace space, RevisionRow row)
    {
        var revision = Open<RevisionRecord>(space, RevisionOf(row.Id), row.Record);
        return (revision.Entry ?? row.EntryId) == row.EntryId && RecordOf(space, row.EntryId, revision) == row.RecordId
            ? revision
            : throw new CannotOpenException(RevisionOf(row.Id));
    }

    /// <summary>A head as it is stored, without an object made of it; until the next one is opened.</summary>
    /// <exception cref="CannotOpenException">Damaged or moved.</exception>
    public static ReadOnlySpan<byte> OpenHead(RecordOpener opener, Guid entry, ReadOnlySpan<byte> head) => opener.Open(HeadOf(entry), head);

    /// <inheritdoc cref="OpenHead(RecordOpener, Guid, ReadOnlySpan{byte})"/>
    public static ReadOnlySpan<byte> OpenBody(RecordOpener opener, Guid entry, ReadOnlySpan<byte> body) => opener.Open(BodyOf(entry), body);

    /// <summary>An answer as it is stored. Whether it belongs to its run is not looked at.</summary>
    /// <inheritdoc cref="OpenHead(RecordOpener, Guid, ReadOnlySpan{byte})"/>
    public static ReadOnlySpan<byte> OpenAnswer(RecordOpener opener, Guid answer, ReadOnlySpan<byte> record) => opener.Open(AnswerOf(answer), record);

    /// <summary>The id of what a revision is an earlier state of: the entry itself or one of its answers.</summary>
    public static Guid RecordOf(UnlockedSpace space, Guid entry, RevisionRecord revision) =>
        revision.Answer is { } answer ? RecordIds.OfAnswer(space, entry, answer.Field) : entry;

    /// <summary>Whether both would be stored as the same.</summary>
    public static bool AreSame<T>(T one, T other) => JsonSerializer.Serialize(one, Json) == JsonSerializer.Serialize(other, Json);

    private static SealedText Seal<T>(UnlockedSpace space, SealContext context, T record, int step = RecordCipher.SmallStep) =>
        RecordCipher.Seal(space, context, JsonSerializer.Serialize(record, Json), step);

    private static T Open<T>(UnlockedSpace space, SealContext context, SealedText text)
    {
        try
        {
            return RecordCipher.Open(space, context, text, utf8 => JsonSerializer.Deserialize<T>(utf8, Json)) ?? throw new CannotOpenException(context);
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

    private static SealContext OfSpace(UnlockedSpace space, string name) => new("spaces", space.Id, name);

    private static SealContext ArrivalOf(Guid id) => new("arrivals", id, "record");

    private static SealContext OfFile(Guid id) => new("sent-files", id, "record");

    private static SealContext RevisionOf(Guid id) => new("revisions", id, "record");
}
