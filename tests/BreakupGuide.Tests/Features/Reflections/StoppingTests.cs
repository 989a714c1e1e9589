namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>“Stop here for today” saves what stands in the form and shows what is there so far.</summary>
public class StoppingTests(Site site) : IClassFixture<Site>
{
    private static readonly Wording Why = Wording.WhyHeLeft;
    private readonly Walker walker = new(site.Browse());

    private async Task AtText()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["i"], ["longer"], ["The silence"]);
    }

    private string Heading => walker.Page.QuerySelector("h1")!.TextContent;

    [Fact]
    public async Task After_the_first_question_the_given_answer_is_shown_and_the_walk_goes_on_from_there()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Send("stop", ("choice", "he"));

        Assert.EndsWith("/so-far", walker.Address, StringComparison.Ordinal);
        Assert.Equal("That is enough for today", Heading);
        Assert.Equal("Notes – so far", walker.Page.Title);
        Assert.Contains($"{Why.Ask("who-ended")} {Why.Label("who-ended", "he")}", walker.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost.", walker.Text, StringComparison.Ordinal);
        Assert.Single(walker.Page.QuerySelectorAll("main .button-primary"));
        await walker.Open(walker.LinkTo("Go on now"));
        Assert.Equal(Why.Ask("how-ended"), walker.Question);
    }

    [Fact]
    public async Task In_the_middle_what_was_typed_is_saved_and_shown_in_the_persons_words()
    {
        await AtText();
        await walker.Send("stop", ("text", "It was too much"));

        Assert.EndsWith("/so-far", walker.Address, StringComparison.Ordinal);
        Assert.Contains(Why.Shown("hoped-for"), walker.Page.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Contains("It was too much", walker.Text, StringComparison.Ordinal);
        await walker.Open(walker.Address.Replace("/so-far", "/hoped-for", StringComparison.Ordinal));
        Assert.Equal("It was too much", walker.Form.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task At_the_last_question_going_on_leads_to_the_check()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Answer(["he"]);
        while (!walker.Address.EndsWith("/how-now", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Send("stop", ("choice", "lighter"));

        Assert.Equal("That is enough for today", Heading);
        Assert.Contains(Why.Label("how-now", "lighter"), walker.Text, StringComparison.Ordinal);
        await walker.Open(walker.LinkTo("Go on now"));
        Assert.Equal("Check your answers", Heading);
    }

    [Fact]
    public async Task What_cannot_be_kept_comes_back_first()
    {
        await AtText();
        await walker.Send("stop", ("text", new string('x', 20_001)));

        Assert.EndsWith("/hoped-for", walker.Address, StringComparison.Ordinal);
        Assert.Contains("20,000 is the most", walker.Text, StringComparison.Ordinal);
        Assert.True(walker.Form.QuerySelector("[role=alert]")!.HasAttribute("autofocus"));
    }

    [Fact]
    public async Task An_empty_question_stays_open_and_where_nothing_was_answered_the_introduction_is_shown()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Send("stop");
        Assert.Equal(Why.Title, Heading);

        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Answer(["he"]);
        await walker.Send("stop");
        await walker.Open(walker.LinkTo("Go on now"));
        Assert.Equal(Why.Ask("how-ended"), walker.Question);
    }

    [Fact]
    public async Task Whoever_is_afraid_is_led_to_help()
    {
        await walker.Open("/reflections/can-it-be-fixed/start?walk=short");
        await walker.Send("stop", ("choice", "afraid"));

        Assert.Equal("/help", walker.Page.QuerySelector("main .button-primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Nobody_else_finds_it()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Send("stop", ("choice", "he"));
        var other = new Walker(site.Browse());
        await other.Browser.Open(walker.Address, 404);

        await other.Open("/reflections/why-he-left/start");
        await other.Answer(["i"]);
        await other.Browser.Open(walker.Address, 404);
    }
}
