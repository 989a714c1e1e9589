using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>What holds for every kind of save: one transaction, versions, revisions, limits.</summary>
public sealed partial class EntryStore
{
    /// <summary>How long one page writes on before what stands there is kept once more.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMinutes(5);

    /// <summary>A save that takes away more characters than these keeps what stood there.</summary>
    private const int MuchAtOnce = 100;

    private const int Attempts = 3;
    private const int Constraint = 19;
    private const int OpeningLength = 200;

    // Everything of a save commits together or not at all; what lost a race against another save is tried again from the start.
    private async Task<T> InTransactionAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var database = await contexts.CreateDbContextAsync(cancel);
            try
            {
                await using var transaction = await database.Database.BeginTransactionAsync(cancel);
                var result = await work(database);
                // What was refused leaves nothing behind, not even the entry that it would have begun.
                if (result is Saved and not Saved.Done) return result;
                var changed = await database.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                if (changed > 0) watch.Saved();
                return result;
            }
            catch (Exception exception) when (attempt < Attempts && IsRace(exception))
            {
                LogTriedAgain(attempt);
            }
        }
    }

    // A database that is held by somebody else is none: each transaction asks for the right to write first, and has waited long enough for it.
    private static bool IsRace(Exception exception) =>
        exception is DbUpdateConcurrencyException or DbUpdateException { InnerException: SqliteException { SqliteErrorCode: Constraint } };

    /// <summary>
    /// The same page saves the same words again, because the acknowledgement was lost; or older ones arrive late. Other words under the same
    /// number are none: a form that was given back by an error page is sent again with the number it had, and may have been changed there.
    /// </summary>
    private static bool IsRepeated(string? storedClient, long storedSequence, string? client, long sequence, bool isSame) =>
        client is not null && client == storedClient && (sequence < storedSequence || (sequence == storedSequence && isSame));

    /// <summary>Somebody else saved since the writer looked. A page's own later save is none, even if it missed an acknowledgement.</summary>
    private static bool IsConflict(int storedVersion, string? storedClient, int baseVersion, string? client) =>
        baseVersion != storedVersion && (client is null || client != storedClient);

    /// <summary>Another page writes, or the same one has written on for a while since the last revision.</summary>
    private bool IsDue(string? storedClient, DateTime keptAt, string? client) =>
        client is null || client != storedClient || Now() - keptAt >= KeepEvery;

    /// <summary>A text was cleared, or much of it went at once: typed over, cut out.</summary>
    private static bool TakesMuch(string before, string after)
    {
        if (string.IsNullOrWhiteSpace(after)) return !string.IsNullOrWhiteSpace(before);
        var start = before.AsSpan().CommonPrefixLength(after);
        var rest = Math.Min(before.Length, after.Length) - start;
        var end = 0;
        while (end < rest && before[^(end + 1)] == after[^(end + 1)]) end++;
        return before.Length - start - end > MuchAtOnce;
    }

    private async Task AddRevisionAsync(
        AppDbContext database, UnlockedSpace space, Guid entry, Guid record, bool isFirstFinished, RevisionRecord state, CancellationToken cancel)
    {
        var last = await database.Revisions.Where(r => r.RecordId == record && r.SpaceId == space.Id).MaxAsync(r => (int?)r.Number, cancel) ?? 0;
        var id = Guid.NewGuid();
        await ThinRevisionsAsync(database, space, record, isFirstFinished, state, cancel);
        database.Revisions.Add(new RevisionRow
        {
            Id = id,
            SpaceId = space.Id,
            EntryId = entry,
            RecordId = record,
            Number = last + 1,
            Time = Minute(Now()),
            IsFirstFinished = isFirstFinished,
            Record = Records.Seal(space, id, entry, state),
        });
    }

    private static async Task<Saved?> RefuseNewAsync(AppDbContext database, UnlockedSpace space, CancellationToken cancel) =>
        await database.Entries.CountAsync(e => e.SpaceId == space.Id, cancel) >= Limits.EntriesInSpace
            ? new Saved.Refused(["Your journal has reached its largest number of entries. What you wrote here is still on this page: copy it, delete an entry you no longer need, and try again."])
            : null;

    private async Task<bool> IsFullAsync(AppDbContext database, UnlockedSpace space, CancellationToken cancel)
    {
        // Lengths are read from SQLite's row headers; nothing is loaded.
        var bytes = await database.Database.SqlQuery<long>(
            $"""
            SELECT (SELECT COALESCE(SUM(LENGTH(Head) + COALESCE(LENGTH(Body), 0)), 0) FROM Entries WHERE SpaceId = {space.Id})
                 + (SELECT COALESCE(SUM(LENGTH(Record)), 0) FROM Answers WHERE SpaceId = {space.Id})
                 + (SELECT COALESCE(SUM(LENGTH(Record)), 0) FROM Revisions WHERE SpaceId = {space.Id})
                 + (SELECT COALESCE(SUM(LENGTH(Record)), 0) FROM Threads WHERE SpaceId = {space.Id}) AS Value
            """).SingleAsync(cancel);
        return bytes > (space.IsVisitor ? options.Value.BytesInVisitorsSpace : options.Value.BytesInSpace);
    }

    private static Saved.Refused Full(UnlockedSpace space) => new(
    [
        space.IsVisitor
            ? "Without a passphrase there is no room for more. What you wrote here is still on this page: choose a passphrase in another tab (in the settings, “Keep it with a passphrase”), since a private space holds much more, and try again."
            : "Your journal has reached its largest size. What you wrote here is still on this page: copy it, delete an entry you no longer need, and try again.",
    ]);

    private static Saved.Refused Unreadable() =>
        new(["What is stored here could not be opened, so nothing was written over it. Your new words are still on this page: copy them into a new entry."]);

    private EntryRow NewEntry(UnlockedSpace space, Guid id, string? zone, HeadRecord head) => new()
    {
        Id = id,
        SpaceId = space.Id,
        Created = Minute(Now()),
        Changed = Minute(Now()),
        Date = Today(zone),
        Head = Records.Seal(space, id, head),
    };

    private void Touch(UnlockedSpace space, EntryRow entry, HeadRecord head, string? client)
    {
        entry.Head = Records.Seal(space, entry.Id, head with { Client = client, WrittenAt = Now() });
        entry.Changed = Minute(Now());
        entry.RowVersion++;
    }

    private Task<bool> ChangeHeadAsync(UnlockedSpace space, Guid id, Func<HeadRecord, HeadRecord> change, CancellationToken cancel) =>
        InTransactionAsync(
            async database =>
            {
                var entry = await database.Entries.SingleOrDefaultAsync(e => e.Id == id && e.SpaceId == space.Id && e.Binned == null, cancel);
                if (entry is null || TryOpen(() => Records.OpenHead(space, entry)) is not { } head) return false;
                Touch(space, entry, change(head), head.Client);
                return true;
            },
            cancel);

    private static string Opening(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, OpeningLength, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= OpeningLength) return line;
        var cut = char.IsHighSurrogate(line[OpeningLength - 1]) ? OpeningLength - 1 : OpeningLength;
        return line[..cut] + "…";
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private static DateTime Minute(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);

    private string Zone(string? zone) => zone is not null && EntryOptions.IsZone(zone) ? zone : options.Value.DefaultZone;

    /// <summary>The day it is now for somebody in this zone.</summary>
    public DateOnly Today(string? zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Zone(zone))).DateTime);

    [LoggerMessage(LogLevel.Information, "A save met another one and is tried again (attempt {Attempt}).")]
    private partial void LogTriedAgain(int attempt);
}
