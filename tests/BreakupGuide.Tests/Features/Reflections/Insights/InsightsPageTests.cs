using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Features.Reflections.ThenAndNow;
using static BreakupGuide.Tests.Features.Reflections.ThenAndNow.PastUser;

namespace BreakupGuide.Tests.Features.Reflections.Insights;

/// <summary>What can be drawn over time, each picture with its table, and what is said where there is little.</summary>
public sealed class InsightsPageTests : IDisposable
{
    private readonly PastUser user = new();

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task With_little_it_says_so_and_draws_nothing()
    {
        await user.Writes("words", 3, "low");
        await user.Notes("check-in", 2, Says("mood", Mood("good")), Says("heavy", Heavy(2)));
        await user.Notes("giving-space", 1, Says("today", Quiet));
        var page = await user.Open("/insights");

        Assert.Empty(page.QuerySelectorAll("main svg, main table"));
        Assert.Equal("A picture comes with three entries that have a mood.", Sentence(page, "mood"));
        Assert.Equal("A picture comes with three entries.", Sentence(page, "space"));
        Assert.DoesNotMatch("(?i)streak|score|in a row|progress|well done", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Moods_of_free_writing_and_of_check_ins_are_one_picture_in_words()
    {
        await user.Writes("words", 30, "very-low");
        await user.Writes("words", 9, "low", feeling: "hollow");
        await user.Writes("no mood", 8);
        await user.Notes("check-in", 4, Says("mood", Mood("low")));
        await user.Writes("too old", 95, "good");
        await user.Notes("check-in", 95, Says("mood", Mood("good")));
        var page = await user.Open("/insights");

        Assert.StartsWith("You noted your mood 3 times, ", Sentence(page, "mood"), StringComparison.Ordinal);
        Assert.EndsWith(": “Very low” once, “Low” twice.", Sentence(page, "mood"), StringComparison.Ordinal);
        Assert.Equal(["Very low", "Low", "Low"], Table(page, "mood").Select(r => r[1]));
        Assert.Equal(3, page.QuerySelectorAll("#chart-mood ~ .plot circle").Length);
        Assert.StartsWith("hollow ", Assert.Single(page.QuerySelectorAll("section[aria-labelledby=mood] li")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_and_space_says_its_days_and_what_was_noted_most()
    {
        foreach (var day in new[] { 9, 5, 2 }) await user.Notes("giving-space", day, Says("today", Quiet));
        await user.Notes("giving-space", 1, Says("set-off", new TextValue("Rain")));
        var page = await user.Open("/insights");

        Assert.Matches("^You noted something on 3 days, .*; most often “It was quiet; I sent nothing”, on 3 of them.$", Sentence(page, "space"));
        Assert.Equal("3", Table(page, "space").Single(r => r[0] == "It was quiet; I sent nothing")[2]);
    }

    [Fact]
    public async Task What_was_expected_stands_against_what_came()
    {
        foreach (var (day, came) in new[] { (9, "better"), (5, "better"), (2, "worse") })
            await user.Notes("what-i-expect", day, Says("expect", new TextValue("x")), Says("compared", new ChoiceValue(came, came)));
        await user.Notes("what-i-expect", 1, Says("expect", new TextValue("still open")));
        var page = await user.Open("/insights");

        Assert.Equal(["2", "1"], Table(page, "expected").Where(r => r[2] != "0").Select(r => r[2]));
    }

    [Fact]
    public async Task Two_times_of_a_walk_say_how_many_answers_differ_and_lead_to_both()
    {
        var then = await user.Runs(
            "why-he-left", 3, 20, true, Says("who-ended", new ChoiceValue("he", "He did")), Says("last-certain", new TextValue("He packed")));
        var now = await user.Runs(
            "why-he-left", 3, 2, true, Says("who-ended", new ChoiceValue("he", "He did")), Says("last-certain", new TextValue("He called")));
        await user.Runs("your-part", 2, 2, true, Says("holds-against", new TextValue("Late")));
        var part = (await user.Open("/insights")).QuerySelector("section[aria-labelledby=changed]")!;

        Assert.Equal("Why he left", Assert.Single(part.QuerySelectorAll("h3")).TextContent);
        Assert.Contains("one answer is different, 1 the same.", part.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, part.QuerySelectorAll("dd").Length);
        Assert.Equal($"/journal/compare?a={then:N}&b={now:N}", part.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_reason_that_is_named_again_comes_back_in_the_persons_words()
    {
        await user.Runs("why-he-left", 3, 30, true, Names("other-reason", "reason", "The long winter", "Money"));
        await user.Runs("can-it-be-fixed", 3, 20, true, Names("reasons", "reason", "the long winter "));
        var two = await user.Open("/insights");
        Assert.Equal(["the long winter"], two.QuerySelectorAll("section[aria-labelledby=reasons] li").Select(l => l.TextContent.Trim()));
        Assert.Equal("You named one reason in more than one walk.", Sentence(two, "reasons"));
        await user.Runs("can-it-be-fixed", 3, 2, true, Names("reasons", "reason", "The long winter"));

        Assert.Equal("3", Assert.Single(Table(await user.Open("/insights"), "reasons"))[2]);
    }

    [Fact]
    public async Task What_helped_stands_in_ones_own_words_and_leads_to_its_page()
    {
        var letter = await user.Writes("Dear", 9, kind: EntryKind.Letter, helped: "Cold water");
        var log = await user.Notes("check-in", 4, Says("helps", new TextValue("Soup")));
        var lines = (await user.Open("/insights")).QuerySelectorAll("section[aria-labelledby=helped] li");

        Assert.Equal(["Soup", "Cold water"], lines.Select(l => l.QuerySelector(".words")!.TextContent));
        Assert.Equal([$"/journal/{log}", $"/journal/{letter}"], lines.Select(l => l.QuerySelector("a")!.GetAttribute("href")));
    }

    [Fact]
    public async Task It_is_linked_from_the_journal_and_shows_a_stranger_nothing()
    {
        await user.Writes("words", 3, "low");

        Assert.Single((await user.Open("/journal")).QuerySelectorAll("main a[href='/insights']"));
        var stranger = await user.Site.Browse().Open("/insights");
        Assert.Equal("Notes – over time", stranger.Title);
        Assert.Empty(stranger.QuerySelectorAll("main section"));
    }

    private static ChoiceValue Mood(string value) => new(value, value);

    private static ScaleValue Heavy(int number) => new(number, 1, 5, "Light", "Very heavy");

    private static ChecklistValue Quiet => new([new("quiet", "It was quiet; I sent nothing")], []);

    private static string Sentence(IDocument page, string part) => page.QuerySelector($"section[aria-labelledby={part}] > p")!.TextContent;

    private static List<string[]> Table(IDocument page, string part) =>
        [.. page.QuerySelectorAll($"section[aria-labelledby={part}] tbody tr").Select(r => r.Children.Select(c => c.TextContent).ToArray())];
}
