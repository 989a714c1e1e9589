using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer.Files;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Features.Transfer;

/// <summary>
/// The files that are on their way in, one for each session, in the database: whichever node answers finds them. Who works on one holds it for a while, again
/// and again, so that nobody else does, and somebody else can where that one is gone. They go after an hour, and when a space is locked.
/// </summary>
internal sealed class SentFiles(IDbContextFactory<AppDbContext> contexts, RecordReader records, TimeProvider clock)
{
    public static readonly TimeSpan Keeps = TimeSpan.FromHours(1);

    /// <summary>So long nobody else works on it, although nothing is heard.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(30);

    // Each may take as much room as the largest file.
    private const int Most = 30;

    // Others want to write in between.
    private const int PartsAtOnce = 64;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <returns>Null where nothing was sent in this session, or it is gone.</returns>
    public async Task<SentFile?> FindAsync(UnlockedSpace space, Guid session, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var row = await database.SentFiles.AsNoTracking().SingleOrDefaultAsync(f => f.SpaceId == space.Id && f.SessionId == session, cancel);
        return row is not null && records.OfFile<SentRecord>(space, row) is { } record
            ? new SentFile(space, session, row.Id, row.Done, row.Worker, row.HeldUntil <= Now, row.IsStopped, record)
            : null;
    }

