using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data.Moving;

/// <summary>The rows of one kind that a space has.</summary>
internal abstract class MovedTable
{
    public abstract Type Row { get; }

    public abstract Task CopyAsync(AppDbContext source, AppDbContext target, Guid space, CancellationToken cancel);

    /// <returns>How many rows there are on both sides; null where they are not the same, value by value.</returns>
    public abstract Task<long?> SameAsync(AppDbContext source, AppDbContext target, Guid space, CancellationToken cancel);
}

/// <inheritdoc cref="MovedTable"/>
/// <param name="of">The rows of a space, in an order that is the same in every database.</param>
internal sealed class MovedTable<TRow>(Func<AppDbContext, Guid, IQueryable<TRow>> of) : MovedTable
    where TRow : class
{
    private const int RowsAtOnce = 100;

    public override Type Row => typeof(TRow);

    public override async Task CopyAsync(AppDbContext source, AppDbContext target, Guid space, CancellationToken cancel)
    {
        await foreach (var row in of(source, space).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var added = target.Add(row);
            // The triggers count anew while the rows come.
            if (row is SpaceRow)
                foreach (var total in new[] { nameof(SpaceRow.EntryCount), nameof(SpaceRow.BinCount) }) added.Property(total).CurrentValue = 0;
            if (row is SpaceRow) added.Property(nameof(SpaceRow.Bytes)).CurrentValue = 0L;
            if (target.ChangeTracker.Entries().Count() >= RowsAtOnce) await SaveAsync(target, cancel);
        }

        await SaveAsync(target, cancel);
    }

    public override async Task<long?> SameAsync(AppDbContext source, AppDbContext target, Guid space, CancellationToken cancel)
    {
        var properties = source.Model.FindEntityType(typeof(TRow))!.GetProperties().Select(p => p.PropertyInfo!).ToList();
        await using var theirs = of(target, space).AsNoTracking().AsAsyncEnumerable().GetAsyncEnumerator(cancel);
        var count = 0L;
        await foreach (var row in of(source, space).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!await theirs.MoveNextAsync()) return null;
            if (properties.Any(p => !AreSame(p.GetValue(row), p.GetValue(theirs.Current)))) return null;
            count++;
        }

        return await theirs.MoveNextAsync() ? null : count;
    }

    private static async Task SaveAsync(AppDbContext target, CancellationToken cancel)
    {
        await target.SaveChangesAsync(cancel);
        target.ChangeTracker.Clear();
    }

    private static bool AreSame(object? one, object? other) => (one, other) switch
    {
        (byte[] bytes, byte[] others) => bytes.AsSpan().SequenceEqual(others),
        (SealedText text, SealedText others) => text.Bytes.AsSpan().SequenceEqual(others.Bytes),
        // PostgreSQL keeps no more than microseconds.
        (DateTime time, DateTime others) => time.Ticks / TimeSpan.TicksPerMicrosecond == others.Ticks / TimeSpan.TicksPerMicrosecond,
        _ => Equals(one, other),
    };
}
