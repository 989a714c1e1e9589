namespace BreakupGuide.Tests.Features.Reflections;

public class OutcomePageTests(Site site) : IClassFixture<Site>
{
    private static readonly Wording Fixable = Wording.CanItBeFixed;
    private readonly Walker walker = new(site.Browse());

    [Fact]
    public async Task The_map_stands_in_the_persons_words_with_whose_they_are_and_labelled_chips()
    {
        await walker.FinishWithMap();

        var between = walker.Page.QuerySelector(".map-between")!;
        Assert.NotNull(between.QuerySelector("h3 > svg.glyph"));
        Assert.Equal("We were both tired.", between.QuerySelector("li .own")!.TextContent);
        Assert.Equal($"{Fixable.Called("changeable")}: {Fixable.Label("changeable", "can-and-wish")}", between.QuerySelector("li .chip")!.TextContent);
        Assert.Equal("He was late", walker.Page.QuerySelector(".map-theirs li .own")!.TextContent);
        Assert.Empty(walker.Page.QuerySelectorAll(".map-mine"));
    }

    [Fact]
    public async Task It_begins_with_one_sentence_and_its_reasons_are_folded()
    {
        await walker.FinishWithMap();

        var first = walker.Page.QuerySelector("main section")!;
        Assert.NotEmpty(first.QuerySelector("h2")!.TextContent);
        Assert.All(walker.Page.QuerySelectorAll("main details"), d => Assert.False(d.HasAttribute("open")));
        Assert.Matches("What your answers say\\s+[0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9]{2}:[0-9]{2}", walker.Text);
    }

    [Fact]
    public async Task One_next_step_is_the_main_button_and_a_visitor_may_keep_it()
    {
        await walker.FinishWithMap();

        Assert.Matches("^(Read|Go|Find) ", Assert.Single(walker.Page.QuerySelectorAll("main .button-primary")).TextContent);
        Assert.Equal("/start", walker.LinkTo("Keep it with a passphrase"));
        Assert.NotNull(walker.Page.QuerySelector("button[data-print]"));

        await walker.Keep("outcome-page");
        await walker.Open("/reflections/can-it-be-fixed");
        await walker.Open(walker.LinkTo("See what your answers say"));
        Assert.DoesNotContain("Keep it with a passphrase", walker.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("He was late", "He was late: A guess")]
    [InlineData("We were both tired.", "We were both tired. – A guess")]
    [InlineData("Did he mean it? ", "Did he mean it? – A guess")]
    [InlineData("So …", "So … – A guess")]
    public void No_two_marks_collide(string item, string line)
    {
        Assert.Equal([line], new SortValue([new SortedItem("i", item, "guess", "A guess")]).Lines);
        Assert.Equal([line], new FieldsValue([new FieldText("i", item, "A guess")]).Lines);
    }
}
