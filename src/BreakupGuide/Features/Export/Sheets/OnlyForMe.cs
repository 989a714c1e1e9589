using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;

namespace BreakupGuide.Features.Export.Sheets;

/// <summary>Leaves out what was marked “Only for me”: whole answers, things in them, and the same words wherever they stand as a line.</summary>
internal sealed class OnlyForMe(Withheld withheld, IReadOnlyList<OpenRun> entries)
{
    private readonly HashSet<string> marked = [.. withheld.Items];

    private readonly HashSet<string> words = new(
        entries.SelectMany(e => e.Answers.Values).SelectMany(a => a.Value?.GivenItems ?? [])
            .Where(i => withheld.Items.Contains(i.Id)).Select(i => i.Text.Trim()),
        StringComparer.OrdinalIgnoreCase);

    public OpenRun Without(OpenRun entry) =>
        entry with { Answers = entry.Answers.Values.Where(a => !IsMarked(entry.Entry, a)).ToDictionary(a => a.Field) };

    public IEnumerable<ReadPart> Without(IEnumerable<ReadPart> parts) => parts
        .Select(p => p with { Lines = [.. p.Lines.Where(l => !Tells(l.Label)).Select(Without).Where(l => l.Lines.Count > 0 || l.Label is not null)] })
        .Where(p => p.Lines.Count > 0);

    // As the overview names them: an answer by its reflection and field or, of a practice, by its entry, too. Asked about one thing, it goes with that.
    private bool IsMarked(Entry entry, Answer answer) =>
        marked.Contains($"{entry.Run?.Reflection}/{answer.Field}")
        || marked.Contains($"{entry.Run?.Reflection}/{entry.Id:N}/{answer.Question}")
        || (answer.Field.Split('~', 2) is [_, var item] && marked.Contains(item));

    private AnswerPart Without(AnswerPart part) => part with { Lines = [.. part.Lines.Where(l => !words.Contains(l.Trim()))] };

    // What is said of several things together names each of them.
    private bool Tells(string? label) => label is not null && words.Any(w => label.Contains(w, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => "[only for me]";
}
