namespace BreakupGuide.Privacy;

/// <summary>Runs the slow key derivations, at most two at once, so that sign-in attempts cannot take all processors.</summary>
public sealed class PassphraseDerivation(int rounds) : IDisposable
{
    private readonly SemaphoreSlim places = new(2);
    private long count;

    /// <summary>PBKDF2 rounds for new wraps.</summary>
    public int Rounds { get; } = rounds >= KeyWrap.FewestRounds
        ? rounds
        : throw new ArgumentOutOfRangeException(nameof(rounds), $"At least {KeyWrap.FewestRounds} rounds are needed.");

    /// <summary>Derivations since the program started. Shows that a name that does not exist costs as much as one that does.</summary>
    internal long Count => Interlocked.Read(ref count);

    /// <summary>Told of each data key that comes by, so that a test can see whether it was wiped in the end.</summary>
    internal Action<byte[]>? Witness { get; set; }

    public Task<byte[]> WrapAsync(Guid space, byte[] dataKey, string passphrase, CancellationToken cancel)
    {
        Witness?.Invoke(dataKey);
        return InPlaceAsync(() => KeyWrap.ByPassphrase(space, dataKey, passphrase, Rounds), cancel);
    }

    /// <param name="wrap">Null when no such space exists: then the same time is spent and nothing opens.</param>
    public async Task<byte[]?> OpenAsync(Guid space, byte[]? wrap, string passphrase, CancellationToken cancel)
    {
        var dataKey = await InPlaceAsync(
            () =>
            {
                if (wrap is not null) return KeyWrap.OpenByPassphrase(space, wrap, passphrase);
                KeyWrap.SpendDerivation(passphrase, Rounds);
                return null;
            },
            cancel);
        if (dataKey is not null) Witness?.Invoke(dataKey);
        return dataKey;
    }

    public void Dispose() => places.Dispose();

    private async Task<T> InPlaceAsync<T>(Func<T> derive, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            Interlocked.Increment(ref count);
            // A derivation takes a good part of a second of pure computing: it must not hold the request's thread.
            return await Task.Run(derive, cancel);
        }
        finally
        {
            places.Release();
        }
    }
}
