using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Spaces.SignIn;

/// <summary>
/// Sessions without a browser. Each has its row: one that is open in memory alone is closed as soon as a node begins to listen to the others.
/// </summary>
internal static class StoredSession
{
    /// <summary>Only the row: a session that is open nowhere.</summary>
    public static async Task<Guid> NewAsync(AppDbContext database, Guid space, DateTime now)
    {
        var id = Guid.NewGuid();
        database.Sessions.Add(new SessionRow { Id = id, SpaceId = space, WrappedKey = [1], Began = now, LastSeen = now, Expires = now.AddHours(1) });
        await database.SaveChangesAsync();
        return id;
    }

    /// <summary>A session of a new visitor, open in this site.</summary>
    public static async Task<(Guid Session, UnlockedSpace Space)> NewVisitorAsync(Site site)
    {
        var space = await site.Services.GetRequiredService<SpaceStore>().NewVisitorAsync(default);
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var now = DateTime.UtcNow;
        var session = await NewAsync(database, space.Id, now);
        var open = site.Services.GetRequiredService<OpenSpaces>();
        return (session, open.Open(session, space, [], now, now.AddHours(1), TimeSpan.FromHours(1)).Space);
    }
}
