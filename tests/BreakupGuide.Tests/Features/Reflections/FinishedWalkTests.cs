namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Where a finished walk is named, its result comes first; a walk that begins is the short one.</summary>
public class FinishedWalkTests(Site site) : IClassFixture<Site>
{
    private readonly Walker walker = new(site.Browse());

    private async Task Finish()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Answer(["he"]);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Press("Finish");
    }

    [Fact]
    public async Task Begin_takes_the_short_walk_and_the_whole_one_is_a_quiet_link_beside_it()
    {
        await walker.Open("/reflections/why-he-left");

        Assert.Equal("/reflections/why-he-left/start?walk=short", walker.LinkTo("Begin"));
        Assert.Equal("Begin", Assert.Single(walker.Page.QuerySelectorAll("main .button-primary")).TextContent);
        Assert.Equal("/reflections/why-he-left/start", walker.LinkTo("Take the whole walk, about 20 minutes"));
    }

    [Fact]
    public async Task The_introduction_offers_the_result_first()
    {
        await Finish();
        var outcome = walker.Address;
        await walker.Open("/reflections/why-he-left");

        Assert.Equal("See what your answers say", Assert.Single(walker.Page.QuerySelectorAll("main .button-primary")).TextContent);
        Assert.Equal(outcome, walker.LinkTo("See what your answers say"));
        Assert.Equal("/reflections/why-he-left/start?walk=short", walker.LinkTo("Do it again"));
        Assert.Contains("What your answers said on ", walker.Text, StringComparison.Ordinal);
        Assert.Matches("What your answers said on [0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9]{2}:[0-9]{2}", walker.Text);
    }

    [Fact]
    public async Task The_list_of_reflections_offers_the_result_and_then_doing_it_again()
    {
        await Finish();
        var outcome = walker.Address;
        await walker.Open("/reflections");

        Assert.Matches("finished on [0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9]{2}:[0-9]{2}", walker.Text);
        var links = walker.Page.QuerySelectorAll("main li:has(h2 a[href='/reflections/why-he-left']) .cluster a").ToList();
        Assert.Equal(["See what your answers say: Why he left", "Do it again: Why he left"], links.Select(l => l.TextContent));
        Assert.Equal(outcome, links[0].GetAttribute("href"));
    }

    [Fact]
    public async Task The_home_page_says_the_result_in_one_sentence_folded()
    {
        await Finish();
        var (outcome, sentence) = (walker.Address, walker.Page.QuerySelector("main section.first h2")!.TextContent);
        await walker.Open("/");

        var fold = Assert.Single(walker.Page.QuerySelectorAll("main details"), d => d.TextContent.Contains("What your answers said", StringComparison.Ordinal));
        Assert.False(fold.HasAttribute("open"));
        Assert.DoesNotContain(sentence, fold.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(sentence, fold.QuerySelector(".says")!.TextContent);
        Assert.Equal(outcome, fold.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task After_the_short_walk_the_outcome_offers_the_whole()
    {
        await Finish();
        await walker.Press("Go on with the whole walk");

        Assert.Equal(Wording.WhyHeLeft.Ask("how-long"), walker.Question);
    }
}
