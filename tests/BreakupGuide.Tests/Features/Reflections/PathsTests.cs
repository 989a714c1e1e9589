using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Who ended it decides what is asked, what it is called, and what travels on as hers.</summary>
public class PathsTests
{
    private static readonly Dictionary<string, string[]> Left = new()
    {
        ["who-ended"] = ["he"],
        ["how-ended"] = ["stock-phrase"],
        ["how-long"] = ["two-years"],
        ["what-he-said"] = ["It is not you"],
        ["what-i-sensed"] = ["He was bored"],
        ["hard-between"] = ["I was never on time"],
        ["disliked"] = ["His jokes"],
        ["which-fit"] = ["*space"],
        ["space"] = ["mine", "his", "both", "neither", "-"],
        ["reasons-in-words"] = ["all"],
        ["said-so"] = ["not-said"],
        ["how-sure"] = ["guess"],
    };

    private static OnPaper Why(params (string Question, string[] Answer)[] changes)
    {
        var given = new Dictionary<string, string[]>(Left);
        foreach (var (question, answer) in changes) given[question] = answer;
        return new OnPaper("why-he-left") { Given = given }.Walked();
    }

    [Fact]
    public void Whoever_ended_it_is_asked_about_that_and_nothing_says_why_he_left()
    {
        var walk = Why(("who-ended", ["i"]), ("why-i-left", ["The silence"]), ("reasons-stand", ["stands"]), ("how-i-ended", ["message"]));

        Assert.Equal(Wording.WhyHeLeft.TitleOf("i-ended-it"), walk.Walk.Title.He);
        Assert.Superset(
            new HashSet<string> { "why-i-left", "hoped-for", "came-instead", "how-i-ended", "whom-it-hurt", "reasons-stand", "miss-what" },
            walk.Asked.ToHashSet());
        Assert.Empty(walk.Asked.Intersect(["how-ended", "what-he-said", "what-i-sensed", "which-fit", "how-sure"]));
        Assert.Equal("your-reasons-stand", walk.Lead.Id);
        Assert.Contains(walk.Lead.Guides, g => g.Href.StartsWith("/guides/when-you-ended-it", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_had_to_get_away_is_not_asked_whom_it_hurt()
    {
        var walk = Why(("who-ended", ["i"]), ("why-i-left", ["I was afraid"]), ("how-i-ended", ["had-to-go"]));

        Assert.Empty(walk.Asked.Intersect(["whom-it-hurt", "reasons-stand"]));
        Assert.Equal(Direction.GetHelp, walk.Lead.PointsTo);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("faded")]
    public void Where_both_ended_it_or_it_faded_nobody_is_asked_how_they_found_out(string who)
    {
        var walk = Why(("who-ended", [who]));

        Assert.Equal(Wording.WhyHeLeft.TitleOf("it-ended"), walk.Walk.Title.He);
        Assert.DoesNotContain("how-ended", walk.Asked);
        Assert.DoesNotContain("what-he-said", walk.Asked);
        Assert.Contains("said-at-the-end", walk.Asked);
    }

    [Fact]
    public void Whoever_cannot_say_who_ended_it_is_asked_on()
    {
        var walk = new OnPaper("why-he-left", whole: false).Walked();

        Assert.Superset(new HashSet<string> { "how-ended", "what-he-said", "which-fit", "how-now" }, walk.Asked.ToHashSet());
        Assert.DoesNotContain("why-i-left", walk.Asked);
    }

    [Fact]
    public void Whose_partner_died_is_told_kindly_and_asked_nothing_more()
    {
        var walk = Why(("who-ended", ["died"]));

        Assert.Equal(["who-ended"], walk.Asked);
        Assert.Equal("not-made-for-this", walk.Lead.Id);
        Assert.Equal("/help", walk.Lead.Next[0].Href);
    }

    [Fact]
    public void Whoever_was_afraid_meets_help_and_no_list_of_faults()
    {
        var walk = Why(("which-fit", ["*space", "weight", "heard", "*afraid"]));

        Assert.Empty(walk.Asked.Intersect(["space", "weight", "heard", "said-so", "how-sure", "against-guess"]));
        Assert.Equal(("treated-badly", Direction.GetHelp), (walk.Lead.Id, walk.Lead.PointsTo));
        var others = new Dictionary<string, Walk> { ["why-he-left"] = walk.Walk };
        var fixing = new OnPaper("can-it-be-fixed") { Given = new() { ["safe"] = ["no"] }, Others = others }.Walked();
        Assert.DoesNotContain(fixing.Walk.Find("reasons")!.Items, i => i.Text.Contains("afraid", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_she_marks_as_hers_travels_on_as_hers()
    {
        var why = Why();
        var others = new Dictionary<string, Walk> { ["why-he-left"] = why.Walk };
        var part = new OnPaper("your-part") { Given = new() { ["safe"] = ["no"] }, Others = others }.Walked();

        var offered = part.Walk.Find("holds-against")!.Items.Select(i => i.Text).ToList();
        Assert.Contains(Space("changing"), offered);
        Assert.Contains(Space("nagging"), offered);
        Assert.DoesNotContain(Space("apart"), offered);
        Assert.DoesNotContain(Space("hidden"), offered);
        Assert.Contains(Space("apart"), part.Walk.Find("not-mine")!.Items.Select(i => i.Text));

        static string Space(string item) => Wording.WhyHeLeft.Item("space", item);
    }

    [Fact]
    public void Words_are_no_reasons_before_she_says_so()
    {
        var given = new Dictionary<string, string[]>(Left);
        given.Remove("reasons-in-words");
        var why = new OnPaper("why-he-left") { Given = given }.Walked();
        var others = new Dictionary<string, Walk> { ["why-he-left"] = why.Walk };

        foreach (var (slug, question) in new[] { ("your-part", "holds-against"), ("can-it-be-fixed", "reasons") })
        {
            var offered = new OnPaper(slug) { Given = new() { ["safe"] = ["no"] }, Others = others }.Walked().Walk.Find(question)!.Items;
            Assert.DoesNotContain("It is not you", offered.Select(i => i.Text));
        }

        Assert.All(
            OnPaper.Library.Reflections.SelectMany(r => r.Questions).Where(q => q.Thread == "reason"),
            q => Assert.True(q.Id is "why-i-left" or "other-reason" or "reasons", q.Id));
    }

    [Theory]
    [InlineData("why-he-left", 20, 7)]
    [InlineData("your-part", 20, 7)]
    [InlineData("can-it-be-fixed", 20, 7)]
    public void A_person_with_one_main_reason_meets_few_screens(string slug, int mostWhole, int mostShort)
    {
        var given = slug switch
        {
            "why-he-left" => Left,
            "your-part" => new()
            {
                ["safe"] = ["no"],
                ["holds-against"] = ["I was late"],
                ["how-true"] = ["true"],
                ["want"] = ["for-me"],
                ["work-on"] = ["1"],
                ["starts"] = ["both"],
            },
            _ => GateTableTests.Hopeful("no", "fine", "wants-too"),
        };

        Assert.InRange(new OnPaper(slug) { Given = given }.Walked().Walk.Steps.Count, 8, mostWhole);
        Assert.InRange(new OnPaper(slug, whole: false) { Given = given }.Walked().Walk.Steps.Count, 4, mostShort);
    }

    [Fact]
    public void Every_walk_ends_kindly() =>
        Assert.All(OnPaper.Library.Reflections.Where(r => r.Kind == "reflection"), r =>
        {
            var last = r.Questions[^1];
            Assert.Equal("how-now", last.Id);
            Assert.True(last.Short);
            Assert.Contains(last.Notices, n => n.Links.Any(l => l.Href == "/help"));
        });
}
