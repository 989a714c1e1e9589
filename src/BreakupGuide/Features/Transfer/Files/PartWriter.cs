using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Features.Transfer.Files;

/// <summary>Takes the bytes of a sealed file into rows of the database. One part is in memory at a time, each is a write of its own.</summary>
internal sealed class PartWriter(IDbContextFactory<AppDbContext> contexts, Guid space, Guid file) : Stream
{
    /// <summary>Bytes of each part but the last.</summary>
    public const int PartSize = 256 * 1024;

    private readonly byte[] part = new byte[PartSize];
    private int filled;
    private int number;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>Bytes that were written so far.</summary>
    public override long Length => ((long)number * PartSize) + filled;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var some = buffer[..Math.Min(buffer.Length, PartSize - filled)];
            some.CopyTo(part.AsMemory(filled));
            filled += some.Length;
            buffer = buffer[some.Length..];
            if (filled < PartSize) continue;
            await StoreAsync(cancellationToken);
            (filled, number) = (0, number + 1);
        }
    }

    /// <summary>Once, at the end: the last part.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => filled == 0 ? Task.CompletedTask : StoreAsync(cancellationToken);

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override string ToString() => "[sealed file]";

    private async Task StoreAsync(CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        database.SentParts.Add(new SentPartRow { SpaceId = space, FileId = file, Number = number, Bytes = part[..filled] });
        await database.SaveChangesAsync(cancel);
    }
}
