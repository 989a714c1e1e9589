using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.OnPaper;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>
/// Every pair of answers to the gate, through every reflection, by somebody whose other answers all speak for trying: what may be asked and said.
/// </summary>
public class GateTableTests
{
    private const string Reproaches = "holds-against, how-true, want, work-on, starts, my-moment, clearer, first-act";
    private const string Trying = "wanting, changeable, life-plan, who-can, his-side, drew, outside";
    private const string Agreeing = "give, still-missing, whole-yes";

    private static readonly string[] Contact =
    [
        "fine", "must", "wants-space", "one-sided", "not-tried", "asked-once", "asked-often", "he-asked-none", "i-asked-none", "he-will-not-stop",
        "order-against-him", "order-against-me", "silence", "no-contact",
    ];

    /// <summary>What leads where somebody is safe, by what she said of contact; “wants-too” and “nothing-said” are his side.</summary>
    private static readonly Dictionary<string, (string WantsToo, string NothingSaid)> Leads = new()
    {
        ["fine"] = ("worth-trying", "ask-calmly"),
        ["must"] = ("worth-trying", "must-be-in-touch"),
        ["wants-space"] = ("space", "space"),
        ["one-sided"] = ("one-sided", "one-sided"),
        ["not-tried"] = ("not-tried", "ask-calmly"),
        ["asked-once"] = ("no-answer", "no-answer"),
        ["asked-often"] = ("asked-often", "asked-often"),
        ["he-asked-none"] = ("no-contact", "no-contact"),
        ["i-asked-none"] = ("i-asked-none", "i-asked-none"),
        ["he-will-not-stop"] = ("he-will-not-stop", "he-will-not-stop"),
        ["order-against-him"] = ("order-against-him", "order-against-him"),
        ["order-against-me"] = ("order-against-me", "order-against-me"),
        ["silence"] = ("open", "open"),
        ["no-contact"] = ("open", "open"),
    };

