using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

/// <summary>Lists come page by page, and a page reads what it shows.</summary>
public sealed class PageTests : IDisposable
{
    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Pages_hold_every_entry_once_newest_first()
    {
        var written = new List<Guid>();
        // Several of one minute, several days, and one that belongs to an earlier day.
        for (var i = 0; i < 23; i++)
        {
            written.Add(Guid.NewGuid());
            await shelf.Write(written[^1], $"words {i}");
            shelf.Clock.Advance(i % 4 == 3 ? TimeSpan.FromHours(20) : TimeSpan.FromSeconds(5));
        }

        await shelf.Write(written[20], "2026-01-02", field: JournalFields.Date, seen: 0, sequence: 2);

        var (read, sizes) = await ReadAsync(binned: false, size: 5);

        Assert.Equal([5, 5, 5, 5, 3], sizes);
        Assert.Equal(written.Order(), read.Select(e => e.Id).Order());
        Assert.Equal(read.Select(e => e.Date).OrderDescending(), read.Select(e => e.Date));
        Assert.Equal(written[20], read[^1].Id);
    }

    [Fact]
    public async Task The_bin_has_pages_of_its_own()
    {
        for (var i = 0; i < 7; i++)
        {
            var id = Guid.NewGuid();
            await shelf.Write(id, $"words {i}");
            if (i % 2 == 0) await shelf.Bin.PutAsync(shelf.Space, id, default);
        }

        Assert.Equal([3, 1], (await ReadAsync(binned: true, size: 3)).Sizes);
        Assert.Equal([3], (await ReadAsync(binned: false, size: 3)).Sizes);
    }

    [Fact]
    public async Task A_page_opens_what_it_shows()
    {
        for (var i = 0; i < 40; i++) await shelf.Write(Guid.NewGuid(), $"words {i}");
        var before = shelf.Records.Opened;

        await shelf.Entries.PageAsync(shelf.Space, binned: false, null, 10, default);

        Assert.Equal(10, shelf.Records.Opened - before);
    }

    private async Task<(List<Entry> Read, List<int> Sizes)> ReadAsync(bool binned, int size)
    {
        var (read, sizes) = (new List<Entry>(), new List<int>());
        Guid? last = null;
        do
        {
            var page = await shelf.Entries.PageAsync(shelf.Space, binned, last, size, default);
            read.AddRange(page.Entries);
            sizes.Add(page.Entries.Count);
            last = page.Last;
        }
        while (last is not null);
        return (read, sizes);
    }
}
