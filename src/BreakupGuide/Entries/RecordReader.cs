using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Entries;

/// <summary>Opens stored rows. A damaged record is one record that cannot be shown, not a page that fails: it gives null and a line in the log.</summary>
public sealed partial class RecordReader(EntryTime time, ILogger<RecordReader> logger)
{
    private long opened;

    /// <summary>How many records were opened so far, of all spaces; tests count what a request costs by it.</summary>
    internal long Opened => Interlocked.Read(ref opened);

    /// <summary>Counts records that were opened without an object made of them.</summary>
    internal void Count(int more) => Interlocked.Add(ref opened, more);

    internal HeadRecord? Head(UnlockedSpace space, EntryRow row) => Try(() => SealedRecords.OpenHead(space, row));

    internal FieldState? Body(UnlockedSpace space, EntryRow row) => Try(() => SealedRecords.OpenBody(space, row));

    internal AnswerRecord? Answer(UnlockedSpace space, AnswerRow row) => Try(() => SealedRecords.Open(space, row));

    internal ThreadRecord? Thread(UnlockedSpace space, ThreadRow row) => Try(() => SealedRecords.Open(space, row));

    internal RevisionRecord? Revision(UnlockedSpace space, RevisionRow row) => Try(() => SealedRecords.Open(space, row));

    internal ArrivalRecord? Arrival(UnlockedSpace space, ArrivalRow row) => Try(() => SealedRecords.Open(space, row));

    internal T? OfFile<T>(UnlockedSpace space, SentFileRow row)
        where T : class => Try(() => SealedRecords.OpenOfFile<T>(space, row.Id, row.Record));

    /// <summary>The opened entry; its text only where asked for.</summary>
    internal Entry Entry(UnlockedSpace space, EntryRow row, bool withBody)
    {
        var head = Head(space, row);
        var body = withBody && head is not null && row.Body is not null ? Body(space, row) : null;
        var isUnreadable = head is null || (withBody && row.Body is not null && body is null);
        return Entry(row, head, body, isUnreadable);
    }

    /// <summary>The entry whose head and text were opened already.</summary>
    internal Entry Entry(EntryRow row, HeadRecord? head, FieldState? body, bool isUnreadable = false)
    {
        var fields = new Dictionary<string, FieldState>(head?.Fields ?? new Dictionary<string, FieldState>());
        if (body is not null) fields[JournalFields.Words] = body;
        return new Entry(
            row.Id, head?.Kind ?? EntryKind.Journal, row.Date, head?.BegunAt ?? row.Created, row.Changed, row.Binned, head?.FinishedAt, head?.Run,
            head?.Opening ?? "", fields, isUnreadable, time.Zone(head?.Zone))
        {
            ComesUp = head?.ComesUp,
        };
    }

    /// <summary>Opens several records of which all are needed or none.</summary>
    internal T? Try<T>(Func<T?> open)
        where T : class
    {
        Interlocked.Increment(ref opened);
        try
        {
            return open();
        }
        catch (CannotOpenException exception)
        {
            LogUnreadable(exception.Record);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The record {Record} could not be opened. It is kept as it is.")]
    private partial void LogUnreadable(Guid record);
}