    private static readonly HashSet<string> Closed =
        ["asked-often", "he-asked-none", "i-asked-none", "he-will-not-stop", "order-against-him", "order-against-me", "no-contact"];

    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (var safe in new[] { "no", "not-sure", "afraid" })
                foreach (var contact in Contact)
                    foreach (var his in new[] { "wants-too", "nothing-said" })
                        pairs.Add(safe, contact, his);
            return pairs;
        }
    }

    [Fact]
    public void The_table_has_every_answer_that_can_be_given()
    {
        var contact = Library.Reflection("can-it-be-fixed")!.Find("contact")!.Options.Values.Select(o => o.Value);

        Assert.Equal(contact.Order(), Contact.Order());
        Assert.Equal(["no", "not-sure", "afraid"], Library.Reflection("your-part")!.Find("safe")!.Options.Values.Select(o => o.Value));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Whether_it_can_be_fixed(string safe, string contact, string his)
    {
        var walk = new OnPaper("can-it-be-fixed") { Given = Hopeful(safe, contact, his) }.Walked();
        var isOpen = safe == "no" && !Closed.Contains(contact);

        Assert.Equal(isOpen ? Trying.Split(", ").Order() : [], walk.Asked.Intersect(Trying.Split(", ")).Order());
        var isAgreeing = isOpen && contact is not ("wants-space" or "one-sided");
        Assert.Equal(isAgreeing ? Agreeing.Split(", ").Order() : [], walk.Asked.Intersect(Agreeing.Split(", ")).Order());
        var (wantsToo, nothingSaid) = Leads[contact];
        var lead = his == "wants-too" ? wantsToo : nothingSaid;
        Assert.Equal(safe switch { "afraid" => "help-first", "not-sure" => "look-at-safety", _ => lead }, walk.Lead.Id);
        var repairs = walk.Reading.Outcomes.Where(o => o.Outcome.PointsTo == Direction.Repair).ToList();
        Assert.Equal(safe == "no" && lead is "worth-trying" or "ask-calmly" ? 1 : 0, repairs.Count);
        if (safe != "no" || contact is "he-will-not-stop" or "order-against-him")
            Assert.Equal((Direction.GetHelp, "/help"), (walk.Lead.PointsTo, walk.Lead.Next[0].Href));
        if (contact == "must")
            Assert.Contains(walk.Reading.Outcomes, o => o.Outcome.Guides.Any(g => g.Href == "/guides/children-home-or-work"));
    }

    [Theory]
    [InlineData("no", true)]
    [InlineData("not-sure", false)]
    [InlineData("afraid", false)]
    public void Your_part_reproaches_nobody_who_was_afraid_or_is_not_sure(string safe, bool isAsked)
    {
        var walk = new OnPaper("your-part")
        {
            Given = new()
            {
                ["safe"] = [safe],
                ["holds-against"] = ["I was late"],
                ["how-true"] = ["true"],
                ["want"] = ["for-me"],
                ["work-on"] = ["1"],
                ["starts"] = ["both"],
                ["not-mine"] = ["The shifts"],
                ["still-goes-on"] = ["yes"],
            },
        }.Walked();

        Assert.Equal(isAsked ? Reproaches.Split(", ").Order() : [], walk.Asked.Intersect(Reproaches.Split(", ")).Order());
        Assert.Equal(!isAsked, walk.Asked.Contains("still-goes-on"));
        Assert.Equal(isAsked ? null : Direction.GetHelp, walk.Lead.PointsTo);
        Assert.DoesNotContain(walk.Reading.Outcomes, o => o.Outcome.PointsTo == Direction.Repair);
    }

    [Theory]
    [InlineData("understand", "to-understand")]
    [InlineData("not-back", "not-back")]
    public void Whoever_only_wants_to_understand_or_to_leave_is_asked_nothing_about_trying(string want, string lead)
    {
        var given = Hopeful("no", "fine", "wants-too");
        given["want"] = [want];
        var walk = new OnPaper("can-it-be-fixed") { Given = given }.Walked();

        Assert.Empty(walk.Asked.Intersect($"{Trying}, {Agreeing}".Split(", ")));
        Assert.Equal(lead, walk.Lead.Id);
        Assert.DoesNotContain(walk.Reading.Outcomes, o => o.Outcome.PointsTo == Direction.Repair);
    }

    [Fact]
    public void A_gate_that_was_passed_over_opens_nothing()
    {
        var given = Hopeful("no", "fine", "wants-too");
        given.Remove("safe");

        Assert.Empty(new OnPaper("can-it-be-fixed") { Given = given }.Walked().Asked.Intersect(Trying.Split(", ")));
        given = Hopeful("no", "fine", "wants-too");
        given.Remove("contact");
        Assert.DoesNotContain(new OnPaper("can-it-be-fixed") { Given = given }.Walked().Reading.Outcomes, o => o.Outcome.PointsTo == Direction.Repair);
    }

    [Theory]
    [InlineData("asked-often")]
    [InlineData("he-asked-none")]
    [InlineData("i-asked-none")]
    [InlineData("he-will-not-stop")]
    [InlineData("order-against-him")]
    [InlineData("order-against-me")]
    public void A_run_of_version_1_takes_each_new_no_for_a_no(string contact)
    {
        var first = Library.Reflection("can-it-be-fixed", 1)!;
        var answers = new[] { Samples.Chose("safe", "no"), Samples.Chose("contact", contact), Samples.Chose("want", "back") };
        var walk = Samples.Walk(first, answers);

        Assert.DoesNotContain("give", walk.Steps.Select(s => s.Question.Id));
        Assert.DoesNotContain("his-side", walk.Steps.Select(s => s.Question.Id));
        Assert.Equal("no-contact", OutcomeReading.Of(walk, Pronoun.He).Outcomes[0].Outcome.Id);
    }

    /// <summary>Somebody whose answers, the gate aside, all speak for trying.</summary>
    internal static Dictionary<string, string[]> Hopeful(string safe, string contact, string his) => new()
    {
        ["safe"] = [safe],
        ["contact"] = [contact],
        ["want"] = ["back"],
        ["wanting"] = ["him"],
        ["reasons"] = ["We never talked"],
        ["causes"] = ["between-us"],
        ["changeable"] = ["can-and-wish"],
        ["life-plan"] = ["no"],
        ["who-can"] = ["both-can"],
        ["give"] = ["An evening a week"],
        ["his-side"] = [his],
        ["needs"] = ["To be heard"],
        ["needs-met"] = ["met"],
        ["drew"] = ["The laughing"],
        ["before"] = ["never"],
        ["time"] = ["clear"],
        ["outside"] = ["for"],
        ["still-missing"] = ["both"],
        ["whole-yes"] = ["clear-yes"],
    };
}
