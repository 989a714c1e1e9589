using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal;

/// <summary>The earlier versions of one answer under its question, newest first.</summary>
public sealed record VersionGroup(string Question, IReadOnlyList<Revision> Revisions)
{
    /// <summary>A run's revisions by question, in the order of its questions; what is not known any more comes last.</summary>
    public static IReadOnlyList<VersionGroup> Of(IReadOnlyList<Revision> revisions, OpenRun? run, Reflection? reflection, UnlockedSpace space, Guid entry)
    {
        var now = (run?.Answers.Values ?? []).ToDictionary(a => RecordIds.OfAnswer(space, entry, a.Field));
        var groups = revisions.GroupBy(r => r.Record)
            .Select(g => (Answer: now.GetValueOrDefault(g.Key) ?? g.FirstOrDefault(r => r.Answer is not null)?.Answer, Revisions: g.ToList()))
            .ToList();
        var order = RunReading.InOrder(groups.Select(g => g.Answer).OfType<Answer>(), reflection);
        return
        [
            .. groups.OrderBy(g => g.Answer is null ? int.MaxValue : order.IndexOf(g.Answer))
                .Select(g => new VersionGroup(g.Answer?.Wording ?? "One of the questions", g.Revisions)),
        ];
    }

    public override string ToString() => "[versions]";
}
