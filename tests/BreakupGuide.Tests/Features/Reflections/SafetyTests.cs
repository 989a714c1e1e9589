using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Questions about safety stand before what leads to contact, are asked once, and afresh after thirty days.</summary>
public sealed class SafetyTests : IDisposable
{
    private static readonly string Safe = Wording.CanItBeFixed.Ask("safe");
    private static readonly string Contact = Wording.CanItBeFixed.Ask("contact");
    private static readonly string Want = Wording.CanItBeFixed.Ask("want");
    private static readonly string HoldsAgainst = Wording.YourPart.Ask("holds-against");

    private readonly StillClock clock = new();
    private readonly Site site;
    private readonly Walker walker;

    public SafetyTests()
    {
        site = new Site([("BreakupGuide:PassphraseRounds", "220000")], services => services.AddSingleton<TimeProvider>(clock));
        walker = new(site.Browse());
    }

    public void Dispose() => site.Dispose();

    private async Task AnswerSafety(string safe = "no", string contact = "fine")
    {
        await walker.Open("/reflections/can-it-be-fixed/start");
        await walker.Answer([safe], [contact]);
    }

    [Fact]
    public async Task The_gate_stands_before_the_walk_that_leads_to_contact()
    {
        await walker.Open("/reflections/can-it-be-fixed/start");
        Assert.Equal(Safe, walker.Question);
        await walker.Answer(["no"]);
        Assert.Equal(Contact, walker.Question);
        await walker.Answer(["fine"]);
        Assert.Equal(Want, walker.Question);
        Assert.DoesNotContain("You said", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_about_safety_is_not_asked_again_but_can_be_changed()
    {
        await AnswerSafety();
        clock.Now += TimeSpan.FromMinutes(2);
        await walker.Open("/reflections/your-part/start");
        Assert.Equal(HoldsAgainst, walker.Question);
        Assert.Contains($"You said “{Wording.CanItBeFixed.Label("safe", "no")}” · Change", walker.Text, StringComparison.Ordinal);

        await walker.Answer(["I was late"]);
        await walker.Send("back");
        Assert.Contains($"You said “{Wording.CanItBeFixed.Label("safe", "no")}” · Change", walker.Text, StringComparison.Ordinal);
        await walker.Follow(walker.LinkTo($"Change: {Safe}"));
        Assert.Equal(Safe, walker.Question);
        Assert.Equal("no", walker.Form.QuerySelector("[checked]")!.GetAttribute("value"));
        await walker.Answer(["afraid"]);
        Assert.NotEqual(HoldsAgainst, walker.Question);
    }

    [Fact]
    public async Task It_can_be_changed_before_the_run_has_begun()
    {
        await AnswerSafety();
        await walker.Open("/reflections/your-part/start");
        await walker.Follow(walker.LinkTo($"Change: {Safe}"));
        Assert.Equal(Safe, walker.Question);
        Assert.Equal("no", walker.Form.QuerySelector("[checked]")!.GetAttribute("value"));

        await walker.Answer(["not-sure"]);
        Assert.Equal(Wording.YourPart.Ask("still-goes-on"), walker.Question);
        Assert.DoesNotContain("You said", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_change_the_other_answers_about_safety_are_not_asked_again()
    {
        await AnswerSafety();
        await walker.Open("/reflections/can-it-be-fixed/start");
        Assert.Equal(Want, walker.Question);
        await walker.Follow(walker.LinkTo($"Change: {Safe}"));
        await walker.Answer(["not-sure"]);

        Assert.Equal(Want, walker.Question);
    }

    [Fact]
    public async Task After_thirty_days_it_is_asked_afresh_and_carrying_it_over_gives_it_no_longer_life()
    {
        await AnswerSafety();
        await walker.Keep("thirty days");
        clock.Now += TimeSpan.FromDays(29);
        await walker.Unlock("thirty days");
        await walker.Open("/reflections/your-part/start");
        Assert.Equal(HoldsAgainst, walker.Question);
        await walker.Answer(["I was late"]);

        clock.Now += TimeSpan.FromDays(2);
        await walker.Unlock("thirty days");
        await walker.Open("/reflections/your-part/start");
        Assert.Equal(Safe, walker.Question);
    }

    [Fact]
    public async Task A_run_that_rested_for_thirty_days_asks_afresh_too_and_the_same_answer_counts_anew()
    {
        await AnswerSafety();
        await walker.Keep("rested");
        clock.Now += TimeSpan.FromDays(31);
        await walker.Unlock("rested");
        await walker.Open("/reflections/can-it-be-fixed");
        await walker.Follow(walker.LinkTo("Continue"));
        Assert.Equal(Safe, walker.Question);

        await walker.Answer(["no"]);
        Assert.Equal(Contact, walker.Question);
        await walker.Answer(["wants-space"]);
        await walker.Open("/reflections/can-it-be-fixed");
        await walker.Follow(walker.LinkTo("Continue"));
        Assert.Equal(Want, walker.Question);
    }

    [Fact]
    public async Task The_newest_answer_holds_in_every_run_that_is_not_finished()
    {
        await AnswerSafety();
        await walker.Answer(["back"]);
        var run = walker.Address[..walker.Address.LastIndexOf('/')];
        await walker.Keep("newest");
        clock.Now += TimeSpan.FromDays(2);
        await walker.Unlock("newest");
        await walker.Open("/reflections/your-part/start?question=safe");
        await walker.Answer(["afraid"]);

        await walker.Open($"{run}/check");
        Assert.Equal(Wording.CanItBeFixed.Label("safe", "afraid"), walker.Checked[Safe]);
        await walker.Press("Finish");
        Assert.Contains(Wording.CanItBeFixed.Outcome("help-first"), walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_afraid_is_led_to_help_and_not_to_repair()
    {
        await AnswerSafety("afraid");
        Assert.NotEmpty(walker.Page.QuerySelectorAll("h1"));
        await walker.Answer(["back"], []);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Press("Finish");

        Assert.Equal(Wording.CanItBeFixed.Outcome("help-first"), walker.Page.QuerySelector("section h2")!.TextContent);
        Assert.Equal("/help", walker.Page.QuerySelector("main .button-primary")!.GetAttribute("href"));
        Assert.DoesNotContain("This points towards trying", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_beside_the_question_leads_to_help()
    {
        await walker.Open("/reflections/can-it-be-fixed/start");
        await walker.Answer(["afraid"]);
        await walker.Send("back");

        Assert.Equal("/help", walker.Form.QuerySelector(".notice-care a")!.GetAttribute("href"));
    }
}
