using System.IO.Compression;
using System.Text;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Journal;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Features.Transfer.Files;
using BreakupGuide.Features.Transfer.Formats;
using BreakupGuide.Tests.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>What the readers of files make of one, without a store.</summary>
internal sealed record ReadFile(string Format, IReadOnlyList<NotesEntry> Entries, IReadOnlyList<LeftKind> Left)
{
    public static async Task<ReadFile> ReadAsync(byte[] bytes, string name = "file", string zone = "Europe/Berlin", TransferOptions? options = null)
    {
        var all = new ServiceCollection();
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        all.AddLogging();
        all.AddSingleton<TimeProvider>(new Clock());
        all.AddSingleton<StorageWatch>();
        all.AddEntries();
        all.AddJournal();
        all.AddTransfer();
        await using var services = all.BuildServiceProvider();
        using var space = Keys.Open();
        using var content = new MemoryStream(bytes);
        using var file = await ArrivedFile.OpenAsync(content, name, options ?? new TransferOptions(), default);
        var format = await services.GetRequiredService<JournalFormats>().FindAsync(file, default);
        var left = new LeftBehind();
        var maker = new EntryMaker(
            space, services.GetRequiredService<EntryTime>(), services.GetRequiredService<IReadOnlyList<JournalField>>(), zone, left);
        var entries = new List<NotesEntry>();
        await foreach (var entry in format.EntriesAsync(file, maker, default)) entries.Add(entry);
        return new ReadFile(format.Name, entries, left.All);
    }

    public static Task<ReadFile> ReadAsync(string text, string name = "file", string zone = "Europe/Berlin") =>
        ReadAsync(Encoding.UTF8.GetBytes(text), name, zone);

    public static Task<ReadFile> ReadAsync(params (string Name, string Text)[] zip) => ReadAsync(Zip(zip));

    public static byte[] Zip(params (string Name, string Text)[] files) => Zip([.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return content.ToArray();
    }

    public int CountLeft(string kind) => Left.SingleOrDefault(l => l.Kind == kind)?.Count ?? 0;

    public static string Text(NotesEntry entry, string field) =>
        (field == JournalFields.Words ? entry.Body : entry.Head!.Fields.GetValueOrDefault(field))?.Text ?? "";
}
