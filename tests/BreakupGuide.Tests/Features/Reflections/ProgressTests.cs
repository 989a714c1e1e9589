using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class ProgressTests(Site site) : IClassFixture<Site>
{
    private static Walk Short(Reflection reflection, params Answer[] answers) =>
        BreakupGuide.Features.Reflections.Walk.Of(reflection, false, Answers(answers), ItemSource.Nothing);

    private static Question InShort(Question question) => question with { Short = true };

    // Two of three questions may still open.
    private static readonly Reflection Branching = Samples.Reflection(
        InShort(Choice("who", "he", "i")),
        InShort(Text("why", When("who", Test.Any, "i"))),
        InShort(Text("more", When("why", Test.NotEmpty))),
        InShort(Text("last")));

    private static string At(Walk walk, string field) => walk.ProgressAt(walk.Find(field)!).Words;

    [Fact]
    public void A_number_that_no_answer_can_change_is_said_as_it_is() =>
        Assert.Equal("2 of 3", At(Walk(Samples.Reflection(Text("a"), Text("b"), Text("c"))), "b"));

    [Fact]
    public void The_short_walk_says_about_how_many_from_its_first_question_on()
    {
        Assert.Equal("1 of about 3", At(Short(Branching), "who"));
        Assert.Equal("2 of about 4", At(Short(Branching, Chose("who", "i")), "why"));
        Assert.Equal("2 of 2", At(Short(Branching, Chose("who", "he")), "last"));
    }

    [Fact]
    public void The_whole_walk_says_only_where_one_is_as_long_as_answers_decide() =>
        Assert.Equal("Question 1", At(Walk(Branching), "who"));

    [Theory]
    [InlineData("why-he-left")]
    [InlineData("your-part")]
    [InlineData("can-it-be-fixed")]
    public async Task The_first_question_of_every_short_walk_has_a_number_and_a_mark_for_each(string slug)
    {
        var walker = new Walker(site.Browse());
        await walker.Open($"/reflections/{slug}/start?walk=short");

        var line = walker.Page.QuerySelector("main .kicker")!;
        Assert.Matches("1 of (about )?[0-9]+", line.TextContent);
        Assert.InRange(line.QuerySelectorAll(".marks > span").Length, 3, 16);
        Assert.Single(line.QuerySelectorAll(".marks > .done"));
    }
}