    /// <summary>Makes place for a file; one that was sent before goes.</summary>
    /// <exception cref="BringInException">Too many are on their way.</exception>
    public async Task<SentFile> BeginAsync(UnlockedSpace space, Guid session, string name, string zone, CancellationToken cancel)
    {
        await DropAsync(space, session, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        if (await database.SentParts.CountAsync(p => p.Number == 0, cancel) >= Most)
            throw new BringInException("Several people are bringing in journals at this moment. Try again in a while.");
        var record = new SentRecord(name, zone, RandomNumberGenerator.GetBytes(KeyWrap.KeySize), 0, new(SentFileStage.Arriving));
        var id = Guid.NewGuid();
        database.SentFiles.Add(new SentFileRow
        {
            Id = id,
            SpaceId = space.Id,
            SessionId = session,
            Began = Now,
            Record = SealedRecords.SealOfFile(space, id, record),
        });
        await database.SaveChangesAsync(cancel);
        return new SentFile(space, session, id, 0, null, false, false, record);
    }

    /// <summary>Lays its bytes aside, sealed.</summary>
    /// <exception cref="BringInException">It is larger than may be.</exception>
    public async Task<SentFile> TakeAsync(SentFile file, Stream content, long largest, CancellationToken cancel)
    {
        await using var parts = new PartWriter(contexts, file.Space.Id, file.Id);
        await using var writer = await SealedFile.CreateAsync(parts, file.Record.Key, cancel);
        var buffer = new byte[SealedFile.ChunkSize];
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                if ((size += read) > largest) throw new BringInException(SentFile.TooLarge(largest));
                await writer.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            await writer.CompleteAsync(cancel);
            return file with { Record = file.Record with { Size = parts.Length } };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>What was laid aside, to be read from any place. The reader closes its bytes, too.</summary>
    /// <exception cref="SealedFileException">It is not whole.</exception>
    public Task<SealedReadStream> OpenAsync(SentFile file, CancellationToken cancel) =>
        SealedFile.OpenAsync(new PartReader(contexts, file.Space.Id, file.Id, file.Record.Size), file.Record.Key, cancel);

    /// <summary>Takes a file to work on it.</summary>
    /// <returns>Null where somebody else has taken it since it was asked for, or it is gone.</returns>
    public async Task<SentFile?> HoldAsync(SentFile file, SentRecord record, CancellationToken cancel)
    {
        var (worker, now) = (Guid.NewGuid(), Now);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var held = await Of(database, file).Where(f => f.HeldUntil == null || f.HeldUntil <= now).ExecuteUpdateAsync(
            row => row.SetProperty(f => f.Worker, worker).SetProperty(f => f.HeldUntil, now + HeldFor)
                .SetProperty(f => f.Record, SealedRecords.SealOfFile(file.Space, file.Id, record)),
            cancel);
        return held == 1 ? file with { Worker = worker, IsCutOff = false, Record = record } : null;
    }

    /// <summary>Says that it is still being worked on, and how far it is.</summary>
    /// <returns>False where it is to be stopped, is gone, or somebody else has taken it.</returns>
    public async Task<bool> KeepAsync(SentFile held, int done, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await Of(database, held).Where(f => !f.IsStopped)
            .ExecuteUpdateAsync(row => row.SetProperty(f => f.HeldUntil, Now + HeldFor).SetProperty(f => f.Done, done), cancel) == 1;
    }

    /// <summary>Says what became of it; nobody works on it then.</summary>
    public async Task SettleAsync(SentFile held, SentRecord record, int done)
    {
        await using var database = await contexts.CreateDbContextAsync();
        await Of(database, held).ExecuteUpdateAsync(
            row => row.SetProperty(f => f.HeldUntil, (DateTime?)null).SetProperty(f => f.Done, done)
                .SetProperty(f => f.Record, SealedRecords.SealOfFile(held.Space, held.Id, record)));
        // The file has done what it was for; what became of it is still told.
        if (record.State.Stage is SentFileStage.CameIn or SentFileStage.Failed) await DropPartsAsync(held.Space.Id, held.Id, CancellationToken.None);
    }

    /// <summary>Leaves it to whoever goes on with it.</summary>
    public async Task LetGoAsync(SentFile held)
    {
        await using var database = await contexts.CreateDbContextAsync();
        await Of(database, held).ExecuteUpdateAsync(row => row.SetProperty(f => f.HeldUntil, Now));
    }

    /// <summary>Whoever works on it is to stop.</summary>
    public async Task StopAsync(SentFile file, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await database.SentFiles.Where(f => f.Id == file.Id && f.SpaceId == file.Space.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(f => f.IsStopped, true), cancel);
    }

    /// <summary>Whoever works on it notices.</summary>
    public async Task DropAsync(UnlockedSpace space, Guid session, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var ids = await database.SentFiles.Where(f => f.SpaceId == space.Id && f.SessionId == session).Select(f => f.Id).ToListAsync(cancel);
        // Its key first.
        await database.SentFiles.Where(f => f.SpaceId == space.Id && ids.Contains(f.Id)).ExecuteDeleteAsync(cancel);
        foreach (var id in ids) await DropPartsAsync(space.Id, id, cancel);
    }

    /// <summary>Sessions whose files somebody was working on who is gone.</summary>
    public async Task<IReadOnlyList<Guid>> CutOffAsync(CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.SentFiles.Where(f => f.HeldUntil <= Now).Select(f => f.SessionId).ToListAsync(cancel);
    }

    /// <summary>Drops what has been here for too long, and the bytes of what is gone.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        var before = Now - Keeps;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await database.SentFiles.Where(f => f.Began < before && (f.HeldUntil == null || f.HeldUntil <= Now)).ExecuteDeleteAsync(cancel);
        var gone = await database.SentParts.Where(p => !database.SentFiles.Any(f => f.Id == p.FileId))
            .Select(p => new { p.SpaceId, p.FileId }).Distinct().ToListAsync(cancel);
        foreach (var file in gone) await DropPartsAsync(file.SpaceId, file.FileId, cancel);
    }

    private static IQueryable<SentFileRow> Of(AppDbContext database, SentFile file) =>
        database.SentFiles.Where(f => f.Id == file.Id && f.SpaceId == file.Space.Id && f.Worker == file.Worker);

    private async Task DropPartsAsync(Guid space, Guid file, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var parts = database.SentParts.Where(p => p.SpaceId == space && p.FileId == file);
        for (var last = await parts.MaxAsync(p => (int?)p.Number, cancel) ?? -1; last >= 0; last -= PartsAtOnce)
        {
            var from = last - PartsAtOnce;
            await parts.Where(p => p.Number > from).ExecuteDeleteAsync(cancel);
        }
    }
}
