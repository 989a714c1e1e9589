using BreakupGuide.Features.Reflections;
using Bunit;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>What was said of one thing: what was chosen as a chip, what was written beside it as words of its own.</summary>
public sealed class SortedThingTests : BunitContext
{
    [Theory]
    [InlineData("I could")]
    [InlineData("I could", "He asks me first")]
    [InlineData("I could", "He asks me first", "And then we talk")]
    public void What_was_written_beside_a_choice_is_not_read_as_one_sentence_with_it(params string[] lines)
    {
        var thing = Shown(lines);

        Assert.Equal("who: I could", Assert.Single(thing.FindAll(".chip")).TextContent);
        Assert.Equal(lines.Skip(1), thing.FindAll(".more").Select(m => m.TextContent));
        Assert.DoesNotContain("could,", thing.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void On_one_line_it_is_kept_apart_as_well()
    {
        Assert.Equal("I could", Said("I could").OnOneLine);
        Assert.Equal("I could · He asks me first", Said("I could", "He asks me first").OnOneLine);
        Assert.Equal("Skipped", new Quoted("Who could change it?", [], "Skipped").OnOneLine);
    }

    private IRenderedComponent<SortedThing> Shown(string[] lines) =>
        Render<SortedThing>(p => p.Add(t => t.Item, new ShownItem("The phone at dinner", [Said(lines)])));

    private static Quoted Said(params string[] lines) => new("Who could change it?", lines, null) { Label = "who" };
}
