namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>What stands on cards has a page of its own, to print and take along.</summary>
public class CardsPageTests(Site site) : IClassFixture<Site>
{
    private readonly Walker walker = new(site.Browse());

    private string CardsAddress => walker.Address[..(walker.Address.LastIndexOf('/') + 1)] + "cards";

    [Fact]
    public async Task The_words_for_a_bad_night_stand_on_a_card_and_nothing_else_does()
    {
        await walker.Open("/reflections/your-motives/start?walk=short");
        await walker.Answer(["no"], ["frightens"]);
        while (!walker.Address.EndsWith("/kind", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Send("stop", ("text", "You were sure before, and it passed"));
        Assert.Contains("Take the cards along", walker.Text, StringComparison.Ordinal);

        await walker.Open(CardsAddress);

        Assert.Equal("Cards to take along", walker.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("You were sure before, and it passed", Assert.Single(walker.Page.QuerySelectorAll(".card")).TextContent, StringComparison.Ordinal);
        Assert.Equal("Notes – cards", walker.Page.Title);
        await new Walker(site.Browse()).Browser.Open(CardsAddress, 404);
    }

    [Fact]
    public async Task Where_nothing_was_written_for_them_the_page_says_so()
    {
        await walker.Open("/reflections/your-motives/start?walk=short");
        await walker.Send("stop", ("choice", "no"));
        await walker.Open(CardsAddress);

        Assert.Empty(walker.Page.QuerySelectorAll(".card"));
        Assert.Contains("nothing on a card yet", walker.Text, StringComparison.Ordinal);
    }
}
