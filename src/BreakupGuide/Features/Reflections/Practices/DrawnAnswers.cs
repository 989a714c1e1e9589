using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.UI.Charts;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>What a practice's pictures are drawn from: the newest days that have an entry.</summary>
/// <param name="IsAll">There are no older days.</param>
public sealed record DrawnAnswers(DaySpan Span, IReadOnlyList<DateOnly> Days, IReadOnlyList<DrawnQuestion> Questions, bool IsAll)
{
    /// <summary>Fewer entries make no picture.</summary>
    public const int Fewest = 3;

    /// <param name="questions">The questions that are drawn; those that the practice draws where none are said.</param>
    /// <returns>Null where there is not enough to draw.</returns>
    public static DrawnAnswers? Of(Reflection practice, AnswersByDay found, Pronoun pronoun, IReadOnlyList<string>? questions = null)
    {
        if (found.Entries < Fewest) return null;
        List<DateOnly> days = [.. found.Days.TakeLast(LogStore.DaysDrawn)];
        var shown = found.Answers.Where(a => a.Day >= days[0]).OrderBy(a => a.Day).ThenBy(a => a.Answer.GivenAt).ToLookup(a => a.Answer.Question);
        var drawn = (questions ?? practice.Practice!.Chart).Select(practice.Find).OfType<Question>().Where(q => shown.Contains(q.Id));
        return new(
            new(days[0], days[^1]), days, [.. drawn.Select(q => Draw(q, [.. shown[q.Id]], pronoun))], found.IsAll && days.Count == found.Days.Count);
    }

    private static DrawnQuestion Draw(Question question, IReadOnlyList<DatedAnswer> answers, Pronoun pronoun)
    {
        var title = question.Ask.For(pronoun);
        if (question.Options is { Range: { } range, Ends: { } ends })
        {
            return new(
                question.Id, title, [], new(range.Low, range.High, ends.Low.For(pronoun), ends.High.For(pronoun)),
                [.. answers.Where(a => a.Answer.Value!.GivenNumber is not null).Select(a => new DayNumber(a.Day, a.Answer.Value!.GivenNumber!.Value))]);
        }

        var chosen = answers.SelectMany(a => a.Answer.Value!.GivenValues.Select(v => (Value: v, a.Day))).ToLookup(c => c.Value, c => c.Day);
        // What is offered no longer has its row where it was chosen.
        var rows = question.Options.Values.Where(o => !o.Retired || chosen.Contains(o.Value))
            .Select(o => new MarkRow(o.Label.For(pronoun), [.. chosen[o.Value].Distinct()]));
        return new(question.Id, title, [.. rows], null, []);
    }

    public override string ToString() => "[drawn answers]";
}

/// <summary>One picture: rows of marks or, where there are ends, numbers on a scale.</summary>
public sealed record DrawnQuestion(string Id, string Title, IReadOnlyList<MarkRow> Rows, ScaleEnds? Ends, IReadOnlyList<DayNumber> Numbers)
{
    public override string ToString() => $"[picture of {Id}]";
}
