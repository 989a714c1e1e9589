using System.Globalization;
using System.Text;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Transfer;

/// <summary>
/// Makes entries of ours from those of other programs. What has no place of its own here goes into the words; what has none there, either, is noted.
/// </summary>
/// <param name="zone">The person's own zone, for files that tell none.</param>
internal sealed class EntryMaker(UnlockedSpace space, EntryTime time, IReadOnlyList<JournalField> fields, string zone, LeftBehind left)
{
    private const string Title = "title";
    private const string Mood = "mood";

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    // Words of other programs that mean one of ours beyond doubt.
    private static readonly Dictionary<string, string> Moods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rad"] = "good",
        ["good"] = "all-right",
        ["meh"] = "so-so",
        ["bad"] = "low",
        ["awful"] = "very-low",
    };

    public LeftBehind Left => left;

    /// <summary>The person's own zone.</summary>
    public string Zone => zone;

    /// <summary>One of our moods by the word of a program that has five of them, too; where it is none of these, that word.</summary>
    public static string OfFive(string mood) => Moods.GetValueOrDefault(mood.Trim(), mood.Trim());

    /// <summary>Our own mood by its name or as people read it.</summary>
    public string? MoodOf(string mood) => fields.Single(f => f.Name == Mood).Choices
        .FirstOrDefault(c => c.Value == mood || string.Equals(c.Label, mood, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The entry; several where its words are longer than one entry may be; none where there is nothing in it or its day cannot be.</summary>
    public IEnumerable<NotesEntry> Make(WrittenEntry written)
    {
        var known = written.Zone is { } told && EntryOptions.IsZone(told) ? told : null;
        if (known is null && written.Zone is { Length: > 0 } unknown) left.Add("Time zones that are not known here", unknown);
        var (date, begun) = When(written, known ?? zone);
        var name = NameOf(written, date);
        if (date is not { } day || day < Earliest || day > time.Today(zone).AddDays(1))
        {
            left.Add("Entries without a day that can be", name);
            yield break;
        }

        var values = Values(written, out var words);
        if (words.Length == 0 && values.Count == 0)
        {
            left.Add("Entries with nothing in them", name);
            yield break;
        }

        var identity = written.Identity
            ?? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {written.Time:HH:mm} {written.Utc:O}\n")
                + $"{written.Title}\n{written.Words}\n{written.Mood}";
        var parts = Parts(words);
        foreach (var (number, part) in parts.Index())
        {
            var id = number == 0 && Guid.TryParse(identity, out var own) ? own : RecordIds.OfArrival(space, number == 0 ? identity : $"{number} {identity}");
            values[JournalFields.Words] = part;
            var earlier = number == 0 ? (written.Earlier ?? []).Select(Clean).Where(e => e.Length is > 0 and <= Limits.TextCharacters).ToList() : [];
            yield return Entry(id, day, begun, written.Changed ?? begun, known ?? zone, values, earlier) with
            {
                Binned = written.IsBinned ? time.Now() : null,
            };
        }
    }

    private static NotesEntry Entry(
        Guid id, DateOnly day, DateTime begun, DateTime changed, string zone, Dictionary<string, string> values, IReadOnlyList<string> earlier)
    {
        var states = values.Where(v => v.Value.Length > 0).ToDictionary(v => v.Key, v => First(v.Value));
        states.Remove(JournalFields.Words, out var body);
        var head = new HeadRecord(
            EntryKind.Journal, begun, states, null, null, zone, EntryHead.Opening(body?.Text ?? ""), null, null, changed, changed);
        var revisions = earlier.TakeLast(Limits.Revisions).Index().Select(e => new NotesRevision(
            Guid.NewGuid(), e.Index + 1, changed, false,
            new RevisionRecord(head with { Opening = EntryHead.Opening(e.Item) }, First(e.Item), null)));
        return new NotesEntry(id, day, begun, changed, null, head, body, [], [.. revisions]);
    }

    private static FieldState First(string text) => new(text, 1, null, 0);

    private (DateOnly? Date, DateTime Begun) When(WrittenEntry written, string known)
    {
        if (written.Utc is { } utc && utc.Year is > 1 and < 9999)
        {
            var local = time.Local(known, utc);
            return (written.Date ?? DateOnly.FromDateTime(local), utc);
        }

        return written.Date is { Year: > 1 and < 9999 } date
            ? (date, time.UtcOfNoted(known, date.ToDateTime(written.Time ?? new TimeOnly(12, 0))))
            : (null, default);
    }

    private Dictionary<string, string> Values(WrittenEntry written, out string words)
    {
        var values = new Dictionary<string, string>();
        var before = new StringBuilder();
        var title = string.Join(' ', Clean(written.Title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (title.Length > Limits.TitleCharacters) before.Append(title).Append("\n\n");
        else if (title.Length > 0) values[Title] = title;

        var mood = Clean(written.Mood);
        if (MoodOf(mood) is { } ours) values[Mood] = ours;
        else if (mood.Length > 0) before.Append("Mood: ").Append(mood).Append("\n\n");

        var tags = (written.Tags ?? []).Select(t => Clean(t).Replace(',', ' ').Trim()).Where(t => t.Length > 0)
            .Distinct(StringComparer.CurrentCultureIgnoreCase).ToList();
        var kept = tags.Where(t => t.Length <= Limits.TagCharacters).Take(Limits.TagsOfEntry).ToList();
        if (kept.Count > 0) values[JournalFields.Tags] = string.Join(", ", kept);
        if (kept.Count < tags.Count) before.Append("Tags: ").AppendJoin(", ", tags.Except(kept)).Append("\n\n");

        words = (before + Clean(written.Words)).TrimEnd();
        return values;
    }

    // At the end of a paragraph, where there is one.
    private static List<string> Parts(string words)
    {
        var parts = new List<string>();
        while (words.Length > Limits.TextCharacters)
        {
            var at = words.LastIndexOf("\n\n", Limits.TextCharacters, StringComparison.Ordinal);
            if (at <= 0) at = char.IsHighSurrogate(words[Limits.TextCharacters - 1]) ? Limits.TextCharacters - 1 : Limits.TextCharacters;
            parts.Add(words[..at]);
            words = words[at..].TrimStart('\n');
        }

        return [.. parts, words];
    }

    private static string NameOf(WrittenEntry written, DateOnly? date)
    {
        var opening = EntryHead.Opening(written.Title.Length > 0 ? written.Title : written.Words);
        return date is { } day ? $"{day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} · {opening}" : opening;
    }

    // Line ends as ours are. Half a letter, which a file can hold, cannot be stored.
    private static string Clean(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal)))
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
