using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Looks for words in everything that stands in a space. There is no index of words on disk, so it opens all of it.</summary>
public sealed class EntrySearch(IDbContextFactory<AppDbContext> contexts, RecordReader records)
{
    private const int ExcerptBefore = 40;
    private const int ExcerptLength = 160;
    private const int MostWords = 8;

    /// <summary>One search of a space at a time.</summary>
    internal SpaceTurns Turns { get; } = new();

    /// <summary>
    /// Entries in which every one of the words stands, in these fields or in answers;
    /// capitals and accents do not matter. Beyond the first eight words nothing is asked.
    /// </summary>
    public async Task<IReadOnlyList<Found>> FindAsync(UnlockedSpace space, string words, IReadOnlyCollection<string> fields, CancellationToken cancel)
    {
        var wanted = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords).ToList();
        if (wanted.Count == 0) return [];
        using var turn = await Turns.TakeAsync(space.Id, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var found = new List<Found>();
        // Row by row, and of what was found without its text: a space may be larger than what many searches at once can hold.
        var rows = database.Entries.AsNoTracking().Where(e => e.SpaceId == space.Id && e.Binned == null);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var entry = records.Entry(space, row, withBody: true);
            var answers = entry.Run is null && !entry.IsUnreadable ? []
                : await database.Answers.AsNoTracking().Where(a => a.EntryId == row.Id && a.SpaceId == space.Id).ToListAsync(cancel);
            var texts = entry.Fields.Where(f => fields.Contains(f.Key)).Select(f => f.Value.Text)
                .Concat(answers.SelectMany(Lines))
                .ToList();
            if (!wanted.All(word => texts.Any(text => Has(text, word)))) continue;
            var excerpt = Excerpt(texts.First(text => Has(text, wanted[0])), wanted[0]);
            found.Add(new Found(entry with { Fields = entry.Fields.Where(f => f.Key != JournalFields.Words).ToDictionary() }, excerpt));
        }

        return [.. EntryReader.NewestFirst(found, f => f.Entry)];

        // Nobody waits for a search that was typed over: it ends in the middle of an entry, too.
        IReadOnlyList<string> Lines(AnswerRow answer)
        {
            cancel.ThrowIfCancellationRequested();
            return records.Answer(space, answer) is { Value: { } value } ? value.Lines : [];
        }

        bool Has(string text, string word)
        {
            cancel.ThrowIfCancellationRequested();
            return IndexOf(text, word) >= 0;
        }
    }

    private static int IndexOf(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);

    private static string Excerpt(string text, string word)
    {
        var start = Math.Max(0, IndexOf(text, word) - ExcerptBefore);
        if (start > 0 && text.IndexOf(' ', start) is var space && space >= 0 && space - start < ExcerptBefore) start = space + 1;
        var piece = text[start..Math.Min(text.Length, start + ExcerptLength)].ReplaceLineEndings(" ").Trim();
        return (start > 0 ? "… " : "") + piece + (start + ExcerptLength < text.Length ? " …" : "");
    }
}
