using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Reads the entries of one month, however many others there are.</summary>
public sealed class MonthReader(IDbContextFactory<AppDbContext> contexts, RecordReader records)
{
    /// <summary>Of how many entries a month is drawn; ten a day.</summary>
    public const int Most = 300;

    /// <param name="first">The month's first day.</param>
    public async Task<MonthOfEntries> ReadAsync(UnlockedSpace space, DateOnly first, CancellationToken cancel)
    {
        var next = first.AddMonths(1);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var all = EntryOrder.Of(database, space.Id, binned: false);
        var rows = await EntryReader.Heads(EntryOrder.NewestFirst(all.Where(e => e.Date >= first && e.Date < next)).Take(Most + 1)).ToListAsync(cancel);
        var earlier = await all.Where(e => e.Date < first).OrderByDescending(e => e.Date).Select(e => (DateOnly?)e.Date).FirstOrDefaultAsync(cancel);
        var later = await all.Where(e => e.Date >= next).OrderBy(e => e.Date).Select(e => (DateOnly?)e.Date).FirstOrDefaultAsync(cancel);
        return new MonthOfEntries(
            [.. EntryOrder.NewestFirst(rows.Take(Most).Select(row => records.Entry(space, row, withBody: false)), e => e)], rows.Count <= Most, earlier, later);
    }
}

/// <param name="Entries">Without their texts, newest first.</param>
/// <param name="IsAll">False where the month holds more than <see cref="MonthReader.Most"/>.</param>
/// <param name="Earlier">The nearest day before the month that has an entry.</param>
/// <param name="Later">The nearest day after it.</param>
public sealed record MonthOfEntries(IReadOnlyList<Entry> Entries, bool IsAll, DateOnly? Earlier, DateOnly? Later)
{
    public override string ToString() => $"[month of {Entries.Count}]";
}
