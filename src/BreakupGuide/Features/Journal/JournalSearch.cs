using System.Collections.ObjectModel;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal;

/// <summary>What somebody looks for in their journal. Comes by form, so that it stands in no address.</summary>
/// <param name="Kind"><c>journal</c>, <c>letter</c>, <c>reflection</c>, <c>log</c>, or the slug of a reflection or practice; empty for everything.</param>
/// <param name="Show">How many to show at most.</param>
public sealed record JournalSearch(string Words = "", string Kind = "", int Show = JournalSearch.PageSize)
{
    public const int PageSize = 50;

    private const int LongestWords = 200;

    /// <summary>What was chosen, by field.</summary>
    public IReadOnlyDictionary<string, string> Chosen { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public bool IsAsked => Words.Length > 0 || Kind.Length > 0 || Chosen.Count > 0;

    public static JournalSearch From(IFormCollection form, EntryFields fields)
    {
        var words = form["words"].ToString().Trim();
        var show = int.TryParse(form["show"], out var number) && number > 0 ? number : PageSize;
        return new(words[..Math.Min(words.Length, LongestWords)], form["kind"].ToString(), show)
        {
            Chosen = fields.WithChoices.Select(f => f.Name).Where(name => form[name].ToString().Length > 0)
                .ToDictionary(name => name, name => form[name].ToString()),
        };
    }

    /// <summary>What is found, newest first.</summary>
    public async Task<IReadOnlyList<Line>> FindAsync(EntryReader entries, EntrySearch search, EntryFields fields, UnlockedSpace space, CancellationToken cancel)
    {
        var texts = fields.All.Where(f => f.IsText).Select(f => f.Name).ToHashSet();
        var found = Words.Length > 0
            ? (await search.FindAsync(space, Words, texts, cancel)).Select(f => new Line(f.Entry, f.Excerpt))
            : (await entries.ListAsync(space, binned: false, cancel)).Select(e => new Line(e));
        return [.. found.Where(l => IsOfKind(l.Entry) && Chosen.All(c => l.Entry.Text(c.Key) == c.Value))];
    }

    public override string ToString() => "[search]";

    private bool IsOfKind(Entry entry) => Kind switch
    {
        "" => true,
        _ when entry.IsUnreadable => false,
        "journal" => entry.Kind == EntryKind.Journal,
        "letter" => entry.Kind == EntryKind.Letter,
        "reflection" => entry.Kind == EntryKind.Reflection,
        "log" => entry.Kind == EntryKind.Log,
        _ => entry.Run?.Reflection == Kind,
    };
}

/// <summary>One row of the journal.</summary>
/// <param name="Excerpt">The words around what was looked for; null where nothing was.</param>
public sealed record Line(Entry Entry, string? Excerpt = null)
{
    public override string ToString() => $"[line of {Entry.Id}]";
}
