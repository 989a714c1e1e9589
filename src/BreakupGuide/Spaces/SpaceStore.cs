using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces;

/// <summary>Makes, keeps, opens, recovers and deletes spaces.</summary>
public sealed partial class SpaceStore(
    IDbContextFactory<AppDbContext> contexts, PassphraseDerivation derivation, SpaceKeys keys, SignInThrottle pace, OpenSpaces open,
    StorageWatch watch, IOptions<SignInOptions> options, TimeProvider clock, ILogger<SpaceStore> logger)
{
    /// <summary>The form in which a name is stored and compared.</summary>
    public static string Normalise(string name) =>
        string.Join(' ', TypedText.Normalise(name).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Whether someone may begin a new space now.</summary>
    public async Task<bool> IsOpenForNewAsync(CancellationToken cancel)
    {
        if (options.Value.Registration != Registration.FirstOnly) return options.Value.Registration == Registration.Open;
        return await IsFreeToKeepAsync(null, cancel);
    }

    /// <summary>The name that opens a space; null while it has none.</summary>
    public async Task<string?> NameAsync(Guid space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await database.Spaces.Where(s => s.Id == space).Select(s => s.Name).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Whether a space may be kept: where only the first one may be, no other is.</summary>
    /// <param name="visitor">The visitor's space that is to be kept; null for a new one.</param>
    public async Task<bool> IsFreeToKeepAsync(Guid? visitor, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await IsFreeToKeepAsync(database, visitor, cancel);
    }

    private async Task<bool> IsFreeToKeepAsync(AppDbContext database, Guid? visitor, CancellationToken cancel) =>
        options.Value.Registration != Registration.FirstOnly || !await database.Spaces.AnyAsync(s => s.Name != null && s.Id != visitor, cancel);

    /// <summary>A space that only its session opens, until it is kept.</summary>
    public async Task<UnlockedSpace> NewVisitorAsync(CancellationToken cancel)
    {
        var space = new UnlockedSpace(Guid.NewGuid(), isVisitor: true, RandomNumberGenerator.GetBytes(KeyWrap.KeySize));
        var now = clock.GetUtcNow().UtcDateTime;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        database.Spaces.Add(new SpaceRow { Id = space.Id, Created = now, LastUsed = now });
        await database.SaveChangesAsync(cancel);
        return space;
    }

    /// <summary>
    /// Gives a space a name, a passphrase and a recovery key. A visitor's words stay as
    /// they are: only the key is wrapped twice more, and the visitor's session ends.
    /// </summary>
    /// <param name="visitor">The open visitor's space, which is closed by this, or null for an empty new one.</param>
    /// <returns>
    /// The space to sign in to and its recovery key; null when the name is taken, or
    /// <see cref="IsFreeToKeepAsync(Guid?, CancellationToken)"/> does not hold any more.
    /// </returns>
    public async Task<(UnlockedSpace Space, RecoveryKey Key)?> KeepAsync(UnlockedSpace? visitor, string name, string passphrase, CancellationToken cancel)
    {
        var id = visitor?.Id ?? Guid.NewGuid();
        var dataKey = visitor?.CopyDataKey() ?? RandomNumberGenerator.GetBytes(KeyWrap.KeySize);
        try
        {
            var passphraseWrap = await keys.WrapAsync(id, dataKey, passphrase, cancel);
            var (recoveryKey, recoveryWrap) = SpaceKeys.NewRecovery(id, dataKey);
            var now = clock.GetUtcNow().UtcDateTime;
            var normalised = Normalise(name);

            await using (var database = await contexts.CreateDbContextAsync(cancel))
            await using (var transaction = await database.BeginAsync([AppDbContext.Names, id], cancel))
            {
                if (!await IsFreeToKeepAsync(database, id, cancel) || await database.Spaces.AnyAsync(s => s.Name == normalised && s.Id != id, cancel))
                    return null;
                // The same name again is the same form sent twice: the key that is shown last must be the one that opens.
                var row = visitor is null
                    ? null
                    : await database.Spaces.SingleAsync(s => s.Id == id && (s.PassphraseWrap == null || s.Name == normalised), cancel);
                if (row is null) database.Spaces.Add(row = new SpaceRow { Id = id, Created = now, LastUsed = now });
                row.Name = normalised;
                row.PassphraseWrap = passphraseWrap;
                row.RecoveryWrap = recoveryWrap;
                await database.SaveChangesAsync(cancel);
                // From now on nothing opens it without its passphrase, whatever becomes of the new session.
                await database.Sessions.Where(s => s.SpaceId == id).ExecuteDeleteAsync(cancel);
                await transaction.CommitAsync(cancel);
            }

            open.CloseAllOf(id);
            return (new UnlockedSpace(id, isVisitor: false, [.. dataKey]), recoveryKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <param name="from">The client's address: wrong tries make later ones wait, by name and by address.</param>
    /// <returns>Null for an unknown name and for a wrong passphrase alike, after the same work.</returns>
    public Task<UnlockedSpace?> UnlockAsync(string name, string passphrase, IPAddress? from, CancellationToken cancel)
    {
        var normalised = Normalise(name);
        return pace.TryAsync(normalised, from, TryAsync, cancel);

        async Task<UnlockedSpace?> TryAsync()
        {
            await using var database = await contexts.CreateDbContextAsync(cancel);
            var row = await database.Spaces.AsNoTracking().SingleOrDefaultAsync(s => s.Name == normalised, cancel);
            var dataKey = await derivation.OpenAsync(row?.Id ?? Guid.Empty, row?.PassphraseWrap, passphrase, cancel);
            if (dataKey is null)
            {
                // A try that cannot be counted for the owner is a wrong one all the same, and makes the next one wait.
                await watch.TryAsync(() => database.Spaces.Where(s => s.Name == normalised)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailedTries, s => s.FailedTries + 1), CancellationToken.None));
                return null;
            }

            using var opened = new OpenedKey(row!, dataKey);
            var wrap = row!.PassphraseWrap!;
            if (KeyWrap.RoundsOf(wrap) < derivation.Rounds) wrap = await keys.RaiseAsync(row, dataKey, passphrase, cancel);
            return opened.ToSpace(wrap);
        }
    }

    /// <summary>Opens a space by its recovery key and gives it a new passphrase and a new recovery key; the used one opens nothing any more.</summary>
    /// <returns>Null for an unknown name and for a wrong key alike.</returns>
    public async Task<(UnlockedSpace Space, RecoveryKey Key)?> RecoverAsync(
        string name, RecoveryKey key, string passphrase, IPAddress? from, CancellationToken cancel)
    {
        var normalised = Normalise(name);
        using var opened = await pace.TryAsync(normalised, from, TryAsync, cancel);
        if (opened is null) return null;
        var next = await keys.SetAsync(opened.Row, opened.DataKey, passphrase, cancel);
        return next is null ? null : (opened.ToSpace(), next);

        async Task<OpenedKey?> TryAsync()
        {
            await using var database = await contexts.CreateDbContextAsync(cancel);
            var row = await database.Spaces.AsNoTracking().SingleOrDefaultAsync(s => s.Name == normalised, cancel);
            if (row?.RecoveryWrap is not null && KeyWrap.OpenByRecoveryKey(row.Id, row.RecoveryWrap, key) is { } dataKey) return new OpenedKey(row, dataKey);
            await watch.TryAsync(() => database.Spaces.Where(s => s.Name == normalised)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailedRecoveries, s => s.FailedRecoveries + 1), CancellationToken.None));
            return null;
        }
    }

    /// <summary>
    /// Deletes a space and everything in it for good. Its keys go first: should the program be killed on the way, what is left can be opened by nobody.
    /// </summary>
    /// <returns>False when the passphrase is wrong.</returns>
    public async Task<bool> DeleteAsync(Guid space, string passphrase, IPAddress? from, CancellationToken cancel)
    {
        if (!await keys.IsRightAsync(space, passphrase, from, cancel)) return false;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await using (var transaction = await database.BeginAsync([space], cancel))
        {
            // Without name and wraps, and not used for ages: should the program be killed here, the sweep deletes the rest.
            await database.Spaces.Where(s => s.Id == space).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Name, (string?)null).SetProperty(s => s.PassphraseWrap, (byte[]?)null)
                    .SetProperty(s => s.RecoveryWrap, (byte[]?)null)
                    .SetProperty(s => s.LastUsed, DateTime.UnixEpoch),
                CancellationToken.None);
            await database.Sessions.Where(s => s.SpaceId == space).ExecuteDeleteAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        open.CloseAllOf(space);
        try
        {
            await RemoveAsync(database, database.Spaces.Where(s => s.Id == space), space, CancellationToken.None);
            await database.EraseFreedAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException || StorageTrouble.Of(exception) is not null)
        {
            // Nothing opens the space any more. The sweep deletes what is left of its rows; the file is made smaller by the next deletion.
            LogNotVacuumed(exception);
        }

        return true;
    }

    /// <summary>Deletes a visitor's space and everything in it. A kept space is never deleted here.</summary>
    public async Task DiscardVisitorAsync(Guid space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        await RemoveAsync(database, database.Spaces.Where(s => s.Id == space && s.PassphraseWrap == null), space, cancel);
    }

    /// <summary>
    /// Deletes visitors' spaces that nobody used for a day, one after the other: other people's saves come in between, and the log stays small.
    /// </summary>
    internal async Task<int> DiscardOldVisitorsAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = now - SignInOptions.VisitorStays;
        await using var database = await contexts.CreateDbContextAsync(cancel);
        // Written by a clock that has been set back since: their day begins now, not when the clock comes by again.
        await database.Sessions.Where(x => x.LastSeen > now && database.Spaces.Any(s => s.Id == x.SpaceId && s.PassphraseWrap == null))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.LastSeen, now), cancel);
        await database.Spaces.Where(s => s.PassphraseWrap == null && s.LastUsed > now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsed, now), cancel);
        var old = database.Spaces.Where(
            s => s.PassphraseWrap == null && s.LastUsed < before && !database.Sessions.Any(x => x.SpaceId == s.Id && x.LastSeen >= before));
        var count = 0;
        foreach (var id in await old.OrderBy(s => s.LastUsed).Select(s => s.Id).ToListAsync(cancel))
            count += await RemoveAsync(database, old.Where(s => s.Id == id), id, cancel);
        return count;
    }

    // Not while somebody saves in it: the two would take the same rows in another order.
    private static async Task<int> RemoveAsync(AppDbContext database, IQueryable<SpaceRow> rows, Guid space, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync([space], cancel);
        var count = await rows.ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return count;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A space was deleted, but its rows or the freed room could not be cleared at once; the next sweep and the next deletion do it.")]
    private partial void LogNotVacuumed(Exception exception);
}
