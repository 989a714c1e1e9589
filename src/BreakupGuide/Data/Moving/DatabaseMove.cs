using BreakupGuide.Data.Postgres;
using BreakupGuide.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data.Moving;

/// <summary>
/// Copies a whole installation from one database into the other, space by space, each in one transaction, and compares it row by row. What it is copied
/// from is only read. Cut off anywhere, it is run again: what is the same already is left as it is.
/// </summary>
internal sealed class DatabaseMove(DatabaseEngine from, DatabaseEngine to, DataDirectory directory, Action<string> say)
{
    private const int SaidEvery = 500;

    // Parents first.
    private static readonly MovedTable[] Tables =
    [
        new MovedTable<SpaceRow>((database, space) => database.Spaces.Where(s => s.Id == space)),
        new MovedTable<SessionRow>((database, space) => database.Sessions.Where(s => s.SpaceId == space).OrderBy(s => s.Id)),
        new MovedTable<EntryRow>((database, space) => database.Entries.Where(e => e.SpaceId == space).OrderBy(e => e.Id)),
        new MovedTable<AnswerRow>((database, space) => database.Answers.Where(a => a.SpaceId == space).OrderBy(a => a.Id)),
        new MovedTable<ThreadRow>((database, space) => database.Threads.Where(t => t.SpaceId == space).OrderBy(t => t.Id)),
        new MovedTable<RevisionRow>((database, space) => database.Revisions.Where(r => r.SpaceId == space).OrderBy(r => r.Id)),
        new MovedTable<ArrivalRow>((database, space) => database.Arrivals.Where(a => a.SpaceId == space).OrderBy(a => a.Id)),
    ];

    /// <summary>
    /// What is moved; a table that is missing here would stay behind. Counts of tries and files on their way in are worth nothing after an hour.
    /// </summary>
    internal static IEnumerable<Type> Moved => [.. Tables.Select(t => t.Row), typeof(SigningKeyRow)];

    /// <param name="from"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="to">The other one.</param>
    /// <exception cref="StorageException">These are no two databases, or the configuration does not say where PostgreSQL is.</exception>
    public static DatabaseMove Between(IServiceProvider services, string from, string to, Action<string> say)
    {
        if ((from, to) is not (("sqlite", "postgres") or ("postgres", "sqlite")))
            throw new StorageException("A move goes --from sqlite --to postgres, or --from postgres --to sqlite.");
        if (!PostgresEngine.IsConnection(services.GetRequiredService<IOptions<StorageOptions>>().Value.Database.ConnectionString))
            throw new StorageException("BreakupGuide:Database:ConnectionString must say where PostgreSQL is: Host=…;Database=…;Username=…;Password=….");
        DatabaseEngine sqlite = services.GetRequiredService<SqliteEngine>(), postgres = services.GetRequiredService<PostgresEngine>();
        var directory = services.GetRequiredService<DataDirectory>();
        return from == "sqlite" ? new(sqlite, postgres, directory, say) : new(postgres, sqlite, directory, say);
    }

    /// <summary>A database that holds only a part of what is to come must not look as if that were all.</summary>
    /// <exception cref="StorageException">A move into this database was begun and is not finished.</exception>
    public static void RefuseUnfinished(DataDirectory directory, DatabaseEngine engine)
    {
        if (!File.Exists(directory.Moving) || File.ReadAllText(directory.Moving) != engine.Name) return;
        throw new StorageException(
            $"A move to {engine.Name} was begun and is not finished. Run it again: BreakupGuide move (docs/operations.md). Until then the program works "
            + "on the other database: set BreakupGuide:Database:Provider back.");
    }

