namespace BreakupGuide.Features.Transfer;

/// <summary>Section <c>BreakupGuide:BringIn</c>: how much a file that is brought in may hold.</summary>
public sealed class TransferOptions
{
    /// <summary>Megabytes of the file as it is sent.</summary>
    public int LargestMegabytes { get; set; } = 64;

    internal long LargestBytes => LargestMegabytes * 1024L * 1024;

    /// <summary>Bytes of all that is unpacked from it; no setting.</summary>
    internal long MostUnpacked => 16 * LargestBytes;

    /// <summary>Files in a zip; no setting. A file of one's own had one for each entry before “notes 3”, and a space holds a hundred thousand.</summary>
    internal int MostFiles { get; set; } = 110_000;

    internal bool IsSensible => LargestMegabytes is >= 1 and <= 2000;
}
