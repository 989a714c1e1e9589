using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>The order of every list, newest day first, by clear columns, so that a page costs the same wherever it lies.</summary>
internal static class EntryOrder
{
    public static IQueryable<EntryRow> Of(AppDbContext database, Guid space, bool binned)
    {
        var all = database.Entries.AsNoTracking().Where(e => e.SpaceId == space);
        return binned ? all.Where(e => e.Binned != null) : all.Where(e => e.Binned == null);
    }

    /// <summary>What comes after an entry; everything where there is none of this id.</summary>
    public static async Task<IQueryable<EntryRow>> AfterAsync(IQueryable<EntryRow> all, Guid? after, CancellationToken cancel) =>
        after is { } id && await all.Where(e => e.Id == id).Select(e => new { e.Date, e.Created }).SingleOrDefaultAsync(cancel) is { } end
            ? all.Where(e => e.Date <= end.Date
                && (e.Date < end.Date || e.Created < end.Created || (e.Created == end.Created && e.Id.CompareTo(id) < 0)))
            : all;

    public static IQueryable<EntryRow> NewestFirst(IQueryable<EntryRow> all) =>
        all.OrderByDescending(e => e.Date).ThenByDescending(e => e.Created).ThenByDescending(e => e.Id);

    /// <summary>In memory: the rows know the minute only, and two entries of one minute have an order, too.</summary>
    public static IEnumerable<T> NewestFirst<T>(IEnumerable<T> all, Func<T, Entry> entry) =>
        all.OrderByDescending(x => entry(x).Date).ThenByDescending(x => entry(x).Created).ThenByDescending(x => entry(x).Id);
}
