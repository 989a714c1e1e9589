using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Features.Transfer.Files;

/// <summary>Reads what <see cref="PartWriter"/> took, from any place. One part is in memory at a time.</summary>
/// <param name="length">How many bytes there are.</param>
internal sealed class PartReader(IDbContextFactory<AppDbContext> contexts, Guid space, Guid file, long length) : Stream
{
    private byte[] part = [];
    private long read = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length) return 0;
        if (Number != read)
        {
            using var database = contexts.CreateDbContext();
            Keep(Part(database).FirstOrDefault());
        }

        return Take(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length) return 0;
        if (Number != read)
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            Keep(await Part(database).FirstOrDefaultAsync(cancellationToken));
        }

        return Take(buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => length };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override string ToString() => "[sealed file]";

    private int Number => (int)(Position / PartWriter.PartSize);

    private IQueryable<byte[]> Part(AppDbContext database)
    {
        var number = Number;
        return database.SentParts.Where(p => p.SpaceId == space && p.FileId == file && p.Number == number).Select(p => p.Bytes);
    }

    // Somebody dropped it meanwhile.
    private void Keep(byte[]? bytes) => (part, read) = (bytes ?? throw new EndOfStreamException(), Number);

    private int Take(Span<byte> buffer)
    {
        var at = (int)(Position % PartWriter.PartSize);
        var some = part.AsSpan(at, Math.Min(buffer.Length, part.Length - at));
        some.CopyTo(buffer);
        Position += some.Length;
        return some.Length;
    }
}
