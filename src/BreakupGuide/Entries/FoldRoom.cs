namespace BreakupGuide.Entries;

/// <summary>A place in which one text after the other is folded. What was folded last is wiped when it is done with.</summary>
internal sealed class FoldRoom : IDisposable
{
    private char[] room = [];

    /// <returns>The folded text, until the next one is folded.</returns>
    public ReadOnlySpan<char> Fold(ReadOnlySpan<char> text)
    {
        var length = TextFold.Fold(text, ref room);
        return room.AsSpan(0, length);
    }

    public void Dispose() => Array.Clear(room);

    public override string ToString() => "[room]";
}
