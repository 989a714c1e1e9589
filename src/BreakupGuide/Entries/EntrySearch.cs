using System.Runtime.CompilerServices;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>What is looked for in a space, and in what of it.</summary>
/// <param name="Fields">Names of the journal's fields that are looked through.</param>
public sealed record SearchQuery(SearchTerms Terms, IReadOnlyCollection<string> Fields)
{
    public bool InBin { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>What has to hold of an entry's head; null for all.</summary>
    public Func<Entry, bool>? Fits { get; init; }

    /// <summary>The entry that the page before ended with; null for the first page.</summary>
    public Guid? After { get; init; }

    public int Size { get; init; } = int.MaxValue;

    public override string ToString() => "[search]";
}

/// <summary>Looks for words in everything that stands in a space, newest first. There is no index of words on disk, so it opens as much as it needs.</summary>
public sealed class EntrySearch(IDbContextFactory<AppDbContext> contexts, RecordReader records)
{
    private const int ExcerptBefore = 40;
    private const int ExcerptLength = 160;
    private const int OpenedAtOnce = 64;

    /// <summary>One search of a space at a time.</summary>
    internal SpaceTurns Turns { get; } = new();

    /// <summary>A page of the entries in which all of it stands: in their fields, answers and the questions' wording, or without terms all that fit.</summary>
    public async Task<PageOfFound> FindAsync(UnlockedSpace space, SearchQuery query, CancellationToken cancel)
    {
        using var turn = await Turns.TakeAsync(space.Id, cancel);
        var found = new List<Found>();
        // Of what was found, the text is not kept: a space may be larger than what many searches at once can hold.
        await foreach (var (entry, texts) in ReadAsync(space, query, cancel))
        {
            if (!query.Terms.AllIn(texts, cancel)) continue;
            // One more than asked for tells that there are more.
            if (found.Count == query.Size) return new PageOfFound([.. EntryOrder.NewestFirst(found, f => f.Entry)], found[^1].Entry.Id);
            found.Add(new Found(entry with { Fields = entry.Fields.Where(f => f.Key != JournalFields.Words).ToDictionary() }, Excerpt(texts, query.Terms)));
        }

        return new PageOfFound([.. EntryOrder.NewestFirst(found, f => f.Entry)], null);
    }

    /// <summary>Words that stand there and are nearly what was looked for, the nearest first: for somebody who found nothing.</summary>
    public async Task<IReadOnlyList<NearWord>> NearAsync(UnlockedSpace space, SearchQuery query, CancellationToken cancel)
    {
        var near = new NearWords(query.Terms);
        if (!near.IsWorthIt) return [];
        using var turn = await Turns.TakeAsync(space.Id, cancel);
        // Of what does not fit nothing is offered, and whether it fits only the opened entry tells.
        if (query.Fits is not null)
        {
            await foreach (var reading in OpenAsync(space, query, ScanAsync(space, query, static (_, _, _) => 1, 1, cancel), cancel))
                foreach (var text in reading.Texts) near.Look(text);
            return near.Best;
        }

        var one = new Lock();
        // Nothing is ever all that was looked for: it goes through everything.
        await foreach (var _ in ScanAsync(space, query, Look, every: -1, cancel))
        {
        }

        return near.Best;

        int Look(ReadOnlySpan<char> text, int seen, FoldRoom room)
        {
            lock (one) near.Look(text);
            return seen;
        }
    }

    /// <summary>Each entry that fits, with all that it says: words first.</summary>
    private async IAsyncEnumerable<(Entry Entry, IReadOnlyList<string> Texts)> ReadAsync(
        UnlockedSpace space, SearchQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (query.Terms.IsEmpty)
        {
            await using var database = await contexts.CreateDbContextAsync(cancel);
            var all = EntryOrder.NewestFirst(await AskedAsync(database, space, query, cancel));
            await foreach (var row in EntryReader.Heads(all).AsAsyncEnumerable().WithCancellation(cancel))
                if (records.Entry(space, row, withBody: false) is var head && query.Fits?.Invoke(head) != false) yield return (head, []);
            yield break;
        }

        var terms = query.Terms;
        await foreach (var reading in OpenAsync(space, query, ScanAsync(space, query, terms.Seen, terms.AllSeen, cancel), cancel))
            yield return (reading.Entry, reading.Texts);
    }

