using System.Buffers.Binary;

namespace BreakupGuide.Features.Transfer.Files;

/// <summary>Looks at the end of a zip before anything of its list of files is read: the list alone could take all memory.</summary>
internal static class ZipDirectory
{
    private const int EndSize = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorSize = 20;
    private const int LargeEndSize = 56;

    // A file's line in the list has 46 bytes, its name and what some programs add.
    private const int LineSize = 400;

    private static ReadOnlySpan<byte> EndMark => [0x50, 0x4B, 0x05, 0x06];

    private static ReadOnlySpan<byte> LocatorMark => [0x50, 0x4B, 0x06, 0x07];

    private static ReadOnlySpan<byte> LargeEndMark => [0x50, 0x4B, 0x06, 0x06];

    /// <summary>Whether these are the first bytes of a zip, of an empty one, too.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || start.StartsWith(EndMark);

    /// <exception cref="BringInException">It is not whole, or holds too many files.</exception>
    public static async Task CheckAsync(Stream file, int mostFiles, CancellationToken cancel)
    {
        var tail = new byte[Math.Min(file.Length, EndSize + LongestComment + LocatorSize)];
        var tailAt = file.Length - tail.Length;
        file.Position = tailAt;
        await file.ReadExactlyAsync(tail, cancel);
        var end = tail.AsSpan().LastIndexOf(EndMark);
        if (end < 0 || end + EndSize > tail.Length) throw Broken();
        long files = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long at = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (end >= LocatorSize && tail.AsSpan(end - LocatorSize).StartsWith(LocatorMark))
        {
            var largeAt = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - LocatorSize + 8));
            if (largeAt < 0 || largeAt > file.Length - LargeEndSize) throw Broken();
            var large = new byte[LargeEndSize];
            file.Position = largeAt;
            await file.ReadExactlyAsync(large, cancel);
            if (!large.AsSpan().StartsWith(LargeEndMark)) throw Broken();
            files = BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(32));
            at = BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(48));
        }

        if (files < 0 || at < 0 || at > tailAt + end) throw Broken();
        if (files > mostFiles || tailAt + end - at > (long)mostFiles * LineSize)
            throw new BringInException(
                "This file holds more single files than can be looked through. Divide it into several, and bring in one after the other.");
    }

    public static BringInException Broken(Exception? inner = null) => new(
        "This file is not whole: its end is missing, or something in it was changed. Download it again where it comes from, and try once more.", inner);
}
