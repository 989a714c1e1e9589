using BreakupGuide.Content;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Outcomes weigh: one leads, what speaks against it stands beside it, and what was not asked is open, never taken as fine.</summary>
public class WeighingTests
{
    private static OnPaper Walk(string changes, bool whole = true)
    {
        var given = GateTableTests.Hopeful("no", "fine", "wants-too");
        foreach (var change in changes.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=')))
            given[change[0]] = change[1].Split('|');
        return new OnPaper("can-it-be-fixed", whole) { Given = given }.Walked();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("outside=against; wanting=him|good-life; life-plan=halfway", "People who know you both are worried, or against it.")]
    [InlineData(
        "reasons=The quarrels|The distance; changeable=can-and-wish|not-known; before=once",
        "Of one reason you cannot tell whether it can change.|You have been apart before.")]
    public void Hopeful_and_fair_answers_lead_to_trying_with_what_speaks_against_it(string changes, string against)
    {
        var walk = Walk(changes);

        Assert.Equal(("worth-trying", Direction.Repair), (walk.Lead.Id, walk.Lead.PointsTo));
        Assert.Equal(against.Split('|', StringSplitOptions.RemoveEmptyEntries), walk.Reading.Outcomes[0].Against.Select(w => w.Says));
        Assert.Empty(walk.Reading.Outcomes[0].Open);
    }

    [Theory]
    // She wants the last word and a sorry, and puts nothing down to herself.
    [InlineData("wanting=last-word|apology; causes=his; changeable=can-and-wish", "other-wish")]
    // He would have to give up children, so that she need not be alone.
    [InlineData("wanting=him|not-alone; life-plan=he-would; outside=against", "life-plans")]
    // Two things cannot change, friends are against it, nothing she needs was there, three breaks without a change, and one hope.
    [InlineData(
        "reasons=The drinking|His wish to move|Our talks; changeable=cannot|cannot|can-and-wish; outside=against; needs-met=not-met; before=more",
        "round-again")]
    // He said no, and she hopes all the same.
    [InlineData("his-side=said-no", "said-no")]
    [InlineData("his-side=no-answer", "no-answer")]
    [InlineData("changeable=can-unlikely", "change-unlikely")]
    [InlineData("needs=To be heard|Time; needs-met=not-met", "nothing-met")]
    [InlineData("time=raw", "too-soon")]
    [InlineData("whole-yes=not-clear", "not-whole")]
    public void Self_serving_or_hopeless_answers_do_not(string changes, string lead)
    {
        var walk = Walk(changes);

        Assert.Equal(lead, walk.Lead.Id);
        Assert.DoesNotContain(walk.Reading.Outcomes, o => o.Outcome.PointsTo == Direction.Repair);
    }

    [Fact]
    public void The_short_walk_says_what_is_still_open()
    {
        var walk = Walk("", whole: false);

        Assert.Equal("open-so-far", walk.Lead.Id);
        Assert.Null(walk.Lead.PointsTo);
        Assert.Contains("Whether your plans for life go together.", walk.Reading.Outcomes[0].Open.Select(w => w.Says));
        Assert.Contains("What is in your wish: him, or something else as well.", walk.Reading.Outcomes[0].Open.Select(w => w.Says));
    }

    [Fact]
    public void What_speaks_against_a_no_is_said_as_well()
    {
        var walk = Walk("life-plan=both-would");

        Assert.Equal(Direction.LetGo, walk.Lead.PointsTo);
        Assert.Equal("Other things that ended it could change, and somebody wants to change them.", Assert.Single(walk.Reading.Outcomes[0].Against).Says);
    }
}
