using System.Security.Cryptography;

namespace BreakupGuide.Privacy;

/// <summary>Seals what is written to it, chunk by chunk. Only what was completed opens again.</summary>
public sealed class SealedWriteStream : Stream
{
    private readonly byte[] plain = new byte[SealedFile.ChunkSize];
    private readonly byte[] sealedChunk = new byte[SealedFile.ChunkSize + SealedFile.TagSize];
    private readonly Stream file;
    private readonly byte[] header;
    private readonly AesGcm key;
    private int filled;
    private long number;
    private bool isComplete;

    internal SealedWriteStream(Stream file, byte[] header, AesGcm key) => (this.file, this.header, this.key) = (file, header, key);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !isComplete;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the last chunk. A file that was given up before has none, and is refused.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(isComplete, this);
        await file.WriteAsync(SealChunk(isLast: true), cancel);
        await file.FlushAsync(cancel);
        isComplete = true;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(isComplete, this);
        while (buffer.Length > 0)
        {
            // A full chunk waits until more comes: it might be the last one.
            if (filled == plain.Length) file.Write(SealChunk(isLast: false).Span);
            buffer = buffer[Fill(buffer)..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isComplete, this);
        while (buffer.Length > 0)
        {
            if (filled == plain.Length) await file.WriteAsync(SealChunk(isLast: false), cancellationToken);
            buffer = buffer[Fill(buffer.Span)..];
        }
    }

    /// <summary>Does nothing: only whole chunks leave.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override string ToString() => "[sealed file]";

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            isComplete = true;
            CryptographicOperations.ZeroMemory(plain);
            key.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Fill(ReadOnlySpan<byte> buffer)
    {
        var some = buffer[..Math.Min(buffer.Length, plain.Length - filled)];
        some.CopyTo(plain.AsSpan(filled));
        filled += some.Length;
        return some.Length;
    }

    private ReadOnlyMemory<byte> SealChunk(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, number++, isLast);
        key.Encrypt(nonce, plain.AsSpan(0, filled), sealedChunk.AsSpan(0, filled), sealedChunk.AsSpan(filled, SealedFile.TagSize), header);
        var chunk = sealedChunk.AsMemory(0, filled + SealedFile.TagSize);
        filled = 0;
        return chunk;
    }
}
