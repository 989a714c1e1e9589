using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>The things that people named once, and that travel from walk to walk.</summary>
public sealed class Threads(IDbContextFactory<AppDbContext> contexts, RecordReader records, EntryIndex index, EntryTime time)
{
    /// <summary>
    /// Threads of a kind that were not taken out again, in the order in which they were named; the newest of them where there are more than a list can hold.
    /// </summary>
    /// <remarks>What was named in an entry in the bin is in the bin, too.</remarks>
    public Task<IReadOnlyList<NamedThread>> ListAsync(UnlockedSpace space, string kind, CancellationToken cancel) =>
        OfKindsAsync(space, [kind], DateTime.MaxValue, cancel);

    /// <summary>The same of several kinds, in one go: of each the newest.</summary>
    /// <param name="until">Only what was named before this UTC time.</param>
    public async Task<IReadOnlyList<NamedThread>> OfKindsAsync(
        UnlockedSpace space, IReadOnlyCollection<string> kinds, DateTime until, CancellationToken cancel)
    {
        if (kinds.Count == 0) return [];
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await kinds.Select(kind => NewestOf(database, space, RecordIds.OfThreadKind(space, kind), until))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        // Turned round: what was named in one moment stands in the order in which it was stored.
        var named = rows.AsEnumerable().Reverse().Select(row => (row.Id, Thread: records.Thread(space, row))).Where(t => t.Thread is { Dropped: false });
        return [.. named.OrderBy(t => t.Thread!.Born).Select(t => new NamedThread(t.Id, t.Thread!.Kind, t.Thread.Text, t.Thread.Entry, t.Thread.Field))];
    }

    /// <summary>Follows a list that was saved: what is new in it is named, what is changed renamed, what was taken out dropped.</summary>
    internal async Task FollowAsync(
        AppDbContext database, UnlockedSpace space, Guid entry, string field, string kind, IReadOnlyList<ThreadItem> items, CancellationToken cancel)
    {
        var rows = await OfListAsync(database, space, entry, items, cancel);
        var now = time.Now().Ticks;
        foreach (var (place, item) in items.Index())
        {
            if (!rows.TryGetValue(item.Id, out var row))
            {
                database.Threads.Add(NewRow(space, item.Id, new ThreadRecord(kind, item.Text, entry, field, now + place), rowVersion: 1));
                continue;
            }

            // A thread born elsewhere keeps its birthplace; its new words hold from here on.
            if (records.Thread(space, row) is not { } before) continue;
            if (before.Text != item.Text || before.Dropped) Replace(space, row, before with { Text = item.Text, Dropped = false });
        }

        var kept = items.Select(i => i.Id).ToHashSet();
        foreach (var row in rows.Values.Where(r => !kept.Contains(r.Id)))
        {
            if (records.Thread(space, row) is { Dropped: false } before && before.Entry == entry && before.Field == field)
                Replace(space, row, before with { Text = "", Dropped = true });
        }
    }

    /// <summary>Which kind of thread a list's items are, as the threads themselves tell: they stay stored when an item is taken out.</summary>
    internal async Task<string?> KindOfAsync(
        AppDbContext database, UnlockedSpace space, Guid entry, string field, IReadOnlyList<ThreadItem> items, CancellationToken cancel)
    {
        var ids = items.Select(i => i.Id).ToHashSet();
        var rows = await OfListAsync(database, space, entry, items, cancel);
        return rows.Values.Select(row => (row.Id, Thread: records.Thread(space, row)))
            .FirstOrDefault(t => t.Thread is not null && (ids.Contains(t.Id) || (t.Thread.Entry == entry && t.Thread.Field == field))).Thread?.Kind;
    }

    internal static ThreadRow NewRow(UnlockedSpace space, Guid id, ThreadRecord thread, int rowVersion)
    {
        var row = new ThreadRow { Id = id, SpaceId = space.Id, RowVersion = rowVersion, Record = SealedRecords.Seal(space, id, thread) };
        Index(space, row, thread);
        return row;
    }

    internal static void Index(UnlockedSpace space, ThreadRow row, ThreadRecord thread)
    {
        row.Kind = RecordIds.OfThreadKind(space, thread.Kind);
        row.EntryId = thread.Entry;
        row.Born = EntryTime.Minute(new DateTime(thread.Born, DateTimeKind.Utc));
    }

    internal static void Replace(UnlockedSpace space, ThreadRow row, ThreadRecord record)
    {
        row.Record = SealedRecords.Seal(space, row.Id, record);
        row.RowVersion++;
    }

    private static IQueryable<ThreadRow> NewestOf(AppDbContext database, UnlockedSpace space, Guid kind, DateTime until) =>
        (from thread in database.Threads.AsNoTracking()
         join entry in database.Entries on new { thread.SpaceId, Id = thread.EntryId!.Value } equals new { entry.SpaceId, entry.Id }
         where thread.SpaceId == space.Id && thread.Kind == kind && thread.Born < until && entry.Binned == null
         orderby thread.Born descending
         select thread).Take(Limits.ListItems);

    // What stands in the list, and what was named in its entry and may have been taken out.
    private static async Task<Dictionary<Guid, ThreadRow>> OfListAsync(
        AppDbContext database, UnlockedSpace space, Guid entry, IReadOnlyList<ThreadItem> items, CancellationToken cancel)
    {
        var ids = items.Select(i => i.Id).ToList();
        return await database.Threads.Where(t => t.SpaceId == space.Id && (t.EntryId == entry || ids.Contains(t.Id))).ToDictionaryAsync(t => t.Id, cancel);
    }
}
