using System.Security.Cryptography;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Features.Export;
using BreakupGuide.Features.Export.Formats;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Export;

/// <summary>A download needs as much memory for many entries as for a few: what is read is sent before much more is read.</summary>
public sealed class StreamingTests : IDisposable
{
    private const int Count = 120;

    private readonly Site site = new();

    public static TheoryData<string> Formats => ["notes", "page", "markdown", "day-one"];

    public void Dispose() => site.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_was_read_is_sent_before_much_more_is_read(string name)
    {
        var space = await FillAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var records = site.Services.GetRequiredService<RecordReader>();
        var export = new SpaceExport(
            site.Services.GetRequiredService<Everything>(), scope.ServiceProvider.GetServices<IEntryInWords>(), space,
            new Dictionary<string, string>(), DateTime.UtcNow);
        var before = records.Opened;
        var sent = new Sent(() => records.Opened - before);
        await site.Services.GetRequiredService<ExportFormats>().Find(name).WriteAsync(export, sent, default);

        // Head and text of each; the words hold so much chance that no zip makes them smaller than half.
        var all = records.Opened - before;
        Assert.InRange(all, 2 * Count, (2 * Count) + 10);
        Assert.True(sent.Bytes > Count * 10_000);
        var most = sent.Writes.Max(w => w.Opened - (w.Sent * 2 * Count / sent.Bytes));
        Assert.InRange(most, 0, 2 * 25);
    }

    private async Task<UnlockedSpace> FillAsync()
    {
        var (space, _) = (await site.Services.GetRequiredService<SpaceStore>().KeepAsync(null, "otter", "moss lantern quiet harbour", default))!.Value;
        var journal = StoreRooms.Of(site.Services).Journal;
        for (var i = 0; i < Count; i++)
        {
            var words = Convert.ToBase64String(RandomNumberGenerator.GetBytes(15_000));
            Assert.IsType<Saved.Done>(await journal.SaveAsync(
                space, new JournalChange(Guid.NewGuid(), EntryKind.Journal, [new(JournalFields.Words, words, 0)], "page", 1, "Europe/London"), default));
        }

        return space;
    }

    private sealed class Sent(Func<long> opened) : MemoryStream
    {
        public long Bytes { get; private set; }

        public List<(long Opened, long Sent)> Writes { get; } = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes.Add((opened(), Bytes));
            Bytes += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => Assert.Fail("Written without waiting.");
    }
}
