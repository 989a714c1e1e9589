using System.Globalization;
using System.Text.Json;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Data;

/// <summary>Everything that stands in a space, opened: a line for each row, so that two states can be compared word by word.</summary>
internal static class Contents
{
    /// <exception cref="CannotOpenException">Something does not open.</exception>
    public static IReadOnlyList<string> Of(AppDbContext database, params UnlockedSpace[] spaces)
    {
        // Whoever adds a table adds its line below; sessions, files on their way in, keys that sign cookies and tries are no contents.
        Assert.Equal(11, database.Model.GetEntityTypes().Count());
        return [.. spaces.SelectMany(s => Of(database, s))];
    }

    private static IEnumerable<string> Of(AppDbContext database, UnlockedSpace space) =>
    [
        .. database.Spaces.AsNoTracking().Where(s => s.Id == space.Id).AsEnumerable()
            .Select(s => $"space {s.Id} {s.Name} {Time(s.Created)} {s.LockAfterMinutes}"),
        .. database.Entries.AsNoTracking().Where(e => e.SpaceId == space.Id).AsEnumerable()
            .Select(e => $"entry {e.Id} {Time(e.Created)} {Time(e.Changed)} {e.Date:yyyy-MM-dd} {Time(e.Binned)} "
                + $"{Json(SealedRecords.OpenHead(space, e))} {Json(SealedRecords.OpenBody(space, e))}")
            .Order(StringComparer.Ordinal),
        .. database.Answers.AsNoTracking().Where(a => a.SpaceId == space.Id).AsEnumerable()
            .Select(a => $"answer {a.Id} {a.EntryId} {Json(SealedRecords.Open(space, a))}").Order(StringComparer.Ordinal),
        .. database.Threads.AsNoTracking().Where(t => t.SpaceId == space.Id).AsEnumerable()
            .Select(t => $"thread {t.Id} {Json(SealedRecords.Open(space, t))}").Order(StringComparer.Ordinal),
        // Without their own ids, which are drawn at random.
        .. database.Revisions.AsNoTracking().Where(r => r.SpaceId == space.Id).AsEnumerable()
            .Select(r => $"revision {r.RecordId} {r.Number} {r.EntryId} {Time(r.Time)} {r.IsFirstFinished} {Json(SealedRecords.Open(space, r))}")
            .Order(StringComparer.Ordinal),
        .. database.Arrivals.AsNoTracking().Where(a => a.SpaceId == space.Id).AsEnumerable()
            .Select(a => $"arrival {a.Batch} {a.Number} {Time(a.Until)} {Json(SealedRecords.Open(space, a))}").Order(StringComparer.Ordinal),
    ];

    private static string Json<T>(T record) => JsonSerializer.Serialize(record);

    private static string Time(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? "-";
}
