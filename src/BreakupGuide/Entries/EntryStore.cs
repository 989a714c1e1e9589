using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Entries;

/// <summary>The one store of everything that is written: seals, versions, keeps revisions and bins, for every kind of entry. This part reads.</summary>
public sealed partial class EntryStore(
    IDbContextFactory<AppDbContext> contexts, IOptions<EntryOptions> options, StorageWatch watch, TimeProvider clock, ILogger<EntryStore> logger)
{
    private const int ExcerptBefore = 40;
    private const int ExcerptLength = 160;
    private const int MostWords = 8;

    /// <summary>The id under which a run's answer is stored.</summary>
    public static Guid AnswerId(UnlockedSpace space, Guid entry, string field) => RecordCipher.IndexId(space, "answer", entry.ToString("N"), field);

    /// <summary>The id of the thread that a typed row of a list becomes; the same each time that row is saved.</summary>
    public static Guid ThreadId(UnlockedSpace space, Guid entry, string field, string key) =>
        RecordCipher.IndexId(space, "thread", entry.ToString("N"), field, key);

    /// <summary>Entries of a space, newest first; those in the bin only where asked for.</summary>
    public async Task<IReadOnlyList<Entry>> ListAsync(UnlockedSpace space, bool binned, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Entries.AsNoTracking()
            .Where(e => e.SpaceId == space.Id && (e.Binned != null) == binned)
            .Select(e => new EntryRow
            {
                Id = e.Id,
                SpaceId = e.SpaceId,
                Created = e.Created,
                Changed = e.Changed,
                Date = e.Date,
                Binned = e.Binned,
                Head = e.Head,
            })
            .ToListAsync(cancel);
        return [.. NewestFirst(rows.Select(row => ToEntry(space, row, withBody: false)), e => e)];
    }

    /// <summary>One entry with its text; null when there is none of this id in the space.</summary>
    public async Task<Entry?> FindAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var row = await database.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.SpaceId == space.Id, cancel);
        return row is null ? null : ToEntry(space, row, withBody: true);
    }

    /// <summary>One run with its answers by field; null when there is none of this id in the space.</summary>
    public async Task<OpenRun?> FindRunAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        var entry = await FindAsync(space, id, cancel);
        return entry?.Run is null && entry?.IsUnreadable != true ? null : await OpenRunAsync(space, entry, cancel);
    }

    /// <summary>All runs of a reflection that are not in the bin, newest first.</summary>
    public async Task<IReadOnlyList<Entry>> RunsAsync(UnlockedSpace space, string reflection, CancellationToken cancel) =>
        [.. (await ListAsync(space, binned: false, cancel)).Where(e => e.Run?.Reflection == reflection).OrderByDescending(e => e.Created)];

    /// <summary>Threads of a kind that were not taken out again, in the order in which they were named. What was named in an entry in the bin is in the bin, too.</summary>
    public async Task<IReadOnlyList<NamedThread>> ThreadsAsync(UnlockedSpace space, string kind, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var living = await database.Entries.Where(e => e.SpaceId == space.Id && e.Binned == null).Select(e => e.Id).ToHashSetAsync(cancel);
        var rows = await database.Threads.AsNoTracking().Where(t => t.SpaceId == space.Id).ToListAsync(cancel);
        var threads = new List<(long Born, NamedThread Thread)>();
        foreach (var row in rows)
        {
            if (TryOpen(() => Records.Open(space, row)) is { Dropped: false } thread && thread.Kind == kind && living.Contains(thread.Entry))
                threads.Add((thread.Born, new NamedThread(row.Id, thread.Kind, thread.Text, thread.Entry)));
        }

        return [.. threads.OrderBy(t => t.Born).Select(t => t.Thread)];
    }

    /// <summary>One search of a space at a time.</summary>
    internal SpaceTurns Searches { get; } = new();

    /// <summary>Entries in which every one of the words stands, in these fields or in answers; capitals and accents do not matter. Beyond the first eight words nothing is asked.</summary>
    public async Task<IReadOnlyList<Found>> SearchAsync(UnlockedSpace space, string words, IReadOnlyCollection<string> fields, CancellationToken cancel)
    {
        var wanted = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords).ToList();
        if (wanted.Count == 0) return [];
        using var turn = await Searches.TakeAsync(space.Id, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var found = new List<Found>();
        // Row by row, and of what was found without its text: a space may be larger than what many searches at once can hold.
        await foreach (var row in database.Entries.AsNoTracking().Where(e => e.SpaceId == space.Id && e.Binned == null).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var entry = ToEntry(space, row, withBody: true);
            var answers = entry.Run is null && !entry.IsUnreadable ? [] : await database.Answers.AsNoTracking().Where(a => a.EntryId == row.Id && a.SpaceId == space.Id).ToListAsync(cancel);
            var texts = entry.Fields.Where(f => fields.Contains(f.Key)).Select(f => f.Value.Text)
                .Concat(answers.SelectMany(Lines))
                .ToList();
            if (wanted.All(word => texts.Any(text => Has(text, word))))
                found.Add(new Found(entry with { Fields = entry.Fields.Where(f => f.Key != JournalFields.Words).ToDictionary() }, Excerpt(texts.First(text => Has(text, wanted[0])), wanted[0])));
        }

        return [.. NewestFirst(found, f => f.Entry)];

        // Nobody waits for a search that was typed over: it ends in the middle of an entry, too.
        IReadOnlyList<string> Lines(AnswerRow answer)
        {
            cancel.ThrowIfCancellationRequested();
            return TryOpen(() => Records.Open(space, answer)) is { Value: { } value } ? value.Lines : [];
        }

        bool Has(string text, string word)
        {
            cancel.ThrowIfCancellationRequested();
            return IndexOf(text, word) >= 0;
        }
    }

    // In memory: the rows know the minute only, and two entries of one minute have an order, too.
    private static IEnumerable<T> NewestFirst<T>(IEnumerable<T> all, Func<T, Entry> entry) =>
        all.OrderByDescending(x => entry(x).Date).ThenByDescending(x => entry(x).Created).ThenByDescending(x => entry(x).Id);

    private static int IndexOf(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);

    private static string Excerpt(string text, string word)
    {
        var start = Math.Max(0, IndexOf(text, word) - ExcerptBefore);
        if (start > 0 && text.IndexOf(' ', start) is var space && space >= 0 && space - start < ExcerptBefore) start = space + 1;
        var piece = text[start..Math.Min(text.Length, start + ExcerptLength)].ReplaceLineEndings(" ").Trim();
        return (start > 0 ? "… " : "") + piece + (start + ExcerptLength < text.Length ? " …" : "");
    }

    private async Task<OpenRun> OpenRunAsync(UnlockedSpace space, Entry entry, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Answers.AsNoTracking().Where(a => a.EntryId == entry.Id && a.SpaceId == space.Id).ToListAsync(cancel);
        var answers = new Dictionary<string, Answer>();
        var unreadable = new HashSet<Guid>();
        foreach (var row in rows)
        {
            if (TryOpen(() => Records.Open(space, row)) is { } record) answers[record.Field] = record.ToAnswer();
            else unreadable.Add(row.Id);
        }

        return new OpenRun(entry, answers, unreadable);
    }

    private Entry ToEntry(UnlockedSpace space, EntryRow row, bool withBody)
    {
        var head = TryOpen(() => Records.OpenHead(space, row));
        var body = withBody && head is not null && row.Body is not null ? TryOpen(() => Records.OpenBody(space, row)) : null;
        var isUnreadable = head is null || (withBody && row.Body is not null && body is null);
        var fields = new Dictionary<string, FieldState>(head?.Fields ?? new Dictionary<string, FieldState>());
        if (body is not null) fields[JournalFields.Words] = body;
        return new Entry(
            row.Id, head?.Kind ?? EntryKind.Journal, row.Date, head?.BegunAt ?? row.Created, row.Changed, row.Binned, head?.FinishedAt, head?.Run, head?.Opening ?? "", fields, isUnreadable, Zone(head?.Zone));
    }

    // A damaged record is one record that cannot be shown, not a page that fails.
    private T? TryOpen<T>(Func<T?> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (CannotOpenException exception)
        {
            LogUnreadable(exception.Record);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The record {Record} could not be opened. It is kept as it is.")]
    private partial void LogUnreadable(Guid record);
}
