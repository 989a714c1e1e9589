using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Transfer;

/// <summary>
/// A file on its way into a space, laid aside on disk. It is sealed with a key that is nowhere but here, so it can be read only as long as this lives.
/// </summary>
internal sealed class SentFile : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly byte[] key = RandomNumberGenerator.GetBytes(KeyWrap.KeySize);
    private readonly FileStream sealedFile;
    private byte[]? passphraseKey;
    private volatile SentFileState state = new(SentFileStage.Looking);
    private volatile bool isGone;

    public SentFile(UnlockedSpace space, DataDirectory directory, string fileName, string zone, DateTime now)
    {
        (Space, FileName, Zone, Began) = (space, fileName, zone, now);
        Path = System.IO.Path.Combine(directory.Arriving, $"{Guid.NewGuid():N}.sealed");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        sealedFile = new FileStream(Path, options);
    }

    public UnlockedSpace Space { get; }

    /// <summary>As it was called where it was chosen; only to be shown.</summary>
    public string FileName { get; }

    /// <summary>The person's own zone.</summary>
    public string Zone { get; }

    /// <summary>UTC time at which it came.</summary>
    public DateTime Began { get; }

    public string Path { get; }

    public SentFileState State
    {
        get => state;
        set => state = value;
    }

    /// <summary>What is being done; done already where nothing is.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Cancelled when somebody stops it, and when it is gone.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>Lays the file aside.</summary>
    /// <exception cref="BringInException">It is larger than may be.</exception>
    public async Task TakeAsync(Stream content, long largest, CancellationToken cancel)
    {
        await using var writer = await SealedFile.CreateAsync(sealedFile, key, cancel);
        var buffer = new byte[SealedFile.ChunkSize];
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                if ((size += read) > largest) throw new BringInException(TooLarge(largest));
                await writer.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            await writer.CompleteAsync(cancel);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    public static string TooLarge(long largest) =>
        $"This file is larger than {largest / (1024 * 1024)} MB. Photos make it so: save it in the other program without them, or one year at a time.";

    /// <summary>Opens what was laid aside.</summary>
    /// <param name="passphrase">Of a file that is sealed with one; remembered as its key.</param>
    /// <returns>Null where such a file needs another passphrase.</returns>
    public async Task<Stream?> OpenAsync(PassphraseDerivation derivation, string? passphrase, CancellationToken cancel)
    {
        var content = await SealedFile.OpenAsync(sealedFile, key, cancel);
        var start = new byte[64];
        var count = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        if (!SealedFile.IsByPassphrase(start.AsSpan(0, count))) return content;
        if (passphraseKey is null && passphrase is { Length: > 0 and <= PassphraseRules.LongestTyped })
            passphraseKey = await SealedFile.KeyAsync(content, derivation, passphrase, cancel);
        return passphraseKey is null ? null : await SealedFile.OpenAsync(content, passphraseKey, cancel);
    }

    /// <summary>Does something with it, once what was done before has ended.</summary>
    public void Do(Func<CancellationToken, Task> work)
    {
        if (!Work.IsCompleted || isGone) return;
        Work = Task.Run(() => work(stop.Token));
    }

    public void Stop() => stop.Cancel();

    /// <summary>Ends what is being done, and deletes the file and its key.</summary>
    public void Dispose()
    {
        if (isGone) return;
        isGone = true;
        stop.Cancel();
        _ = EndAsync();
    }

    public override string ToString() => "[file]";

    // What is being done reads the file and its key: both go when it has ended.
    private async Task EndAsync()
    {
        await Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await sealedFile.DisposeAsync();
        CryptographicOperations.ZeroMemory(key);
        if (passphraseKey is not null) CryptographicOperations.ZeroMemory(passphraseKey);
    }
}

internal enum SentFileStage
{
    Looking,
    NeedsPassphrase,
    Looked,
    BringingIn,
    CameIn,
    Failed,
}

/// <summary>How far it is.</summary>
/// <param name="Done">Entries that were looked at, or came in.</param>
/// <param name="Looked">What was seen when it was looked at.</param>
/// <param name="Problem">A sentence for the person.</param>
/// <param name="HasComeIn">Whether something came in before it failed.</param>
internal sealed record SentFileState(SentFileStage Stage, int Done = 0, Looked? Looked = null, string? Problem = null, bool HasComeIn = false)
{
    public bool IsRunning => Stage is SentFileStage.Looking or SentFileStage.BringingIn;

    public override string ToString() => $"[{Stage}]";
}
