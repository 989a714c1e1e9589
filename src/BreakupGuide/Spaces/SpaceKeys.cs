using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Spaces;

/// <summary>Changes what opens a kept space: its passphrase and its recovery key. The data key stays, so no record is touched.</summary>
/// <remarks>A new wrap is opened once, and what it gives compared, before it takes the place of the one that works.</remarks>
public sealed partial class SpaceKeys(
    IDbContextFactory<AppDbContext> contexts, PassphraseDerivation derivation, SignInThrottle pace,
    OpenSpaces open, StorageWatch watch, ILogger<SpaceKeys> logger)
{
    /// <summary>Whether this is the space's passphrase; asked again before what cannot be taken back. Wrong tries count as at <c>/unlock</c>.</summary>
    public async Task<bool> IsRightAsync(Guid space, string passphrase, IPAddress? from, CancellationToken cancel)
    {
        using var opened = await OpenAsync(space, passphrase, from, cancel);
        return opened is not null;
    }

    /// <summary>Sets a new passphrase and ends every session of the space, circuits included. The recovery key stays as it is.</summary>
    /// <returns>The space to sign in to again; null when the current passphrase is wrong, or was changed this moment elsewhere.</returns>
    public async Task<UnlockedSpace?> ChangePassphraseAsync(Guid space, string current, string next, IPAddress? from, CancellationToken cancel)
    {
        using var opened = await OpenAsync(space, current, from, cancel);
        if (opened is null) return null;
        var wrap = await WrapAsync(space, opened.DataKey, next, cancel);
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        await using (var transaction = await database.BeginAsync([space], cancel))
        {
            var changed = await database.Spaces.Where(s => s.Id == space && s.PassphraseWrap == opened.Row.PassphraseWrap)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.PassphraseWrap, wrap), cancel);
            if (changed == 0) return null;
            await database.Sessions.Where(s => s.SpaceId == space).ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        open.CloseAllOf(space);
        await ForgetOldWrapAsync();
        return opened.ToSpace();
    }

    /// <summary>Makes a new recovery key; the one before opens nothing any more.</summary>
    /// <returns>Null when the passphrase is wrong.</returns>
    public async Task<RecoveryKey?> NewRecoveryKeyAsync(Guid space, string passphrase, IPAddress? from, CancellationToken cancel)
    {
        using var opened = await OpenAsync(space, passphrase, from, cancel);
        if (opened is null) return null;
        var (key, wrap) = NewRecovery(space, opened.DataKey);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var changed = await database.Spaces.Where(s => s.Id == space && s.RecoveryWrap == opened.Row.RecoveryWrap)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RecoveryWrap, wrap), cancel);
        if (changed == 0) return null;
        await ForgetOldWrapAsync();
        return key;
    }

    /// <summary>Wraps the data key again at today's cost, after a passphrase wrapped at a lower one has opened it.</summary>
    /// <returns>The wrap that holds now.</returns>
    internal async Task<byte[]> RaiseAsync(SpaceRow row, byte[] dataKey, string passphrase, CancellationToken cancel)
    {
        var wrap = await WrapAsync(row.Id, dataKey, passphrase, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var raised = await database.Spaces.Where(s => s.Id == row.Id && s.PassphraseWrap == row.PassphraseWrap)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.PassphraseWrap, wrap), cancel);
        if (raised == 0) return row.PassphraseWrap!;
        await ForgetOldWrapAsync();
        return wrap;
    }

    /// <summary>Gives a space a new passphrase and a new recovery key, and ends its sessions.</summary>
    /// <returns>Null when the recovery key that led here was used up this moment elsewhere.</returns>
    internal async Task<RecoveryKey?> SetAsync(SpaceRow row, byte[] dataKey, string passphrase, CancellationToken cancel)
    {
        var wrap = await WrapAsync(row.Id, dataKey, passphrase, cancel);
        var (key, recoveryWrap) = NewRecovery(row.Id, dataKey);
        await using (var database = await contexts.CreateDbContextAsync(cancel))
        await using (var transaction = await database.BeginAsync([row.Id], cancel))
        {
            var changed = await database.Spaces.Where(s => s.Id == row.Id && s.RecoveryWrap == row.RecoveryWrap)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.PassphraseWrap, wrap).SetProperty(s => s.RecoveryWrap, recoveryWrap), cancel);
            if (changed == 0) return null;
            await database.Sessions.Where(s => s.SpaceId == row.Id).ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        open.CloseAllOf(row.Id);
        await ForgetOldWrapAsync();
        return key;
    }

    /// <summary>A passphrase wrap that was seen to open.</summary>
    /// <exception cref="InvalidOperationException">It does not; nothing was changed.</exception>
    internal async Task<byte[]> WrapAsync(Guid space, byte[] dataKey, string passphrase, CancellationToken cancel)
    {
        var wrap = await derivation.WrapAsync(space, dataKey, passphrase, cancel);
        Compare(dataKey, await derivation.OpenAsync(space, wrap, passphrase, cancel));
        return wrap;
    }

    /// <summary>A recovery key and its wrap, which was seen to open.</summary>
    internal static (RecoveryKey Key, byte[] Wrap) NewRecovery(Guid space, byte[] dataKey)
    {
        var key = RecoveryKey.New();
        var wrap = KeyWrap.ByRecoveryKey(space, dataKey, key);
        Compare(dataKey, KeyWrap.OpenByRecoveryKey(space, wrap, RecoveryKey.Parse(key.ToDisplay())!));
        return (key, wrap);
    }

    // The change holds already: where the log cannot be cut now, a later checkpoint does it.
    private async Task ForgetOldWrapAsync()
    {
        try
        {
            await using var database = await contexts.CreateDbContextAsync(CancellationToken.None);
            await database.CutLogAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException || StorageTrouble.Of(exception) is not null)
        {
            LogNotCut(exception);
        }
    }

    private static void Compare(byte[] dataKey, byte[]? opened)
    {
        var isSame = opened is not null && CryptographicOperations.FixedTimeEquals(dataKey, opened);
        CryptographicOperations.ZeroMemory(opened);
        if (!isSame) throw new InvalidOperationException("A new key wrap does not open. The keys were left as they were.");
    }

    private async Task<OpenedKey?> OpenAsync(Guid space, string passphrase, IPAddress? from, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        if (await database.Spaces.AsNoTracking().SingleOrDefaultAsync(s => s.Id == space && s.PassphraseWrap != null, cancel) is not { } row) return null;
        return await pace.TryAsync(row.Name!, from, TryAsync, cancel);

        async Task<OpenedKey?> TryAsync()
        {
            if (await derivation.OpenAsync(space, row.PassphraseWrap, passphrase, cancel) is { } dataKey) return new OpenedKey(row, dataKey);
            await watch.TryAsync(() => database.Spaces.Where(s => s.Id == space)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailedTries, s => s.FailedTries + 1), CancellationToken.None));
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A key wrap was replaced, but the write-ahead log, which still holds the old one, could not be cut at once.")]
    private partial void LogNotCut(Exception exception);
}

/// <summary>A kept space's data key on its way to an open space or to another wrap. Whichever way that ends, it is wiped.</summary>
internal sealed class OpenedKey(SpaceRow row, byte[] dataKey) : IDisposable
{
    public SpaceRow Row => row;

    public byte[] DataKey => dataKey;

    /// <summary>The space that it opens, with a copy of its own.</summary>
    /// <param name="by">The passphrase wrap that must still hold when a session begins; null for none.</param>
    public UnlockedSpace ToSpace(ReadOnlyMemory<byte>? by = null) => new(row.Id, isVisitor: false, [.. dataKey]) { OpenedBy = by };

    public void Dispose() => CryptographicOperations.ZeroMemory(dataKey);
}
