using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Finds one thing that was written a while ago, for somebody who asks for it. Nothing comes up by itself.</summary>
public sealed class SomethingEarlier(IDbContextFactory<AppDbContext> contexts, RecordReader records, EntryIndex index)
{
    /// <summary>What is younger than this still stands at the top of the journal.</summary>
    internal const int DaysOld = 7;

    /// <summary>So long after a beginning what was written is asked about first; around the day on which the space was begun also so long before.</summary>
    internal const int TenderDays = 42;

    private const int Tries = 3;
    private const int Handful = 8;

    /// <summary>An entry from around a day drawn by lot, with what holds for it; null where none was found that may come up.</summary>
    /// <param name="without">Reflections and practices whose entries are left out.</param>
    /// <param name="except">The entry that was shown a moment ago.</param>
    public async Task<(Entry Entry, ComingUp May)?> PickAsync(
        UnlockedSpace space, IReadOnlyCollection<string> without, Guid? except, DateOnly today, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var latest = today.AddDays(-DaysOld);
        var others = without.Select(slug => RecordIds.OfReflection(space, slug)).ToList();
        var old = EntryOrder.Of(database, space.Id, binned: false)
            .Where(e => e.Date <= latest && e.Id != except && (e.Series == null || !others.Contains(e.Series.Value)));
        if (await old.OrderBy(e => e.Date).Select(e => (DateOnly?)e.Date).FirstOrDefaultAsync(cancel) is not { } first) return null;
        var tender = await TenderAsync(database, space, cancel);
        for (var tried = 0; tried < Tries; tried++)
        {
            var day = first.AddDays(Random.Shared.Next(latest.DayNumber - first.DayNumber + 1));
            // The nearest ones of that day or before it: there is always one.
            var rows = await EntryReader.Heads(EntryOrder.NewestFirst(old.Where(e => e.Date <= day)).Take(Handful)).ToArrayAsync(cancel);
            Random.Shared.Shuffle(rows);
            var found = rows.Select(row => records.Entry(space, row, withBody: false)).FirstOrDefault(e => IsReady(e) && May(e, tender) != ComingUp.Never);
            if (found is not null) return (found, May(found, tender));
        }

        return null;
    }

    /// <summary>What holds for this entry: what was chosen or, as long as nobody chose, what its day makes it.</summary>
    public async Task<ComingUp> MayAsync(UnlockedSpace space, Entry entry, CancellationToken cancel)
    {
        if (entry.ComesUp is { } chosen) return chosen;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return May(entry, await TenderAsync(database, space, cancel));
    }

    private static async Task<Tender> TenderAsync(AppDbContext database, UnlockedSpace space, CancellationToken cancel)
    {
        var begun = DateOnly.FromDateTime(await database.Spaces.Where(s => s.Id == space.Id).Select(s => s.Created).SingleOrDefaultAsync(cancel));
        var first = await EntryOrder.Of(database, space.Id, binned: false).OrderBy(e => e.Date).Select(e => (DateOnly?)e.Date).FirstOrDefaultAsync(cancel);
        return new Tender(begun, first ?? begun);
    }

    private static ComingUp May(Entry entry, Tender tender) => entry.ComesUp ?? (tender.Has(entry) ? ComingUp.Ask : ComingUp.Yes);

    // A letter that nobody decided on asks by itself when its time has come; a walk that was left half-way is gone on with.
    private static bool IsReady(Entry entry) => entry is { IsUnreadable: false, RestsUntil: null }
        && (entry.Run is null ? entry.Opening.Length > 0 : entry.FinishedAt is not null);

    /// <param name="Begun">The day on which the space was begun.</param>
    /// <param name="First">The day of the oldest entry, which may have been brought in.</param>
    private readonly record struct Tender(DateOnly Begun, DateOnly First)
    {
        /// <summary>The day that it belongs to, or the day on which it was written.</summary>
        public bool Has(Entry entry) => Has(entry.Date) || Has(DateOnly.FromDateTime(entry.Created));

        private bool Has(DateOnly day) => Math.Abs(day.DayNumber - Begun.DayNumber) <= TenderDays || day.DayNumber - First.DayNumber <= TenderDays;
    }
}
