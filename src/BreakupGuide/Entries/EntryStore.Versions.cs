using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Revisions: listed, opened, brought back and thinned.</summary>
public sealed partial class EntryStore
{
    private static readonly TimeSpan LostWords = TimeSpan.FromHours(12);

    /// <summary>An entry's revisions, or those of a run's answers, newest first; empty when there is no entry of this id in the space.</summary>
    public async Task<IReadOnlyList<Revision>> RevisionsAsync(UnlockedSpace space, Guid entry, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Revisions.AsNoTracking().Where(r => r.EntryId == entry && r.SpaceId == space.Id)
            .OrderByDescending(r => r.Number).ToListAsync(cancel);
        return [.. rows.Select(row => ToRevision(space, row))];
    }

    /// <summary>
    /// Makes an earlier state the present one. That is a save like every other: it keeps what stands there now as a revision first,
    /// and refuses when somebody saved since the reader looked. A journal entry's date stays where the earlier state had none.
    /// </summary>
    /// <param name="baseVersion"><see cref="Entry.Version"/> or <see cref="Answer.Version"/> as the reader saw it.</param>
    public Task<Saved> RestoreRevisionAsync(UnlockedSpace space, Guid entry, Guid revision, int baseVersion, CancellationToken cancel) =>
        InTransactionAsync(async database => await RestoreRevisionAsync(database, space, entry, revision, baseVersion, cancel), cancel);

    private async Task<Saved> RestoreRevisionAsync(
        AppDbContext database, UnlockedSpace space, Guid id, Guid revision, int baseVersion, CancellationToken cancel)
    {
        var entry = await database.Entries.SingleOrDefaultAsync(e => e.Id == id && e.SpaceId == space.Id && e.Binned == null, cancel);
        var row = await database.Revisions.SingleOrDefaultAsync(r => r.Id == revision && r.EntryId == id && r.SpaceId == space.Id, cancel);
        if (entry is null || row is null) return new Saved.NotFound();
        if (TryOpen(() => Records.Open(space, row)) is not { } then || TryOpen(() => Records.OpenHead(space, entry)) is not { } head) return Unreadable();
        return then switch
        {
            { Answer: { } answer } when head.Run is not null => await RestoreAnswerAsync(database, space, entry, head, answer, baseVersion, cancel),
            { Head: { } earlier } when head.Run is null => await RestoreJournalAsync(database, space, entry, head, earlier, then.Body, baseVersion, cancel),
            _ => new Saved.NotFound(),
        };
    }

