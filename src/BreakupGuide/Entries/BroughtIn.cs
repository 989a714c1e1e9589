namespace BreakupGuide.Entries;

/// <param name="All">What became of each entry, in the order in which they came.</param>
/// <param name="Bytes">Sealed bytes that are added.</param>
internal sealed record BroughtIn(IReadOnlyList<Arrival> All, long Bytes)
{
    public override string ToString() => "[brought in]";
}

/// <summary>What became of an entry that came.</summary>
internal enum Arrival
{
    New,

    /// <summary>The same stands there already.</summary>
    There,

    /// <summary>Other words stand there: what came is an earlier version of them.</summary>
    Earlier,

    /// <summary>What came or what stands there does not open, and is not touched.</summary>
    Unreadable,
}
