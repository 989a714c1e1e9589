using System.Text;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>The head of an entry: made, changed, finished.</summary>
public sealed class EntryHead(StoreTransaction transaction, RecordReader records, EntryTime time)
{
    private const int OpeningLength = 200;

    /// <summary>Marks a run or an entry as finished. What changes later keeps the first finished state for good.</summary>
    /// <returns>False when there is none of this id in the space.</returns>
    public Task<bool> FinishAsync(UnlockedSpace space, Guid entry, CancellationToken cancel) =>
        WriteAsync(space, entry, head => head.FinishedAt is null ? head with { FinishedAt = time.Now() } : head, cancel);

    /// <summary>Goes on with the whole walk where the short one was begun.</summary>
    /// <returns>False when there is none of this id in the space.</returns>
    public Task<bool> WidenAsync(UnlockedSpace space, Guid entry, CancellationToken cancel) =>
        WriteAsync(space, entry, head => head.Run is null ? head : head with { Run = head.Run with { Walk = WalkLength.Whole } }, cancel);

    /// <summary>Sets the day that an entry belongs to.</summary>
    /// <returns>False when there is none of this id in the space.</returns>
    public Task<bool> SetDayAsync(UnlockedSpace space, Guid entry, DateOnly day, CancellationToken cancel) => ChangeAsync(
        space, entry,
        (row, head) =>
        {
            row.Date = day;
            Touch(space, row, head, head.Client);
        },
        cancel);

    /// <summary>Sets whether an entry may come up again. Nothing in it was written by that, so the time of its last change stays.</summary>
    /// <returns>False when there is none of this id in the space.</returns>
    public Task<bool> SetComingUpAsync(UnlockedSpace space, Guid entry, ComingUp may, CancellationToken cancel) => ChangeAsync(
        space, entry,
        (row, head) =>
        {
            row.Head = SealedRecords.Seal(space, entry, head with { ComesUp = may });
            row.RowVersion++;
        },
        cancel);

    internal EntryRow New(UnlockedSpace space, Guid id, EntryKind kind, Run? run, string? zone, string? client, DateOnly? day = null)
    {
        var now = time.Now();
        var head = new HeadRecord(kind, now, new Dictionary<string, FieldState>(), run, null, time.Zone(zone), "", null, client, now, now);
        return new EntryRow
        {
            Id = id,
            SpaceId = space.Id,
            Created = EntryTime.Minute(now),
            Changed = EntryTime.Minute(now),
            Date = day ?? time.Today(zone),
            Series = Series(space, head),
            Head = SealedRecords.Seal(space, id, head),
        };
    }

    internal void Touch(UnlockedSpace space, EntryRow entry, HeadRecord head, string? client)
    {
        entry.Head = SealedRecords.Seal(space, entry.Id, head with { Client = client, WrittenAt = time.Now() });
        entry.Changed = EntryTime.Minute(time.Now());
        entry.RowVersion++;
    }

    /// <summary>The id by which an entry is found without opening others: of its reflection or, of a letter, of what it waits for.</summary>
    internal static Guid? Series(UnlockedSpace space, HeadRecord head)
    {
        if (head.Run is { } run) return RecordIds.OfReflection(space, run.Reflection);
        if (head.Kind != EntryKind.Letter) return null;
        var field = Array.Find([JournalFields.Rest, JournalFields.Helped], f => !string.IsNullOrWhiteSpace(head.Fields.GetValueOrDefault(f)?.Text));
        return field is null ? null : RecordIds.OfLetters(space, field);
    }

    /// <summary>
    /// The first words of a text, without empty lines. Where a line ends stays to be seen: signs of Markdown mean something at its start only.
    /// </summary>
    internal static string Opening(string text)
    {
        var opening = new StringBuilder();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            foreach (var word in line.Trim().ToString().Split((char[]?)null, OpeningLength, StringSplitOptions.RemoveEmptyEntries))
                opening.Append(word).Append(' ');
            if (opening.Length == 0) continue;
            opening[^1] = '\n';
            if (opening.Length > OpeningLength + 1) break;
        }

        var words = opening.ToString().TrimEnd();
        if (words.Length <= OpeningLength) return words;
        var cut = char.IsHighSurrogate(words[OpeningLength - 1]) ? OpeningLength - 1 : OpeningLength;
        return words[..cut] + "…";
    }

    private Task<bool> WriteAsync(UnlockedSpace space, Guid id, Func<HeadRecord, HeadRecord> change, CancellationToken cancel) =>
        ChangeAsync(space, id, (row, head) => Touch(space, row, change(head), head.Client), cancel);

    private Task<bool> ChangeAsync(UnlockedSpace space, Guid id, Action<EntryRow, HeadRecord> change, CancellationToken cancel) =>
        transaction.RunAsync(
            space,
            async database =>
            {
                var entry = await database.Entries.SingleOrDefaultAsync(e => e.Id == id && e.SpaceId == space.Id && e.Binned == null, cancel);
                if (entry is null || records.Head(space, entry) is not { } head) return Decided.Commit(false);
                change(entry, head);
                return Decided.Commit(true);
            },
            cancel);
}
