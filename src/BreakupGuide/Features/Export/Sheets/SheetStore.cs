using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Export.Sheets;

/// <summary>Reads what was chosen for a sheet, without what is only for oneself.</summary>
internal sealed class SheetStore(Everything everything, IEnumerable<IEntryInWords> inWords)
{
    /// <summary>The chosen entries in words, the oldest first, with all parts that may be shown.</summary>
    public async Task<IReadOnlyList<ExportedEntry>> ReadAsync(UnlockedSpace space, IReadOnlyList<Guid> ids, Withheld withheld, CancellationToken cancel)
    {
        var opened = await everything.SomeAsync(space, [.. ids.Take(SheetChoice.MostEntries)], cancel);
        var leftOut = new OnlyForMe(withheld, opened);
        var read = new List<ExportedEntry>();
        foreach (var entry in opened.Select(leftOut.Without))
        {
            var words = await inWords.First(w => w.Reads(entry.Entry)).ReadAsync(space, entry, cancel);
            // What the program says of the answers may tell again what was left out of them.
            read.Add(new(entry.Entry, words with { Parts = [.. leftOut.Without(words.Parts.Where(p => p.Field is not null))] }));
        }

        return read;
    }

    /// <summary>The same with the chosen parts only, and with names shortened; entries of which nothing was chosen are left out.</summary>
    public static IReadOnlyList<ExportedEntry> Shown(IReadOnlyList<ExportedEntry> entries, IReadOnlySet<string> parts, IReadOnlyList<string> names)
    {
        var shortened = new ShortenedNames(names);
        return
        [
            .. entries.Select(e => e with { Words = Shown(e, parts, shortened) }).Where(e => e.Words.Parts.Count > 0),
        ];
    }

    private static ReadEntry Shown(ExportedEntry entry, IReadOnlySet<string> parts, ShortenedNames names) => entry.Words with
    {
        Title = names.In(entry.Words.Title),
        Details = [.. entry.Words.Details.Select(d => d with { Text = names.In(d.Text) })],
        Parts =
        [
            .. entry.Words.Parts.Where(p => parts.Contains(SheetChoice.PartOf(entry.Entry.Id, p.Field!))).Select(p => p with
            {
                Heading = p.Heading is null ? null : names.In(p.Heading),
                Lines = [.. p.Lines.Select(l => l with { Label = l.Label is null ? null : names.In(l.Label), Lines = [.. l.Lines.Select(names.In)] })],
            }),
        ],
    };

    public override string ToString() => "[sheets]";
}
