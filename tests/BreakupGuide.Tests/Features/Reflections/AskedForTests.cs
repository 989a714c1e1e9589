namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>“Reflect on this” in a guide leads to that very question, or says which walk it belongs to and where that starts.</summary>
public class AskedForTests(Site site) : IClassFixture<Site>
{
    private readonly Walker walker = new(site.Browse());

    [Fact]
    public async Task With_nothing_begun_the_walk_starts_at_it()
    {
        await walker.Open("/reflections/why-he-left?question=fair-friend");

        Assert.Contains($"You came for one question: “{Wording.WhyHeLeft.Ask("fair-friend")}”", walker.Text, StringComparison.Ordinal);
        await walker.Open(walker.LinkTo("Start at this question"));
        Assert.Equal(Wording.WhyHeLeft.Ask("fair-friend"), walker.Question);
    }

    [Fact]
    public async Task What_was_said_about_safety_comes_before_it()
    {
        await walker.Open("/reflections/give-space?question=my-plan");

        Assert.Empty(walker.Page.QuerySelectorAll("main a[href*='question=my-plan']"));
        await walker.Open(walker.LinkTo("Start the walk"));
        Assert.Equal("Were you ever afraid of him?", walker.Question);
    }

    [Fact]
    public async Task A_walk_that_is_open_and_asks_it_is_gone_on_with_there()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["he"]);
        await walker.Follow("/reflections/why-he-left?question=fair-friend");

        Assert.Equal(Wording.WhyHeLeft.Ask("fair-friend"), walker.Question);
    }

    [Fact]
    public async Task A_walk_that_is_open_and_leaves_it_out_says_so()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["he"]);
        await walker.Open("/reflections/why-he-left?question=why-i-left");

        Assert.Contains("By your answers so far", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_there_is_not_is_not_spoken_of()
    {
        await walker.Open("/reflections/why-he-left?question=nothing");

        Assert.DoesNotContain("You came for", walker.Text, StringComparison.Ordinal);
    }
}
