namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>What a run comes to, and what the next one takes along; over HTTP, without JavaScript, on a real database.</summary>
public class RunOutcomePagesTests(Site site) : IClassFixture<Site>
{
    private static readonly Wording Why = Wording.WhyHeLeft;
    private readonly Walker walker = new(site.Browse());

    private static readonly string[] He = ["he"];
    private static readonly string[] I = ["i"];

    private async Task<Walker> AtCheck(params string[][] answers)
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(answers);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        return walker;
    }

    private string RunAddress => walker.Address[..walker.Address.LastIndexOf('/')];

    [Fact]
    public async Task Finishing_shows_what_the_answers_say_and_why()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He, ["silence"], [], ["He wrote that he was late"], [], ["He was seldom there"], ["The waiting"]);
        Assert.EndsWith("/which-fit", walker.Address, StringComparison.Ordinal);
        await walker.Answer(["drift"]);
        await walker.Send("skip");
        Assert.EndsWith("/reasons-in-words", walker.Address, StringComparison.Ordinal);
        await walker.Send("continue", ("option", walker.Form.QuerySelector("input[name=option]")!.GetAttribute("value")!));
        await walker.Send("skip");
        await walker.Answer(["He was seldom there=guess", $"{Why.Label("which-fit", "drift")}=nobody-knows"]);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Press("Finish");

        Assert.EndsWith("/outcome", walker.Address, StringComparison.Ordinal);
        Assert.Equal("What your answers say", walker.Page.QuerySelector("h1")!.TextContent);
        var guess = walker.Page.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")!.TextContent == Why.Outcome("guessed"));
        Assert.Equal(Why.Ask("how-sure"), guess.QuerySelector("dt")!.TextContent);
        Assert.Equal($"He was seldom there: {Why.Label("how-sure", "guess")}", guess.QuerySelector("dd")!.TextContent.Trim());
        var silence = walker.Page.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")!.TextContent == Why.Outcome("no-explanation"));
        Assert.Equal(Why.Label("how-ended", "silence"), silence.QuerySelector("dd")!.TextContent.Trim());
        Assert.DoesNotContain(Why.Outcome("known"), walker.Text, StringComparison.Ordinal);
        Assert.Contains("The waiting", walker.Text, StringComparison.Ordinal);
        await walker.Open("/reflections");
        Assert.Contains("finished on ", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_changed_after_finishing_changes_what_the_answers_say()
    {
        await AtCheck(He, ["silence"]);
        await walker.Press("Finish");
        Assert.Contains(Why.Outcome("no-explanation"), walker.Text, StringComparison.Ordinal);

        await walker.Follow(walker.LinkTo("Change an answer"));
        await walker.Change(Why.Ask("how-ended"));
        await walker.Answer(["plainly"]);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Follow(walker.LinkTo("What your answers say"));
        Assert.DoesNotContain(Why.Outcome("no-explanation"), walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfinished_run_has_no_outcome_yet()
    {
        await AtCheck(He);
        await walker.Follow($"{RunAddress}/outcome");

        Assert.Equal("Check your answers", walker.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Doing_it_again_starts_with_empty_answers_and_leaves_the_first_run_as_it_was()
    {
        await AtCheck(He, ["plainly"], [], ["He needs room"]);
        await walker.Press("Finish");
        var first = walker.Address;
        await walker.Open("/reflections/why-he-left");
        await walker.Open(walker.LinkTo("Do it again"));

        Assert.Empty(walker.Form.QuerySelectorAll("[checked]"));
        await walker.Answer(I);
        Assert.All(walker.Form.QuerySelectorAll("textarea[name^='item.']"), i => Assert.Equal("", i.TextContent));
        await walker.Open(first.Replace("/outcome", "/check", StringComparison.Ordinal));
        Assert.Equal(Why.Label("who-ended", "he"), walker.Checked[Why.Ask("who-ended")]);
        Assert.Equal("He needs room", walker.Checked[Why.Ask("what-he-said")]);
    }

    [Fact]
    public async Task What_was_named_once_is_offered_to_the_next_walk_in_the_persons_words()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He, ["plainly"], [], ["I was never on time"]);
        while (!walker.Address.EndsWith("/reasons-in-words", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Send("continue", ("option", walker.Form.QuerySelector("input[name=option]")!.GetAttribute("value")!));
        await walker.Open("/reflections/your-part/start");
        await walker.Answer(["no"]);

        var offered = walker.Form.QuerySelector("label:has(input[name=take])")!;
        Assert.Equal("I was never on time", offered.TextContent.Trim());
        await walker.Send("continue", ("take", offered.QuerySelector("input")!.GetAttribute("value")!));
        Assert.EndsWith("/how-true", walker.Address, StringComparison.Ordinal);
        Assert.Equal(["I was never on time"], walker.Form.QuerySelectorAll("legend").Select(l => l.TextContent));

        // What was taken along is a row now, and may be put better.
        await walker.Send("back");
        Assert.Empty(walker.Form.QuerySelectorAll("input[name=take]"));
        Assert.Equal("I was never on time", walker.Form.QuerySelector("textarea[name^='item.']")!.TextContent);
        await walker.Answer(["I came late to everything"]);
        Assert.Equal(["I came late to everything"], walker.Form.QuerySelectorAll("legend").Select(l => l.TextContent));
    }

    [Fact]
    public async Task Whoever_ended_it_finds_the_walk_called_after_that_everywhere()
    {
        var (title, other) = (Why.TitleOf("i-ended-it"), Why.Title);
        Assert.NotEqual(other, title);
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Answer(I);
        Called("main .kicker", "main");
        await walker.Answer(["The silence"]);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        Called("main .kicker", "main");
        await walker.Press("Finish");
        Called("main .kicker", "main");
        await walker.Keep("ended it");
        await walker.Open("/journal");
        Called(".timeline", ".timeline");

        void Called(string there, string nowhereIn)
        {
            Assert.Contains(title, walker.Page.QuerySelector(there)!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(other, walker.Page.QuerySelector(nowhereIn)!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_short_walk_can_go_on_with_the_whole_and_asks_only_what_is_new()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        await walker.Answer(He, ["plainly"], ["He needs room"]);
        Assert.EndsWith("/which-fit", walker.Address, StringComparison.Ordinal);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        Assert.DoesNotContain(Why.Ask("how-long"), walker.Checked.Keys);

        await walker.Press("Go on with the whole walk");

        Assert.Equal(Why.Ask("how-long"), walker.Question);
        await walker.Send("skip");
        Assert.Equal("He needs room", walker.Form.QuerySelector("textarea[name^='item.']")!.TextContent);
        await walker.Open($"{RunAddress}/check");
        Assert.DoesNotContain("short walk", walker.Text, StringComparison.Ordinal);
    }
}
