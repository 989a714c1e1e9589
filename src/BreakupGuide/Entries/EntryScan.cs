using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Looks at a text as long as it lies there.</summary>
/// <param name="seen">What was seen of its entry before: a bit for each of what is looked for.</param>
/// <returns>The same with what was seen in it.</returns>
internal delegate int TextLook(ReadOnlySpan<char> text, int seen, FoldRoom room);

/// <summary>
/// Goes through all texts of a space, newest entry first, without making objects of them: a search opens as much as it needs, and most of it is
/// nothing that was looked for. Entries in which something does not open count as if it were there; whoever opens them says so.
/// </summary>
/// <param name="every">What was seen once there is nothing more to be seen in an entry.</param>
internal sealed class EntryScan(
    IDbContextFactory<AppDbContext> contexts, RecordReader records, UnlockedSpace space, IReadOnlyCollection<string> fields, TextLook look, int every)
{
    /// <summary>The first page of a word that stands in most entries needs no more.</summary>
    private const int AtFirst = 64;

    private const int AtOnce = 400;

    /// <summary>Ids of entries in which all was seen, some at a time.</summary>
    /// <param name="all">The entries, in their order.</param>
    public async IAsyncEnumerable<IReadOnlyList<Guid>> FindAsync(
        AppDbContext database, IQueryable<EntryRow> all, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var besides = await contexts.CreateDbContextAsync(cancel);
        await using var besidesThat = await contexts.CreateDbContextAsync(cancel);
        foreach (var reading in new[] { database, besides, besidesThat }) await reading.ReadAsMemoryAsync(cancel);
        await using var rows = await StoredRows.ReadAsync(database, all.Select(e => new { e.Id, e.Head, e.Body }), cancel);
        using var place = new Place(besides, records, space, fields, look, every);
        using var otherPlace = new Place(besidesThat, records, space, fields, look, every);
        // There is more than one processor as a rule: while some entries are looked through in one place, the next are in the other.
        var (next, after) = (place, otherPlace);
        var read = Task.FromResult<List<Stored>>([]);
        var looking = new Queue<Task<List<Scanned>>>();
        Begin(AtFirst);
        try
        {
            for (var isFirst = true; await looking.Peek() is { Count: > 0 } some; isFirst = false)
            {
                _ = looking.Dequeue();
                if (!isFirst) Begin(AtOnce);
                yield return [.. some.Where(s => s.Seen == every).Select(s => s.Id)];
                if (!isFirst) continue;
                Begin(AtOnce);
                Begin(AtOnce);
            }
        }
        finally
        {
            // A page may be full meanwhile. What is still at work uses what is put away next.
            await stop.CancelAsync();
            foreach (var work in looking) await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Begin(int most)
        {
            read = NextAsync(rows, read, most, stop.Token);
            looking.Enqueue(next.LookAsync(read, stop.Token));
            (next, after) = (after, next);
        }
    }

    /// <param name="before">What is read before it: rows come one after the other.</param>
    private static async Task<List<Stored>> NextAsync(StoredRows rows, Task before, int most, CancellationToken cancel)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var some = new List<Stored>(most);
        while (some.Count < most && await rows.NextAsync(cancel)) some.Add(new Stored(rows.Id(0), rows.Bytes(1), rows.Has(2), rows.Bytes(2)));
        return some;
    }

    /// <summary>An entry as it lies in the database: sealed, in a buffer that is given back.</summary>
    private sealed class Stored
    {
        private readonly byte[] bytes;
        private readonly int headLength;
        private readonly int bodyLength;

        public Stored(Guid id, ReadOnlySpan<byte> head, bool hasBody, ReadOnlySpan<byte> body)
        {
            (Id, HasBody, headLength, bodyLength) = (id, hasBody, head.Length, body.Length);
            bytes = ArrayPool<byte>.Shared.Rent(headLength + bodyLength);
            head.CopyTo(bytes);
            body.CopyTo(bytes.AsSpan(headLength));
        }

        public Guid Id { get; }

        public bool HasBody { get; }

        public ReadOnlySpan<byte> Head => bytes.AsSpan(0, headLength);

        public ReadOnlySpan<byte> Body => bytes.AsSpan(headLength, bodyLength);

        public void GiveBack() => ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>An entry while its texts are looked through.</summary>
    private sealed class Scanned(Guid id)
    {
        public Guid Id { get; } = id;

        public int Seen { get; set; }

        public override string ToString() => "[scanned]";
    }

    /// <summary>Where records are opened and looked at, one after the other.</summary>
    private sealed class Place : IDisposable
    {
        private readonly AppDbContext database;
        private readonly RecordReader records;
        private readonly UnlockedSpace space;
        private readonly RecordOpener opener;
        private readonly StoredTexts texts;
        private readonly FoldRoom room = new();
        private readonly StoredTexts.Take take;
        private readonly int every;
        private int seen;

        public Place(AppDbContext database, RecordReader records, UnlockedSpace space, IReadOnlyCollection<string> fields, TextLook look, int every)
        {
            (this.database, this.records, this.space, this.every) = (database, records, space, every);
            opener = new RecordOpener(space);
            texts = new StoredTexts(fields);
            take = text => seen = look(text, seen, room);
        }

        public void Dispose()
        {
            opener.Dispose();
            texts.Dispose();
            room.Dispose();
        }

        public async Task<List<Scanned>> LookAsync(Task<List<Stored>> read, CancellationToken cancel)
        {
            var some = new List<Scanned>();
            foreach (var stored in await read)
            {
                cancel.ThrowIfCancellationRequested();
                var entry = new Scanned(stored.Id);
                LookAt(entry, () => texts.OfHead(SealedRecords.OpenHead(opener, stored.Id, stored.Head), take));
                if (stored.HasBody) LookAt(entry, () => texts.OfBody(SealedRecords.OpenBody(opener, stored.Id, stored.Body), take));
                stored.GiveBack();
                some.Add(entry);
            }

            await LookAtAnswersAsync(some.Where(s => s.Seen != every).ToDictionary(s => s.Id), cancel);
            return some;
        }

        private async Task LookAtAnswersAsync(Dictionary<Guid, Scanned> open, CancellationToken cancel)
        {
            if (open.Count == 0) return;
            var ids = open.Keys.ToList();
            var answers = database.Answers.Where(a => a.SpaceId == space.Id && ids.Contains(a.EntryId)).Select(a => new { a.Id, a.EntryId, a.Record });
            await using var rows = await StoredRows.ReadAsync(database, answers, cancel);
            while (await rows.NextAsync(cancel))
            {
                // Nobody waits for a search that was typed over.
                cancel.ThrowIfCancellationRequested();
                LookAt(open[rows.Id(1)], () => texts.OfAnswer(SealedRecords.OpenAnswer(opener, rows.Id(0), rows.Bytes(2)), take));
            }
        }

        private void LookAt(Scanned entry, Action open)
        {
            if (entry.Seen == every) return;
            seen = entry.Seen;
            records.Count(1);
            try
            {
                open();
                entry.Seen = seen;
            }
            catch (Exception exception) when (exception is CannotOpenException or JsonException or InvalidOperationException and not ObjectDisposedException)
            {
                // What it says may be quoted in it. Whoever opens the entry finds out once more.
                entry.Seen = every;
            }
        }
    }
}
