using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Benchmarks;

/// <summary>What a search of a large space costs beside what AES-GCM alone needs for the same bytes.</summary>
internal sealed class SearchCost(IServiceProvider services, Person person)
{
    // So often that what runs is compiled as it will stay.
    private const int WarmUp = 12;
    private const int Rounds = 9;
    private const int Page = 50;

    private readonly EntrySearch search = services.GetRequiredService<EntrySearch>();

    public async Task WriteAsync()
    {
        var sizes = await SizesAsync();
        // What a program does after its start is over then, and does not count as the cipher's.
        for (var round = 0; round < WarmUp; round++) await FindAsync("zeppelin", 0);
        var cipher = await MedianAsync(() => Task.FromResult(Encrypt(sizes)));
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"AES-GCM alone over the {sizes.Sum() / 1e6:0.0} MB of {sizes.Count} records of {person.Entries} entries: "
            + $"{cipher.Cpu:0.0} ms of the processor, {cipher.Clock:0.0} by the clock"));
        Console.WriteLine();
        Console.WriteLine("| search | CPU ms | times AES-GCM alone | ms by the clock | times |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        await RowAsync("its rows alone, read and not opened", ReadAsync);
        await RowAsync("first results, in most entries", () => FindAsync("quiet evening", Page));
        await RowAsync("first results, in the second oldest entry only", () => FindAsync(FilledSpace.RareWord, 1));
        await RowAsync("nothing", () => FindAsync("zeppelin", 0));
        await RowAsync("nothing, and somebody has written something since the last search", () => FindAsync("zeppelin", 0), WriteSomethingAsync);
        await RowAsync("near words after nothing", async () => (await search.NearAsync(person.Space, Query("heliotrpe"), default)).Count);

        async Task RowAsync(string name, Func<Task<int>> act, Func<Task>? before = null)
        {
            var took = await MedianAsync(act, before);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {took.Cpu:0.0} | {took.Cpu / cipher.Cpu:0.0} | {took.Clock:0.0} | {took.Clock / cipher.Clock:0.0} |"));
        }
    }

    private static async Task<(double Cpu, double Clock)> MedianAsync(Func<Task<int>> act, Func<Task>? before = null)
    {
        var took = new List<double>();
        var clock = new List<double>();
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            if (before is not null) await before();
            // Of the processor first, not by the clock on the wall: other programs may be at work.
            var cpu = Environment.CpuUsage.TotalTime;
            var began = Stopwatch.GetTimestamp();
            await act();
            if (round < WarmUp) continue;
            clock.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            took.Add((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        }

        return (took.Order().ElementAt(Rounds / 2), clock.Order().ElementAt(Rounds / 2));
    }

    private static SearchQuery Query(string words) => new(SearchTerms.Of(words), ["title", "words", "tags"]) { Size = Page };

    private async Task<int> FindAsync(string words, int expected)
    {
        var found = (await search.FindAsync(person.Space, Query(words), default)).Found.Count;
        return found == expected ? found : throw new InvalidOperationException($"{found} found instead of {expected}.");
    }

    // What SQLite has mapped or read of its file it does not trust any more then.
    private async Task WriteSomethingAsync()
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        await database.Spaces.Where(s => s.Id == person.Space.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LockAfterMinutes, s => s.LockAfterMinutes));
    }

    /// <summary>The same rows in the same order, and nothing done with them.</summary>
    private async Task<int> ReadAsync()
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        await database.ReadAsMemoryAsync(default);
        var entries = EntryOrder.NewestFirst(EntryOrder.Of(database, person.Space.Id, binned: false));
        var answers = from entry in entries
                      from answer in database.Answers.Where(a => a.SpaceId == person.Space.Id && a.EntryId == entry.Id)
                      select new { answer.Id, answer.Record };
        var bytes = 0;
        await using (var rows = await StoredRows.ReadAsync(database, entries.Select(e => new { e.Id, e.Head, e.Body }), default))
            while (await rows.NextAsync(default)) bytes += rows.Bytes(1).Length + rows.Bytes(2).Length;
        await using (var rows = await StoredRows.ReadAsync(database, answers, default))
            while (await rows.NextAsync(default)) bytes += rows.Bytes(1).Length;
        return bytes;
    }

    private async Task<List<int>> SizesAsync()
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var entries = await database.Entries.AsNoTracking().Where(e => e.SpaceId == person.Space.Id).ToListAsync();
        var answers = await database.Answers.AsNoTracking().Where(a => a.SpaceId == person.Space.Id).ToListAsync();
        return [.. entries.Select(e => e.Head.Bytes.Length), .. entries.Where(e => e.Body is not null).Select(e => e.Body!.Bytes.Length),
            .. answers.Select(a => a.Record.Bytes.Length)];
    }

    /// <summary>One key, one object, one buffer: nothing but the cipher.</summary>
    private static int Encrypt(List<int> sizes)
    {
        Span<byte> tag = stackalloc byte[AesGcm.TagByteSizes.MaxSize];
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        var (plain, sealedBytes) = (new byte[sizes.Max()], new byte[sizes.Max()]);
        using var aes = new AesGcm(new byte[32], tag.Length);
        foreach (var size in sizes) aes.Encrypt(nonce, plain.AsSpan(0, size), sealedBytes.AsSpan(0, size), tag);
        return sizes.Count;
    }
}
