using System.Globalization;
using System.Text.Json.Serialization;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;

namespace BreakupGuide.Features.Transfer;

/// <summary>What would come in, and what would not.</summary>
/// <param name="Format">What the file is.</param>
/// <param name="New">Entries that would come in.</param>
/// <param name="There">Those that are here already.</param>
/// <param name="Earlier">Those that would become earlier versions of what is here.</param>
/// <param name="HasRoom">Whether all of it fits in.</param>
public sealed record Looked(
    string Format, LookedGroup New, LookedGroup There, LookedGroup Earlier, DateOnly? First, DateOnly? Last, IReadOnlyList<LeftKind> Left, bool HasRoom)
{
    /// <summary>How the person had set things; only in our own files.</summary>
    [JsonInclude]
    internal NotesCover? Settings { get; init; }

    [JsonIgnore]
    public int Total => New.Count + There.Count + Earlier.Count;

    public override string ToString() => "[looked]";
}

/// <param name="Names">Day and first words of the first of them.</param>
public sealed record LookedGroup(int Count, IReadOnlyList<string> Names)
{
    public override string ToString() => "[group]";
}

/// <summary>Gathers what was seen.</summary>
internal sealed class LookedSoFar
{
    private const int MostNames = 50;
    private const int LongestName = 90;

    private readonly Dictionary<Arrival, (int Count, List<string> Names)> groups = [];

    // What comes twice in one file is new only once.
    private readonly HashSet<Guid> seen = [];
    private DateOnly? first;
    private DateOnly? last;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public int NewEntries => Of(Arrival.New).Count;

    public void Add(IReadOnlyList<NotesEntry> entries, BroughtIn brought, LeftBehind left)
    {
        Bytes += brought.Bytes;
        foreach (var (entry, became) in entries.Zip(brought.All))
        {
            Count++;
            var arrival = seen.Add(entry.Id) || became != Arrival.New ? became : Arrival.There;
            var name = NameOf(entry);
            if (arrival == Arrival.Unreadable)
            {
                left.Add("Entries that stand here and do not open", name);
                continue;
            }

            var (count, names) = groups.GetValueOrDefault(arrival, (0, []));
            if (names.Count < MostNames) names.Add(name);
            groups[arrival] = (count + 1, names);
            if (arrival != Arrival.New) continue;
            first = first is { } earliest && earliest < entry.Date ? earliest : entry.Date;
            last = last is { } latest && latest > entry.Date ? latest : entry.Date;
        }
    }

    public Looked ToLooked(string format, LeftBehind left, bool hasRoom, NotesCover? settings) =>
        new(format, Of(Arrival.New), Of(Arrival.There), Of(Arrival.Earlier), first, last, left.All, hasRoom) { Settings = settings };

    private LookedGroup Of(Arrival arrival) => groups.TryGetValue(arrival, out var group) ? new(group.Count, group.Names) : new(0, []);

    private static string NameOf(NotesEntry entry)
    {
        var words = entry.Head!.Fields.GetValueOrDefault("title")?.Text is { Length: > 0 } title ? title : entry.Head.Opening;
        var name = entry.Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) + (words.Length > 0 ? $" · {words}" : "");
        return name.Length <= LongestName ? name : name[..LongestName] + "…";
    }
}
