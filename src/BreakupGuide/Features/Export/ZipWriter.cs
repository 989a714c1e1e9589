using System.IO.Compression;
using BreakupGuide.Entries.Notes;

namespace BreakupGuide.Features.Export;

/// <summary>Writes a zip while it is sent, file after file. One that was given up has no end, so that nobody takes it for whole.</summary>
internal sealed class ZipWriter
{
    private readonly ZipArchive archive;

    private ZipWriter(ZipArchive archive) => this.archive = archive;

    public static async Task WriteAsync(Stream file, Func<ZipWriter, Task> write, CancellationToken cancel)
    {
        await using var collected = new Collected(file);
        var archive = await ZipArchive.CreateAsync(collected, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await write(new ZipWriter(archive));
        // It writes the zip's end when it is disposed; after a failure it must not.
        await archive.DisposeAsync();
        await collected.SendAsync(cancel);
    }

    public async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancel)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = NotesFile.ZipTime;
        await using var content = await entry.OpenAsync(cancel);
        await write(content);
    }

    public override string ToString() => "[zip]";

    /// <summary>The archive writes its small parts without waiting, which a response refuses: they are collected, and sent with what comes next.</summary>
    private sealed class Collected(Stream file) : MemoryStream
    {
        private const int Enough = 64 * 1024;
        private long sent;

        // So that the archive counts where it stands, and does not go back.
        public override bool CanSeek => false;

        public override long Position
        {
            get => sent + base.Position;
            set => throw new NotSupportedException();
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            if (Length >= Enough) await SendAsync(cancellationToken);
        }

        public async Task SendAsync(CancellationToken cancel)
        {
            await file.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancel);
            sent += Length;
            SetLength(0);
        }
    }
}
