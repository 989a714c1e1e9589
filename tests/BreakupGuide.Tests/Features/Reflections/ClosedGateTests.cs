using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Which questions may be asked of whom, in the reflections that came after the three walks; every pair of answers to the gate.</summary>
/// <remarks>The three walks are held by <see cref="GateTableTests"/>.</remarks>
public class ClosedGateTests
{
    private const string Never = "";
    private const string InTouch = "fine, must";
    private const string MayWrite = "fine, not-tried";
    private const string NotClosed = "fine, must, wants-space, one-sided, not-tried, asked-once";
    private const string NotPursued = $"{NotClosed}, asked-often, he-asked-none, i-asked-none, order-against-me";

    private static readonly ContentLibrary Library = OnPaper.Library;

    private static readonly string[] Contact =
        [.. Library.SafetyQuestions.Single(q => q.Id == "contact").Options.Values.Where(o => !o.Retired).Select(o => o.Value)];

    /// <summary>Walks and practices that lead towards somebody.</summary>
    private static readonly HashSet<string> Approaching =
    [
        "/reflections/talk-to-him", "/reflections/return-sincerely", "/reflections/slow-return", "/reflections/second-round", "/practices/ladder",
    ];

    /// <summary>Questions that are asked only where somebody was never afraid and, where the walk asks about contact, in these cases.</summary>
    public static TheoryData<string, string, string> Table { get; } = new()
    {
        { "apologise", "thank-you, strong-day, how, brush-off, no-answer", MayWrite },
        { "apologise", "did-end, looking-back, regret, mine, his-hurt, sentences, amends", NotPursued },
        { "give-space", "how-upset, his-anger, ready", NotClosed },
        { "give-space", "last-week, from-him, makes-worse, stop, told", NotPursued },
        {
            "return-sincerely", "certain, already, understood, parts, still-feel, new, words, heard-aloud, honest-text, trust-time, old-again, if-no",
            $"{MayWrite}, must"
        },
        { "second-round", "his-wish, differ, agreed, middle-way, carries, ways, begin, small-act, from-him, old, whose, then, signs, look-again", InTouch },
        {
            "slow-return",
            "his-wish, friend-enough, as-friend, truth, kinds, steps, good-company, own-view, other-meaning, too-fast, trust, to-talk-over, agree-first",
            InTouch
        },
        { "talk-to-him", "hear-no, whose-decision, request, opening, opening-mine, ask-him, listening, closing", MayWrite },
        { "talk-to-him", "matter, matter-words", "must" },
        { "talk-to-him", "might-happen, if-silent, if-brushes-off, if-cries, if-angry, if-somebody-new, if-you-know-why", $"{MayWrite}, must" },
        { "your-motives", "if-sure, back-or-at, without-it, love-or-habit, patterns, pattern-reason, somebody-new", Never },
        { "letting-go", "his-no, hope", Never },
    };

    public static TheoryData<string> Later { get; } =
        new(Library.Reflections.Select(r => r.Slug).Except(["why-he-left", "your-part", "can-it-be-fixed"]));

