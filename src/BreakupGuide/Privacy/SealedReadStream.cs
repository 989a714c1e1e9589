using System.Security.Cryptography;

namespace BreakupGuide.Privacy;

/// <summary>Opens a sealed file chunk by chunk, from any place in it; one chunk is in memory at a time. It does not close the file.</summary>
public sealed class SealedReadStream : Stream
{
    private const int SealedSize = SealedFile.ChunkSize + SealedFile.TagSize;

    private readonly byte[] plain = new byte[SealedFile.ChunkSize];
    private readonly byte[] sealedChunk = new byte[SealedSize];
    private readonly Stream file;
    private readonly byte[] header;
    private readonly AesGcm key;
    private readonly long chunks;
    private long opened = -1;

    internal SealedReadStream(Stream file, byte[] header, AesGcm key)
    {
        (this.file, this.header, this.key) = (file, header, key);
        var size = file.Length - header.Length;
        chunks = (size + SealedSize - 1) / SealedSize;
        Length = size - (chunks * SealedFile.TagSize);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Chunk(buffer.Length) is not { } number) return 0;
        if (number != opened)
        {
            file.ReadExactly(Sought(number).Span);
            OpenChunk(number);
        }

        return Take(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Chunk(buffer.Length) is not { } number) return 0;
        if (number != opened)
        {
            await file.ReadExactlyAsync(Sought(number), cancellationToken);
            OpenChunk(number);
        }

        return Take(buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };
        return Position = to >= 0 ? to : throw new IOException("There is nothing before the beginning.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override string ToString() => "[sealed file]";

    /// <summary>The last chunk says of itself that it is the last: where it opens, the file ends where it was completed.</summary>
    internal async Task CheckEndAsync(CancellationToken cancel)
    {
        // Only a file without anything in it ends with an empty chunk.
        if (chunks == 0 || SizeOf(chunks - 1) < (chunks == 1 ? SealedFile.TagSize : SealedFile.TagSize + 1)) throw new SealedFileException();
        await file.ReadExactlyAsync(Sought(chunks - 1), cancel);
        OpenChunk(chunks - 1);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(plain);
            key.Dispose();
        }

        base.Dispose(disposing);
    }

    private long? Chunk(int wanted) => wanted == 0 || Position >= Length ? null : Position / SealedFile.ChunkSize;

    private int SizeOf(long number) => (int)Math.Min(SealedSize, file.Length - header.Length - (number * SealedSize));

    private Memory<byte> Sought(long number)
    {
        file.Position = header.Length + (number * SealedSize);
        return sealedChunk.AsMemory(0, SizeOf(number));
    }

    private void OpenChunk(long number)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, number, isLast: number == chunks - 1);
        var size = SizeOf(number) - SealedFile.TagSize;
        // What does not open leaves nothing behind that could be read as if it had.
        opened = -1;
        try
        {
            key.Decrypt(nonce, sealedChunk.AsSpan(0, size), sealedChunk.AsSpan(size, SealedFile.TagSize), plain.AsSpan(0, size), header);
        }
        catch (CryptographicException exception)
        {
            throw new SealedFileException(exception);
        }

        opened = number;
    }

    private int Take(Span<byte> buffer)
    {
        var (number, at) = Math.DivRem(Position, SealedFile.ChunkSize);
        var size = SizeOf(number) - SealedFile.TagSize;
        var count = (int)Math.Min(buffer.Length, size - at);
        plain.AsSpan((int)at, count).CopyTo(buffer);
        Position += count;
        return count;
    }
}