    /// <summary>Ids of entries in which everything was seen, newest first, some at a time.</summary>
    private async IAsyncEnumerable<IReadOnlyList<Guid>> ScanAsync(
        UnlockedSpace space, SearchQuery query, TextLook look, int every, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var all = EntryOrder.NewestFirst(await AskedAsync(database, space, query, cancel));
        var scan = new EntryScan(contexts, records, space, query.Fields, look, every);
        await foreach (var some in scan.FindAsync(database, all, cancel)) yield return some;
    }

    /// <summary>Opens these entries whole, those that fit.</summary>
    private async IAsyncEnumerable<Reading> OpenAsync(
        UnlockedSpace space, SearchQuery query, IAsyncEnumerable<IReadOnlyList<Guid>> all, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var ids in all.WithCancellation(cancel))
            foreach (var some in ids.Chunk(OpenedAtOnce))
                foreach (var reading in await OpenAsync(space, query, some, cancel)) yield return reading;
    }

    private async Task<IReadOnlyList<Reading>> OpenAsync(UnlockedSpace space, SearchQuery query, Guid[] ids, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await EntryOrder.NewestFirst(EntryOrder.Of(database, space.Id, query.InBin).Where(e => ids.Contains(e.Id))).ToListAsync(cancel);
        var entries = rows.Select(row => records.Entry(space, row, withBody: true)).Where(e => query.Fits?.Invoke(e) != false).ToList();
        var fitting = entries.Select(e => e.Id).ToList();
        var answers = (await database.Answers.AsNoTracking().Where(a => a.SpaceId == space.Id && fitting.Contains(a.EntryId)).ToListAsync(cancel))
            .ToLookup(a => a.EntryId);
        var opened = new List<Reading>();
        foreach (var entry in entries)
        {
            var reading = new Reading(entry, query.Fields);
            opened.Add(reading);
            foreach (var row in answers[entry.Id])
            {
                // Nobody waits for a search that was typed over: it ends in the middle of an entry, too.
                cancel.ThrowIfCancellationRequested();
                if (records.Answer(space, row) is { } answer) reading.Add(answer);
            }
        }

        return opened;
    }

    private static async Task<IQueryable<EntryRow>> AskedAsync(AppDbContext database, UnlockedSpace space, SearchQuery query, CancellationToken cancel)
    {
        var all = EntryOrder.Of(database, space.Id, query.InBin);
        if (query.From is { } from) all = all.Where(e => e.Date >= from);
        if (query.To is { } to) all = all.Where(e => e.Date <= to);
        return await EntryOrder.AfterAsync(all, query.After, cancel);
    }

    /// <summary>The words around the first of what was looked for; null where nothing was.</summary>
    private static string? Excerpt(IReadOnlyList<string> texts, SearchTerms terms)
    {
        foreach (var text in terms.IsEmpty ? [] : texts)
            if (terms.In(text) is [var first, ..]) return Excerpt(text, first.Start);
        return null;
    }

    private static string Excerpt(string text, int place)
    {
        var start = Math.Max(0, place - ExcerptBefore);
        if (start > 0 && text.IndexOf(' ', start) is var space && space >= 0 && space - start < ExcerptBefore) start = space + 1;
        if (start > 0 && char.IsLowSurrogate(text[start])) start--;
        var end = Math.Min(text.Length, start + ExcerptLength);
        if (end < text.Length && char.IsLowSurrogate(text[end])) end--;
        return (start > 0 ? "… " : "") + text[start..end].Trim() + (end < text.Length ? " …" : "");
    }

    /// <summary>An entry while its answers come in: the person's own words first, then what was asked.</summary>
    private sealed class Reading(Entry entry, IReadOnlyCollection<string> fields)
    {
        private readonly List<string> own =
            [.. entry.Fields.Where(f => fields.Contains(f.Key)).OrderBy(f => f.Key != JournalFields.Words).Select(f => f.Value.Text)];

        private readonly List<string> asked = [];

        public Entry Entry { get; } = entry;

        public IReadOnlyList<string> Texts => asked.Count == 0 ? own : [.. own, .. asked];

        public void Add(AnswerRecord answer)
        {
            own.AddRange(answer.Value?.Lines ?? []);
            asked.Add(answer.Wording);
        }

        public override string ToString() => "[reading]";
    }
}

/// <param name="Last">Names this page's end, for the next page; null when it is the last one.</param>
public sealed record PageOfFound(IReadOnlyList<Found> Found, Guid? Last)
{
    public override string ToString() => $"[page of {Found.Count} found]";
}
