using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Practices;
using static BreakupGuide.Tests.Features.Reflections.Practices.PracticeUser;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>What a practice's pictures are drawn from, and the pictures on its page.</summary>
public class OverTimeTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Day = new(2026, 5, 1);
    private static readonly Reflection Practice = Reflection(Checklist("did", "quiet", "wrote", "gone"), Scale("heavy", 1, 5), Line("words")) with
    {
        Practice = new Practice(["did", "heavy"], false, null),
    };

    [Fact]
    public async Task A_picture_comes_with_the_third_entry_and_has_a_table_behind_it()
    {
        var user = new PracticeUser(site);
        await user.Add("giving-space", ("q.today.option", "quiet"), ("day", Iso(Today.AddDays(-9))));
        await user.Add("giving-space", ("q.today.option", "quiet"), ("day", Iso(Today.AddDays(-4))));
        Assert.Empty(user.Page.QuerySelectorAll("figure"));
        Assert.Contains("With a few more entries, a small picture stands here.", user.Walker.Text, StringComparison.Ordinal);
        await user.Add("giving-space", ("q.today.option", "i-once"));

        var figure = Assert.Single(user.Page.QuerySelectorAll("figure"));
        var quiet = figure.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "It was quiet; I sent nothing");
        Assert.Equal("2", quiet.QuerySelectorAll("td")[1].TextContent);
        Assert.Equal("The same as a table", figure.QuerySelector("summary")!.TextContent);
        Assert.Equal(7, figure.QuerySelectorAll("svg[role=img]").Length);
        Assert.Equal([2, 0, 0, 0, 0, 1, 0], figure.QuerySelectorAll(".total").Select(t => t.TextContent[0] - '0'));
        // Nothing calls a day without an entry by a name.
        Assert.DoesNotMatch("(?i)missed|streak|in a row|score", user.Walker.Text);
    }

    [Fact]
    public void Each_option_has_its_row_and_a_scale_its_numbers()
    {
        var found = Found(true, Given(0, Ticked("did", ["quiet"])), Given(1, Ticked("did", ["quiet", "wrote"])), Given(1, Heavy(4)));
        var drawn = DrawnAnswers.Of(Practice, found, Pronoun.He)!;

        Assert.True(drawn.IsAll);
        Assert.Equal(["did", "heavy"], drawn.Questions.Select(q => q.Id));
        Assert.Equal(["The quiet 2", "The wrote 1", "The gone 0"], drawn.Questions[0].Rows.Select(r => $"{r.Label} {r.Days.Count}"));
        Assert.Equal(4, Assert.Single(drawn.Questions[1].Numbers).Number);
        Assert.Equal("heavy", drawn.Questions[1].Ends!.HighLabel);
    }

    [Fact]
    public void A_question_that_was_never_answered_has_no_picture()
    {
        var drawn = DrawnAnswers.Of(Practice, Found(true, Given(0, Heavy(1)), Given(1, Heavy(2)), Given(2, Heavy(3))), Pronoun.He)!;

        Assert.Equal(["heavy"], drawn.Questions.Select(q => q.Id));
    }

    [Fact]
    public void Only_the_newest_days_are_drawn_and_it_says_so()
    {
        var many = Enumerable.Range(0, LogStore.DaysDrawn + 5).Select(d => Given(d, Ticked("did", ["quiet"]))).ToArray();
        var drawn = DrawnAnswers.Of(Practice, Found(true, many), Pronoun.He)!;

        Assert.False(drawn.IsAll);
        Assert.Equal(LogStore.DaysDrawn, drawn.Questions[0].Rows[0].Days.Count);
        Assert.Equal(Day.AddDays(5), drawn.Span.First);
        Assert.False(DrawnAnswers.Of(Practice, Found(false, many[..3]), Pronoun.He)!.IsAll);
        Assert.Null(DrawnAnswers.Of(Practice, Found(true, many[..2]), Pronoun.He));
    }

    private static DatedAnswer Given(int day, Answer answer) => new(Guid.NewGuid(), Day.AddDays(day), answer);

    private static Answer Heavy(int number) => Answer("heavy", new ScaleValue(number, 1, 5, "light", "heavy"));

    private static AnswersByDay Found(bool isAll, params DatedAnswer[] answers) =>
        new(answers, [.. answers.Select(a => a.Day).Distinct().Order()], answers.Select(a => a.Entry).Distinct().Count(), isAll);
}
