using System.Runtime.CompilerServices;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>
/// Gives rows of earlier programs the index ids by which they are found (<see cref="RecordIds"/>). It needs the space's key, so it is done
/// when the space is used for the first time after the upgrade; what is stored by this program has them from the beginning.
/// </summary>
public sealed class EntryIndex(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records)
{
    private const int EntriesAtOnce = 200;

    // Asked once for each opened space; forgotten with it.
    private readonly ConditionalWeakTable<UnlockedSpace, object> indexed = [];

    internal async Task EnsureAsync(UnlockedSpace space, CancellationToken cancel)
    {
        if (indexed.TryGetValue(space, out _)) return;
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        {
            if (await database.Spaces.AnyAsync(s => s.Id == space.Id && !s.IsIndexed, cancel)) await IndexAsync(space, cancel);
        }

        indexed.AddOrUpdate(space, this);
    }

    // Some entries at a time, so that others can write in between. What is cut off is begun again the next time.
    private async Task IndexAsync(UnlockedSpace space, CancellationToken cancel)
    {
        List<Guid> all;
        await using (var database = await contexts.CreateDbContextAsync(cancel))
            all = await database.Entries.Where(e => e.SpaceId == space.Id).Select(e => e.Id).ToListAsync(cancel);
        foreach (var some in all.Chunk(EntriesAtOnce)) await transaction.RunAsync(space, database => IndexAsync(database, space, some, cancel), cancel);
        await transaction.RunAsync(space, database => IndexThreadsAsync(database, space, cancel), cancel);
    }

    private async Task<Decided<bool>> IndexAsync(AppDbContext database, UnlockedSpace space, Guid[] entries, CancellationToken cancel)
    {
        foreach (var row in await database.Entries.Where(e => e.SpaceId == space.Id && entries.Contains(e.Id)).ToListAsync(cancel))
            if (records.Head(space, row) is { } head) row.Series = EntryHead.Series(space, head);
        foreach (var row in await database.Answers.Where(a => a.SpaceId == space.Id && entries.Contains(a.EntryId)).ToListAsync(cancel))
        {
            if (records.Answer(space, row) is { } answer) AnswerWriter.Index(space, row, answer);
        }

        return Decided.Commit(true);
    }

    private async Task<Decided<bool>> IndexThreadsAsync(AppDbContext database, UnlockedSpace space, CancellationToken cancel)
    {
        var entries = await database.Entries.Where(e => e.SpaceId == space.Id).Select(e => e.Id).ToHashSetAsync(cancel);
        foreach (var row in await database.Threads.Where(t => t.SpaceId == space.Id && t.Kind == null).ToListAsync(cancel))
        {
            if (records.Thread(space, row) is not { } thread) continue;
            Threads.Index(space, row, thread);
            // Earlier programs could find neither the words of what was taken out nor what was named in an entry that is gone.
            if (!entries.Contains(thread.Entry)) database.Threads.Remove(row);
            else if (thread is { Dropped: true, Text.Length: > 0 }) Threads.Replace(space, row, thread with { Text = "" });
        }

        await database.Spaces.Where(s => s.Id == space.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsIndexed, true), cancel);
        return Decided.Commit(true);
    }
}
