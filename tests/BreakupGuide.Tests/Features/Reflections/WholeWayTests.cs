using BreakupGuide.Content;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>All reflections as one way: nothing is typed twice.</summary>
public class WholeWayTests
{
    private static readonly ContentLibrary Library = OnPaper.Library;

    /// <summary>Of the reflections: a practice asks the same on another day.</summary>
    private static readonly IReadOnlyList<(string Walk, Question Question)> Asked =
    [
        .. Library.Reflections.SelectMany(
            r => r.Questions.SelectMany(q => q.Questions.Prepend(q)).Where(q => !q.IsBlock && !r.Safety.Contains(q.Id)).Select(q => (r.Slug, q))),
    ];

    /// <summary>Whose words one has to find oneself.</summary>
    private static bool IsTyped(Question question) => question.Options is ListOptions or TextOptions or FieldsOptions;

    private static IEnumerable<string> TakenAlong(Question question) =>
    [
        .. question.From.Concat(question.Prefill).Where(s => s.Reflection is not null).Select(s => $"{s.Reflection}/{s.Question}"),
        .. question.KeepsInView.Where(k => k.Contains('/')),
    ];

    [Fact]
    public void What_was_named_once_is_offered_wherever_the_same_is_named()
    {
        var lists = Asked.Where(a => a.Question.Thread is not null).ToList();
        foreach (var (walk, question) in lists.Where(l => lists.Exists(o => o.Walk != l.Walk && o.Question.Thread == l.Question.Thread)))
        {
            Assert.True(
                question.Prefill.Any(s => s.Thread == question.Thread || s.Reflection is not null) || IsFirstOf(walk, question),
                $"{walk}/{question.Id} names things of the kind “{question.Thread}” and offers none that were named before");
        }
    }

    /// <summary>The walk that most people begin with need not offer what they can hardly have named elsewhere.</summary>
    private static bool IsFirstOf(string walk, Question question) => walk == "why-he-left" && question.Thread is "words" or "reason";

    [Fact]
    public void Two_questions_after_the_same_idea_know_of_each_other()
    {
        var twice = Asked.Where(a => IsTyped(a.Question)).SelectMany(a => a.Question.Covers.Select(id => (id, a.Walk, a.Question))).GroupBy(a => a.id);
        var strangers =
            from of in twice
            from one in of.GroupBy(a => a.Walk)
            from other in of.GroupBy(a => a.Walk)
            where string.CompareOrdinal(one.Key, other.Key) < 0
                && !one.Any(a => other.Any(b => Knows(a.Walk, a.Question, b.Walk, b.Question)))
            select $"{of.Key}: {string.Join(", ", one.Concat(other).Select(a => $"{a.Walk}/{a.Question.Id}"))}";

        Assert.Empty(strangers);
    }

    private static bool Knows(string walk, Question question, string otherWalk, Question other) =>
        TakenAlong(question).Contains($"{otherWalk}/{other.Id}") || TakenAlong(other).Contains($"{walk}/{question.Id}")
            || TakenAlong(question).Intersect(TakenAlong(other)).Any() || (question.Thread is not null && question.Thread == other.Thread);

    [Fact]
    public void No_question_is_worded_like_another()
    {
        var same = Asked.Where(a => a.Question.Id != "how-now").GroupBy(a => a.Question.Ask.He).Where(g => g.Select(a => a.Walk).Distinct().Count() > 1);

        Assert.Empty(same.Select(g => $"“{g.Key}”: {string.Join(", ", g.Select(a => $"{a.Walk}/{a.Question.Id}"))}"));
    }
}
