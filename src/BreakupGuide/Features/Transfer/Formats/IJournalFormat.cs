using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>A kind of file that can be brought in. Reads it from its beginning each time, one entry after the other.</summary>
internal interface IJournalFormat
{
    /// <summary>What such a file is called, such as “a Day One export”.</summary>
    string Name { get; }

    /// <summary>Which of its files that is, for whoever looks for it.</summary>
    string Hint { get; }

    /// <summary>Whether a file is of this kind.</summary>
    Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel);

    /// <exception cref="BringInException">It cannot be brought in.</exception>
    IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, CancellationToken cancel);

    /// <summary>What was named in the entries; only our own files have it.</summary>
    IAsyncEnumerable<NotesThread> ThreadsAsync(ArrivedFile file, CancellationToken cancel) => AsyncEnumerable.Empty<NotesThread>();

    /// <summary>What is kept beside the entries; only our own files have it.</summary>
    Task<BesideEntries> BesideAsync(ArrivedFile file, CancellationToken cancel) => Task.FromResult(new BesideEntries(null, null, null));
}

/// <param name="Cover">How the person had set things.</param>
/// <param name="Withheld">What is left out for somebody else.</param>
/// <param name="People">Whom they can call.</param>
internal sealed record BesideEntries(NotesCover? Cover, Withheld? Withheld, CallList? People)
{
    public override string ToString() => "[beside the entries]";
}
