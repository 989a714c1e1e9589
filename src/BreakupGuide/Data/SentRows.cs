using BreakupGuide.Privacy;

namespace BreakupGuide.Data;

/// <summary>A file on its way into a space, one for each session: it goes with it. Whichever node answers works on it.</summary>
public sealed class SentFileRow
{
    public required Guid Id { get; init; }

    public required Guid SpaceId { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>UTC time at which it came.</summary>
    public required DateTime Began { get; init; }

    /// <summary>Entries that were looked at, or came in.</summary>
    public int Done { get; set; }

    /// <summary>Drawn by whoever worked on it last.</summary>
    public Guid? Worker { get; set; }

    /// <summary>UTC time until which it is left to that one, who sets it later again and again; null where nothing is being done.</summary>
    public DateTime? HeldUntil { get; set; }

    /// <summary>Somebody wants it stopped.</summary>
    public bool IsStopped { get; set; }

    public required SealedText Record { get; set; }
}

/// <summary>
/// Some bytes of such a file, in their order. Together they are one sealed file, whose key stands in the file's record: without it they are noise.
/// </summary>
public sealed class SentPartRow
{
    public required Guid SpaceId { get; init; }

    public required Guid FileId { get; init; }

    /// <summary>Counts from 0.</summary>
    public required int Number { get; init; }

    public required byte[] Bytes { get; init; }
}