    private async Task<Saved> RestoreJournalAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, HeadRecord head, HeadRecord earlier, FieldState? words, int baseVersion, CancellationToken cancel)
    {
        var body = TryOpen(() => Records.OpenBody(space, entry));
        if (entry.Body is not null && body is null) return Unreadable();

        var changed = JournalFields.All
            .Where(f => f != JournalFields.Date || earlier.Fields.ContainsKey(f))
            .Select(f => (
                Change: new JournalFieldChange(f, (f == JournalFields.Words ? words : earlier.Fields.GetValueOrDefault(f))?.Text ?? "", 0),
                Before: f == JournalFields.Words ? body : head.Fields.GetValueOrDefault(f)))
            .Where(c => c.Change.Text != (c.Before?.Text ?? ""))
            .ToList();
        var version = head.Fields.Values.Sum(f => f.Version) + (body?.Version ?? 0);
        if (changed.Count == 0) return new Saved.Done(version);
        if (version != baseVersion) return new Saved.Conflict(version, body is null ? [] : [body.Text]);
        if (await IsFullAsync(database, space, cancel)) return Full(space);

        var isFirstFinished = await IsFirstFinishedAsync(database, space, entry.Id, head.FinishedAt, cancel);
        await AddRevisionAsync(database, space, entry.Id, entry.Id, isFirstFinished, new RevisionRecord(head, body, null), cancel);
        Apply(space, entry, head, body, changed, null, 0);
        return new Saved.Done(version + changed.Count);
    }

    private async Task<Saved> RestoreAnswerAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, HeadRecord head, AnswerRecord earlier, int baseVersion, CancellationToken cancel)
    {
        var id = AnswerId(space, entry.Id, earlier.Field);
        var row = await database.Answers.SingleOrDefaultAsync(a => a.Id == id && a.EntryId == entry.Id && a.SpaceId == space.Id, cancel);
        if (row is null) return new Saved.NotFound();
        if (TryOpen(() => Records.Open(space, row)) is not { } before) return Unreadable();
        if (before.State == earlier.State && SameValue(before.Value, earlier.Value)) return new Saved.Done(before.Version);
        if (before.Version != baseVersion) return new Saved.Conflict(before.Version, before.Value?.Lines ?? []);
        if (await IsFullAsync(database, space, cancel)) return Full(space);

        if (before.Value is not null)
        {
            var isFirstFinished = await IsFirstFinishedAsync(database, space, id, head.FinishedAt, cancel);
            await AddRevisionAsync(database, space, entry.Id, id, isFirstFinished, new RevisionRecord(null, null, before), cancel);
        }

        var after = earlier with { Version = before.Version + 1, Client = null, Sequence = 0, GivenAt = Now() };
        row.Record = Records.Seal(space, id, after);
        row.RowVersion++;
        if (after.Value?.Threads is { } items && await ThreadKindAsync(database, space, entry.Id, after.Field, items, cancel) is { } kind)
            await KeepThreadsAsync(database, space, entry.Id, after.Field, kind, items, cancel);
        Touch(space, entry, WithOpening(head, after.Field, after.Value), null);
        return new Saved.Done(after.Version);
    }

    /// <summary>Which kind of thread a list's items are, as the threads themselves tell: they stay stored when an item is taken out.</summary>
    private async Task<string?> ThreadKindAsync(
        AppDbContext database, UnlockedSpace space, Guid entry, string field, IReadOnlyList<ThreadItem> items, CancellationToken cancel)
    {
        var ids = items.Select(i => i.Id).ToHashSet();
        var rows = await database.Threads.Where(t => t.SpaceId == space.Id).ToListAsync(cancel);
        return rows.Select(row => (row.Id, Thread: TryOpen(() => Records.Open(space, row))))
            .FirstOrDefault(t => t.Thread is not null && (ids.Contains(t.Id) || (t.Thread.Entry == entry && t.Thread.Field == field))).Thread?.Kind;
    }

    private static async Task<bool> IsFirstFinishedAsync(AppDbContext database, UnlockedSpace space, Guid record, DateTime? finishedAt, CancellationToken cancel) =>
        finishedAt is not null && !await database.Revisions.AnyAsync(r => r.RecordId == record && r.SpaceId == space.Id && r.IsFirstFinished, cancel);

    /// <summary>
    /// Of each record stay <see cref="Limits.Revisions"/> states, besides them the first finished one, and whatever does not open. When one
    /// more is added, the one that was written nearest to its newer neighbour goes (of two, the older): bursts are thinned first, and earlier
    /// days stay. Words that the newer neighbour does not hold count as half a day between the two, else the one state that still
    /// has what was typed over would be pushed out by the next five minutes.
    /// </summary>
    private async Task ThinRevisionsAsync(AppDbContext database, UnlockedSpace space, Guid record, bool addsFirstFinished, RevisionRecord added, CancellationToken cancel)
    {
        var kept = database.Revisions.AsNoTracking().Where(r => r.RecordId == record && r.SpaceId == space.Id);
        var count = addsFirstFinished ? 0 : 1;
        if (await kept.CountAsync(r => !r.IsFirstFinished, cancel) + count <= Limits.Revisions) return;

        var newer = added;
        var (nearest, gap) = (Guid.Empty, TimeSpan.MaxValue);
        await foreach (var row in kept.OrderByDescending(r => r.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (TryOpen(() => Records.Open(space, row)) is not { } older) continue;
            var between = (newer.WrittenAt - older.WrittenAt).Duration() + (older.IsAside || TakesMuch(older.Words, newer.Words) ? LostWords : TimeSpan.Zero);
            newer = older;
            if (row.IsFirstFinished) continue;
            count++;
            if (between <= gap) (nearest, gap) = (row.Id, between);
        }

        if (count > Limits.Revisions) await database.Revisions.Where(r => r.Id == nearest && r.SpaceId == space.Id).ExecuteDeleteAsync(cancel);
    }

    private Revision ToRevision(UnlockedSpace space, RevisionRow row)
    {
        var record = TryOpen(() => Records.Open(space, row));
        if (record is { Answer: { } answer })
            return new Revision(row.Id, row.RecordId, answer.GivenAt, row.IsFirstFinished, Opening(string.Join(" · ", answer.Value?.Lines ?? [])), null, answer.ToAnswer());
        if (record is not { Head: { } head }) return new Revision(row.Id, row.RecordId, row.Time, row.IsFirstFinished, "", null, null);

        var fields = new Dictionary<string, FieldState>(head.Fields);
        if (record.Body is not null) fields[JournalFields.Words] = record.Body;
        return new Revision(row.Id, row.RecordId, head.WrittenAt, row.IsFirstFinished, Opening(record.Body?.Text ?? ""), fields, null);
    }
}
