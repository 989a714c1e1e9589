using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>Where a pause is offered, what it leads to, and that one setting ends it. When it is shown, the browser's journey tries.</summary>
public class PauseTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Theory]
    [InlineData("/journal/new")]
    [InlineData("/urge")]
    [InlineData("/reflections/your-part/start?walk=whole&question=good-in-me")]
    public async Task Pages_for_writing_hold_the_offer_hidden_and_below_the_words(string path)
    {
        var page = await browser.Open(path);

        var offer = Assert.Single(page.QuerySelectorAll("[data-pause]"));
        Assert.True(offer.HasAttribute("hidden"));
        Assert.NotNull(offer.Closest("form[data-draft]"));
        var place = page.QuerySelector("form[data-draft] textarea")!.CompareDocumentPosition(offer);
        Assert.Equal(DocumentPositions.Following, place & DocumentPositions.Following);
    }

    [Fact]
    public async Task A_question_that_is_answered_by_a_tick_offers_none() =>
        Assert.Null((await browser.Open("/reflections/why-he-left/start")).QuerySelector("[data-pause]"));

    [Fact]
    public async Task One_setting_ends_it()
    {
        var page = await browser.Open("/settings");
        Assert.True(Box(page).HasAttribute("checked"));

        using (var saved = await browser.Http.PostAsync("/settings", new FormUrlEncodedContent(
            Form(page).QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!))
                .Concat([KeyValuePair.Create("pronoun", "he"), KeyValuePair.Create("look", "system")]))))
        {
            Assert.Contains(saved.Headers.GetValues("Set-Cookie"), c => c.StartsWith("pause=no;", StringComparison.Ordinal));
        }

        Assert.False(Box(await browser.Open("/settings")).HasAttribute("checked"));
        Assert.Null((await browser.Open("/journal/new")).QuerySelector("[data-pause]"));
    }

    [Fact]
    public async Task The_pause_shows_something_to_do_and_the_way_back()
    {
        var page = await browser.Open("/pause?back=/journal/new");

        Assert.Equal("Ten minutes of something else", page.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll("main li"));
        Assert.Equal("/journal/new", page.QuerySelectorAll("main a").Single(a => a.TextContent == "Back to what I wrote").GetAttribute("href"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/journal")]
    [InlineData("/journalist")]
    [InlineData("/journal/\\evil")]
    [InlineData("/exit")]
    [InlineData("")]
    public async Task No_other_address_is_a_way_back(string back) =>
        Assert.DoesNotContain(
            (await browser.Open($"/pause?back={Uri.EscapeDataString(back)}")).QuerySelectorAll("main a"), a => a.TextContent == "Back to what I wrote");

    private static IElement Form(IDocument page) => page.QuerySelector("form:has(input[name=pause])")!;

    private static IElement Box(IDocument page) => page.QuerySelector("input[name=pause]")!;
}
