namespace BreakupGuide.Entries;

/// <summary>Who wrote what stands in a field, and the how-manieth version it is.</summary>
/// <param name="Client">Random id of the page that wrote; null for a form without script.</param>
/// <param name="Sequence">Number of the save within that page.</param>
internal sealed record FieldStamp(int Version, string? Client, long Sequence)
{
    public override string ToString() => $"[version {Version}]";
}

/// <summary>
/// The rule by which a save meets what is stored; the same for a field of a journal entry and for an answer of a run.
/// </summary>
/// <param name="Stored">Null where nothing stands yet.</param>
/// <param name="BaseVersion">The version that the writer saw.</param>
/// <param name="IsSame">The same words stand there already.</param>
/// <param name="CountsAnew">The same words still are a change: said again, they count from now on.</param>
/// <param name="Before">The words that stand there.</param>
/// <param name="After">The words that are to stand there.</param>
/// <param name="Earlier">The stamp of this field in an earlier version, and whether the saved words stand there; null where it is of something else.</param>
internal sealed record VersionedField(
    string Name, FieldStamp? Stored, int BaseVersion, bool IsSame, bool CountsAnew, string Before, string After,
    Func<RevisionRecord, (FieldStamp Stamp, bool IsSame)?> Earlier)
{
    /// <summary>A save that takes away more characters than these keeps what stood there.</summary>
    private const int MuchAtOnce = 100;

    public FieldVerdict Judge(string? client, long sequence)
    {
        if (Stored is not null && IsRepeated(Stored, client, sequence, IsSame)) return FieldVerdict.Repeated;
        if (IsSame && !CountsAnew) return FieldVerdict.Unchanged;
        // Somebody else saved since the writer looked. A page's own later save is no conflict, even if it missed an acknowledgement.
        return Stored is not null && BaseVersion != Stored.Version && (client is null || client != Stored.Client)
            ? FieldVerdict.Conflict
            : FieldVerdict.Changed;
    }

    /// <summary>Whether this save has become an earlier version already: it comes again after somebody wrote over it, which is no conflict.</summary>
    public bool IsIn(RevisionRecord revision, string? client, long sequence) =>
        Earlier(revision) is var (stamp, isSame) && IsRepeated(stamp, client, sequence, isSame);

    /// <summary>A text is cleared, or much of it goes at once: typed over, cut out.</summary>
    public bool TakesMuch => TakesMuchFrom(Before, After);

    public static bool TakesMuchFrom(string before, string after)
    {
        if (string.IsNullOrWhiteSpace(after)) return !string.IsNullOrWhiteSpace(before);
        var start = before.AsSpan().CommonPrefixLength(after);
        var rest = Math.Min(before.Length, after.Length) - start;
        var end = 0;
        while (end < rest && before[^(end + 1)] == after[^(end + 1)]) end++;
        return before.Length - start - end > MuchAtOnce;
    }

    public override string ToString() => "[versioned field]";

    /// <summary>
    /// The same page saves the same words again, because the acknowledgement was lost; or older ones arrive late. Other words under the same
    /// number are none: a form that was given back by an error page is sent again with the number it had, and may have been changed there.
    /// </summary>
    private static bool IsRepeated(FieldStamp stored, string? client, long sequence, bool isSame) =>
        client is not null && client == stored.Client && (sequence < stored.Sequence || (sequence == stored.Sequence && isSame));
}

internal enum FieldVerdict
{
    Unchanged,
    Repeated,
    Conflict,
    Changed,
}
