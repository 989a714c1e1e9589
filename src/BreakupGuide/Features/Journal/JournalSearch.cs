using System.Collections.ObjectModel;
using System.Globalization;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Features.Journal.Tags;

namespace BreakupGuide.Features.Journal;

/// <summary>What somebody looks for in their journal. Comes by form and is kept with the open space, so that it stands in no address.</summary>
/// <param name="Kind"><c>journal</c>, <c>letter</c>, <c>reflection</c>, <c>log</c>, or the slug of a reflection or practice; empty for everything.</param>
public sealed record JournalSearch(string Words = "", string Kind = "", string Tag = "", DateOnly? From = null, DateOnly? To = null, bool InBin = false)
{
    public const int PageSize = 50;

    private const int LongestWords = 200;

    /// <summary>What was chosen, by field.</summary>
    public IReadOnlyDictionary<string, string> Chosen { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Anything beside the words.</summary>
    public bool IsFiltered => Kind.Length > 0 || Tag.Length > 0 || From is not null || To is not null || InBin || Chosen.Count > 0;

    public bool IsAsked => Words.Length > 0 || IsFiltered;

    public SearchTerms Terms => SearchTerms.Of(Words);

    public static JournalSearch Of(IFormCollection form, EntryFields fields)
    {
        return new(Text("words"), Text("kind"), Text("tag"), Day("from"), Day("to"), form["bin"] == "yes")
        {
            Chosen = fields.WithChoices.Select(f => f.Name).Where(name => Text(name).Length > 0).ToDictionary(name => name, Text),
        };

        string Text(string name) => form[name].ToString().Trim() is var text && text.Length > LongestWords ? text[..LongestWords] : text;

        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>The same as the store is asked.</summary>
    public SearchQuery Query(EntryFields fields) => new(Terms, fields.All.Where(f => f.IsText).Select(f => f.Name).ToHashSet())
    {
        InBin = InBin,
        From = From,
        To = To,
        Fits = Kind.Length + Tag.Length + Chosen.Count == 0
            ? null
            : entry => IsOfKind(entry) && Chosen.All(c => entry.Text(c.Key) == c.Value) && (Tag.Length == 0 || TagList.Has(entry, Tag)),
    };

    /// <summary>What a form sends to look for the same.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form =>
    [
        .. new[]
        {
            KeyValuePair.Create("words", Words), KeyValuePair.Create("kind", Kind), KeyValuePair.Create("tag", Tag), KeyValuePair.Create("from", Iso(From)),
            KeyValuePair.Create("to", Iso(To)), KeyValuePair.Create("bin", InBin ? "yes" : ""),
        }.Concat(Chosen).Where(f => f.Value.Length > 0),
    ];

    public override string ToString() => "[search]";

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

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
