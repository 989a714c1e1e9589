using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

internal static class StoredBytes
{
    /// <summary>Everything that is stored in the space of this name, byte by byte.</summary>
    public static async Task<string> OfAsync(Site site, string name)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var space = await database.Spaces.AsNoTracking().SingleAsync(s => s.Name == name);
        var lines = new List<string>();
        foreach (var type in database.Model.GetEntityTypes())
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!
                .MakeGenericMethod(type.ClrType).Invoke(database, null)!;
            foreach (var row in await rows.AsNoTracking().ToListAsync())
            {
                var values = type.GetProperties().Select(p => (p.Name, Value: p.PropertyInfo!.GetValue(row))).ToList();
                // Failed tries and last uses are meant to change.
                if (!values.Any(v => v.Value is Guid id && id == space.Id)) continue;
                var kept = values.Where(v => v.Name is not ("FailedTries" or "LastSeen" or "LastUsed"));
                lines.Add(type.ClrType.Name + " " + string.Join(' ', kept.Select(v => $"{v.Name}={Text(v.Value)}")));
            }
        }

        Assert.True(lines.Count > 6);
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        SealedText text => Convert.ToHexString(text.Bytes),
        _ => $"{value}",
    };
}
