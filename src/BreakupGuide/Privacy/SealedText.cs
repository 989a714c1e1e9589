namespace BreakupGuide.Privacy;

/// <summary>Text that only its space's key can open: format byte, key number, nonce, ciphertext, tag.</summary>
public sealed class SealedText(byte[] bytes)
{
    /// <summary>The bytes as they are stored. Not to be changed.</summary>
    public byte[] Bytes { get; } = bytes;

    public override string ToString() => "[sealed]";
}

/// <summary>Where a sealed text belongs; it opens nowhere else.</summary>
/// <param name="Field">Column or part of the record.</param>
public readonly record struct SealContext(string Table, Guid Record, string Field);

/// <summary>A stored record does not open: it was damaged, moved, or sealed for somebody else. The stored bytes are kept as they are.</summary>
public sealed class CannotOpenException(SealContext context, Exception? inner = null)
    : Exception($"A record of {context.Table} could not be opened.", inner)
{
    public Guid Record { get; } = context.Record;
}
