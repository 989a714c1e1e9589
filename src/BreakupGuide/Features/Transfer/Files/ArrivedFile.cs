using System.IO.Compression;
using System.Text;

namespace BreakupGuide.Features.Transfer.Files;

/// <summary>
/// A file that somebody wants to bring in: a zip of files, or one alone. Nothing of it is ever unpacked to disk; names in it are names and lead nowhere.
/// </summary>
internal sealed class ArrivedFile : IDisposable
{
    private const int StartSize = 4096;
    private const int LongestName = 500;

    // What is read in one piece: the longest text there may be, in letters of which each takes four bytes, and what stands before it.
    private const int LargestText = 1024 * 1024;

    // Text is seldom packed smaller than this. Below the size it does not matter.
    private const int SuspiciousRatio = 200;
    private const long SuspiciousSize = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream content;
    private readonly ZipArchive? zip;
    private readonly long mostUnpacked;
    private readonly Dictionary<string, ZipArchiveEntry> byName;
    private long unpacked;

    private ArrivedFile(Stream content, string name, byte[] start, ZipArchive? zip, long mostUnpacked)
    {
        (this.content, Name, Start, this.zip, this.mostUnpacked) = (content, name, start, zip, mostUnpacked);
        Files = zip is null ? [] : [.. zip.Entries.Where(e => !e.FullName.EndsWith('/') && !IsOfTheSystem(e.FullName))];
        byName = Files.ToDictionary(f => f.FullName, StringComparer.Ordinal);
    }

    /// <summary>As it was called where it was chosen.</summary>
    public string Name { get; }

    /// <summary>The first bytes; of a zip they say nothing.</summary>
    public ReadOnlyMemory<byte> Start { get; }

    public bool IsZip => zip is not null;

    /// <summary>What is in the zip, without folders and what systems add; none where the file is no zip.</summary>
    public IReadOnlyList<ZipArchiveEntry> Files { get; }

    /// <param name="content">Can be sought in; it stays open.</param>
    /// <exception cref="BringInException">It is not whole, or it is made to do harm.</exception>
    public static async Task<ArrivedFile> OpenAsync(Stream content, string name, TransferOptions options, CancellationToken cancel)
    {
        if (content.Length == 0) throw new BringInException("This file is empty.");
        var start = new byte[Math.Min(StartSize, content.Length)];
        content.Position = 0;
        await content.ReadExactlyAsync(start, cancel);
        if (!ZipDirectory.IsZip(start)) return new ArrivedFile(content, name, start, null, options.MostUnpacked);

        await ZipDirectory.CheckAsync(content, options.MostFiles, cancel);
        content.Position = 0;
        var zip = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
        try
        {
            if (zip.Entries.Any(e => LeadsElsewhere(e.FullName)))
                throw new BringInException("This file names places outside itself. No journal makes such a file, so nothing of it is opened.");
            if (zip.Entries.Select(e => e.FullName).Distinct(StringComparer.Ordinal).Count() < zip.Entries.Count)
                throw new BringInException("This file holds two files of the same name, so it cannot be told which of them counts.");
            if (zip.Entries.Any(e => e.IsEncrypted))
                throw new BringInException("This zip is locked by a password of its own. Unpack it, pack it again without the password, and try once more.");
            return new ArrivedFile(content, name, start, zip, options.MostUnpacked);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public ZipArchiveEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The file itself, where it is no zip.</summary>
    public Stream Open()
    {
        content.Position = 0;
        return new CountedStream(content, Count, leaveOpen: true);
    }

    /// <summary>One of the files in the zip. One at a time.</summary>
    /// <param name="mayRepeatItself">For our own files: somebody may have leaned on a key. How much is unpacked in all is counted in any case.</param>
    /// <exception cref="BringInException">It is made to do harm.</exception>
    public async Task<Stream> OpenAsync(ZipArchiveEntry file, CancellationToken cancel, bool mayRepeatItself = false)
    {
        if (!mayRepeatItself && file.Length > SuspiciousSize && file.Length / Math.Max(1, file.CompressedLength) > SuspiciousRatio) throw TooMuch();
        return new CountedStream(await file.OpenAsync(cancel), Count, leaveOpen: false);
    }

    /// <summary>The text of one of the files in the zip.</summary>
    /// <returns>Null where its letters cannot be read, or it is longer than any entry.</returns>
    public async Task<string?> TextAsync(ZipArchiveEntry file, CancellationToken cancel)
    {
        if (file.Length > LargestText) return null;
        await using var stream = await OpenAsync(file, cancel);
        var bytes = new byte[file.Length + 1];
        var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return count <= file.Length ? Text(bytes.AsMemory(0, count)) : null;
    }

    /// <summary>Text as UTF-8 or, where a mark at its beginning says so, UTF-16; null where it is neither.</summary>
    public static string? Text(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), Strict, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public void Dispose() => zip?.Dispose();

    public override string ToString() => "[file]";

    private static bool LeadsElsewhere(string name) =>
        name.Length is 0 or > LongestName || name[0] is '/' or '\\' || name.Contains('\0', StringComparison.Ordinal)
        || (name.Length > 1 && name[1] == ':') || name.Split('/', '\\').Contains("..");

    private static bool IsOfTheSystem(string name) =>
        name.Split('/').Any(part => part.StartsWith('.') || part is "__MACOSX" or "Thumbs.db" or "desktop.ini");

    private static BringInException TooMuch() => new(
        "This file unpacks to far more than a journal holds. No journal makes such a file, so nothing of it came in.");

    private void Count(int read)
    {
        unpacked += read;
        if (unpacked > mostUnpacked) throw TooMuch();
    }
}
