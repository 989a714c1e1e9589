using BreakupGuide.Privacy;

namespace BreakupGuide.Entries.Reading;

/// <summary>Puts entries of one sort into words; the feature that shows them does it. Lives as long as one request.</summary>
public interface IEntryInWords
{
    /// <summary>Whether entries like this one are its own.</summary>
    bool Reads(Entry entry);

    /// <param name="entry">One that opens, with its answers.</param>
    Task<ReadEntry> ReadAsync(UnlockedSpace space, OpenRun entry, CancellationToken cancel);
}