    /// <returns>How many spaces and rows are the same on both sides now.</returns>
    /// <exception cref="StorageException">Something was not as it must be; the message says what. The original is as it was.</exception>
    public async Task<(int Spaces, long Rows)> RunAsync(CancellationToken cancel)
    {
        try
        {
            var ids = await ReadyAsync(cancel);
            await CopyKeysAsync(cancel);
            var (spaces, rows) = (0, 0L);
            foreach (var id in ids)
            {
                rows += await SameAsync(id, cancel) ?? await CopyAsync(id, cancel);
                if (++spaces % SaidEvery == 0) say($"{spaces} of {ids.Count} spaces are over.");
            }

            File.Delete(directory.Moving);
            return (spaces, rows);
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            throw new StorageException($"The move was cut off: {trouble.Finding} ({trouble.Code}). The original is as it was; run it again.", exception);
        }
        finally
        {
            from.LetGo();
            to.LetGo();
        }
    }

    /// <returns>The spaces that are to be there in the end; others are not any more.</returns>
    private async Task<IReadOnlyList<Guid>> ReadyAsync(CancellationToken cancel)
    {
        await using var source = Open(from);
        from.Verify(source);
        if ((await source.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet() is var applied && !applied.SetEquals(source.Database.GetMigrations()))
            throw new StorageException(
                $"{from.Name} is not up to date with this version of BreakupGuide. Set it as the provider and run: BreakupGuide migrate.");
        var ids = await source.Spaces.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancel);

        var isGoingOn = File.Exists(directory.Moving);
        if (isGoingOn && await File.ReadAllTextAsync(directory.Moving, cancel) != to.Name)
            throw new StorageException($"Another move was begun and is not finished. To give it up, delete {directory.Moving}.");
        await File.WriteAllTextAsync(directory.Moving, to.Name, cancel);
        await using var target = Open(to);
        to.Start(target, mayBegin: true);
        var there = await target.Spaces.Select(s => s.Id).ToListAsync(cancel);
        if (there.Count > 0 && !isGoingOn)
        {
            File.Delete(directory.Moving);
            throw new StorageException($"{to.Name} ({to.Place}) holds {there.Count} spaces already. Nothing was changed: a move goes into an empty database.");
        }

        foreach (var gone in there.Except(ids)) await target.Spaces.Where(s => s.Id == gone).ExecuteDeleteAsync(cancel);
        return ids;
    }

    // No space's, and few: each time anew. What they signed, and sealed under a cookie, is to open there as well; the secret stays in the data directory.
    private async Task CopyKeysAsync(CancellationToken cancel)
    {
        await using var source = Open(from);
        await using var target = Open(to);
        await target.SigningKeys.ExecuteDeleteAsync(cancel);
        target.SigningKeys.AddRange(await source.SigningKeys.AsNoTracking().ToListAsync(cancel));
        await target.SaveChangesAsync(cancel);
    }

    private async Task<long> CopyAsync(Guid space, CancellationToken cancel)
    {
        await using (var source = Open(from))
        await using (var target = Open(to))
        {
            target.ChangeTracker.AutoDetectChangesEnabled = false;
            await using var transaction = await target.BeginAsync([space], cancel);
            await target.Spaces.Where(s => s.Id == space).ExecuteDeleteAsync(cancel);
            foreach (var table in Tables) await table.CopyAsync(source, target, space, cancel);
            await transaction.CommitAsync(cancel);
        }

        return await SameAsync(space, cancel)
            ?? throw new StorageException($"The space {space} is not the same in {to.Name} after it was copied. The original is as it was.");
    }

    /// <returns>How many rows the space has on both sides; null where they are not the same.</returns>
    private async Task<long?> SameAsync(Guid space, CancellationToken cancel)
    {
        await using var source = Open(from);
        await using var target = Open(to);
        var rows = 0L;
        foreach (var table in Tables)
        {
            if (await table.SameAsync(source, target, space, cancel) is not { } same) return null;
            rows += same;
        }

        return rows;
    }

    private static AppDbContext Open(DatabaseEngine engine)
    {
        var options = new DbContextOptionsBuilder<AppDbContext>();
        engine.Use(options);
        return engine.NewContext(options.Options);
    }
}