    private static Branches Of(string slug, int tries) => new(Library.Reflection(slug)!, new Dictionary<string, Walk>()) { Tries = tries };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_question_is_asked_only_where_it_may_be(string slug, string questions, string contacts)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(slug, tries: 150);
        var isContactAsked = reflection.Safety.Contains("contact");
        var allowed = contacts.Split(", ");
        foreach (var safe in new[] { "no", "not-sure", "afraid" })
        {
            foreach (var contact in isContactAsked ? Contact : [""])
            {
                var isOpen = safe == "no" && (!isContactAsked || allowed.Contains(contact));
                foreach (var question in questions.Split(", "))
                {
                    var walk = branches.To(Gate(safe, contact), reflection.Find(question)!, w => w.Asked.Contains(question));
                    Assert.True(walk is null || isOpen, $"{slug}/{question} is asked at {safe}, {contact}");
                }

                // The table would mean nothing if nothing were ever asked.
                if (isOpen)
                    Assert.Contains(questions.Split(", "), q => branches.To(Gate(safe, contact), reflection.Find(q)!, w => w.Asked.Contains(q)) is not null);
            }
        }
    }

    private static Condition.AllOf Gate(string safe, string contact) => new(
        contact.Length == 0 ? [Chosen("safe", safe)] : [Chosen("safe", safe), Chosen("contact", contact)]);

    private static Condition.Of Chosen(string question, string value) => new(question, Test.Any, [value]);

    /// <summary>Whatever else is answered, and wherever one stops.</summary>
    [Theory]
    [MemberData(nameof(Later))]
    public void Behind_a_closed_gate_nothing_leads_towards_contact(string slug)
    {
        var branches = Of(slug, tries: 1);
        var random = new Random(2);
        foreach (var safe in new[] { "no", "not-sure", "afraid" })
        {
            foreach (var contact in Contact)
            {
                var isAsked = Library.Reflection(slug)!.Safety.Contains("contact");
                var isClosed = safe != "no" || (isAsked && !NotClosed.Split(", ").Contains(contact));
                for (var i = 0; i < 12 && isClosed; i++)
                {
                    var walk = branches.AtRandom(random, ("safe", safe), ("contact", contact));
                    var said = walk.Stops.SelectMany(s => OutcomeReading.Of(s, Pronoun.He).Outcomes.Select((o, at) => (Outcome: o, At: at, Stop: s)));
                    foreach (var reached in said)
                    {
                        Assert.NotEqual(Direction.Repair, reached.Outcome.Outcome.PointsTo);
                        // Before the gate is answered nothing is known.
                        if (!reached.Stop.Active.ContainsKey("safe") || (isAsked && !reached.Stop.Active.ContainsKey("contact"))) continue;
                        Assert.DoesNotContain(reached.Outcome.Links, l => Approaching.Contains(l.Href));
                        if (safe != "no" && reached.At == 0) Assert.Equal(Direction.GetHelp, reached.Outcome.Outcome.PointsTo);
                    }
                }
            }
        }
    }

    [Fact]
    public void No_outcome_that_lets_go_or_gets_help_leads_towards_somebody()
    {
        var outcomes = Library.Reflections.Concat(Library.Practices)
            .SelectMany(r => r.Outcomes.Select(o => (r.Slug, Outcome: o))).Where(o => o.Outcome.PointsTo is Direction.LetGo or Direction.GetHelp);

        Assert.DoesNotContain(outcomes, o => o.Outcome.Next.Any(n => Approaching.Contains(n.Href)));
        Assert.All(
            outcomes.Where(o => o.Outcome.PointsTo == Direction.GetHelp),
            o => Assert.Equal("/help", o.Outcome.Guides.Concat(o.Outcome.Next).First().Href));
    }

    /// <summary>Each walk that may point towards trying has a way there, and a way away from it.</summary>
    [Theory]
    [InlineData("can-it-be-fixed", "worth-trying")]
    [InlineData("talk-to-him", "ready")]
    [InlineData("slow-return", "both-slowly")]
    [InlineData("return-sincerely", "invite-once")]
    [InlineData("second-round", "both-at-work")]
    public void There_is_a_natural_way_to_a_try_and_away_from_it(string slug, string there)
    {
        var reflection = Library.Reflection(slug)!;
        var branches = Of(slug, tries: 3_000);

        // By somebody who is safe and in touch: the answers decide, and not the gate.
        bool Leads(Outcome outcome) => branches.To(new Condition.AllOf([Gate("no", "fine"), outcome.When!]), null, w => w.Lead == outcome) is not null;
        Assert.True(Leads(reflection.Outcomes.Single(o => o.Id == there)));
        Assert.Contains(reflection.Outcomes, o => o.PointsTo is Direction.LetGo or Direction.NotYet or Direction.Wait && Leads(o));
    }
}
