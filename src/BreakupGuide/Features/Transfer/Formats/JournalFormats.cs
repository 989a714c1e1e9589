using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>The kinds of files that can be brought in, in the order in which a file is tried: those that are told by more come first.</summary>
internal sealed class JournalFormats(IEnumerable<IJournalFormat> formats)
{
    public IReadOnlyList<IJournalFormat> All { get; } = [.. formats];

    /// <exception cref="BringInException">It is none of them.</exception>
    public async Task<IJournalFormat> FindAsync(ArrivedFile file, CancellationToken cancel)
    {
        foreach (var format in All)
            if (await format.IsAsync(file, cancel)) return format;
        throw new BringInException(
            "This is none of the kinds of files that can be brought in. They stand at the top of this page; perhaps the other program can save one of these.");
    }
}
