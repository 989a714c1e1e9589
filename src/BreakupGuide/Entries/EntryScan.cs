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
        await using var rows = await StoredRows.ReadAsync(database, all.Select(e => new { e.Id, e.Head, e.Body }), cancel);
        using var ofEntries = new Place(records, space, fields, look, every);
        using var ofAnswers = new Place(records, space, fields, look, every);
        var some = await NextAsync(rows, ofEntries, AtFirst, stop.Token);
        for (var isFirst = true; some.Count > 0; isFirst = false)
        {
            // There is more than one processor as a rule: while the answers of these are looked through, the next entries are.
            var next = isFirst ? null : Task.Run(() => NextAsync(rows, ofEntries, AtOnce, stop.Token), CancellationToken.None);
            var goesOn = false;
            try
            {
                await LookAtAnswersAsync(besides, some, ofAnswers, stop.Token);
                yield return [.. some.Where(s => s.Seen == every).Select(s => s.Id)];
                goesOn = true;
            }
            finally
            {
                // A page may be full meanwhile. What is still at work uses what is put away next.
                if (!goesOn) await stop.CancelAsync();
                if (!goesOn && next is not null) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            some = await (next ?? NextAsync(rows, ofEntries, AtOnce, stop.Token));
        }
    }

    private static async Task<List<Scanned>> NextAsync(StoredRows rows, Place place, int most, CancellationToken cancel)
    {
        var some = new List<Scanned>();
        while (some.Count < most && await rows.NextAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            var entry = new Scanned(rows.Id(0));
            place.LookAtHead(entry, rows.Bytes(1)!);
            if (rows.Bytes(2) is { } body) place.LookAtBody(entry, body);
            some.Add(entry);
        }

        return some;
    }

    private async Task LookAtAnswersAsync(AppDbContext database, List<Scanned> some, Place place, CancellationToken cancel)
    {
        var open = some.Where(s => s.Seen != every).ToDictionary(s => s.Id);
        if (open.Count == 0) return;
        var ids = open.Keys.ToList();
        var answers = database.Answers.Where(a => a.SpaceId == space.Id && ids.Contains(a.EntryId)).Select(a => new { a.Id, a.EntryId, a.Record });
        await using var rows = await StoredRows.ReadAsync(database, answers, cancel);
        while (await rows.NextAsync(cancel))
        {
            // Nobody waits for a search that was typed over.
            cancel.ThrowIfCancellationRequested();
            if (open.TryGetValue(rows.Id(1), out var entry)) place.LookAtAnswer(entry, rows.Id(0), rows.Bytes(2)!);
        }
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
        private readonly RecordReader records;
        private readonly RecordOpener opener;
        private readonly StoredTexts texts;
        private readonly FoldRoom room = new();
        private readonly StoredTexts.Take take;
        private readonly int every;
        private int seen;

        public Place(RecordReader records, UnlockedSpace space, IReadOnlyCollection<string> fields, TextLook look, int every)
        {
            (this.records, this.every) = (records, every);
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

        public void LookAtHead(Scanned entry, byte[] head) => LookAt(entry, () => texts.OfHead(SealedRecords.OpenHead(opener, entry.Id, head), take));

        public void LookAtBody(Scanned entry, byte[] body) => LookAt(entry, () => texts.OfBody(SealedRecords.OpenBody(opener, entry.Id, body), take));

        public void LookAtAnswer(Scanned entry, Guid id, byte[] record) =>
            LookAt(entry, () => texts.OfAnswer(SealedRecords.OpenAnswer(opener, id, record), take));

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
