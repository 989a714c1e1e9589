using BreakupGuide.Tests.Features.Journal;

namespace BreakupGuide.Tests.Features.Home;

/// <summary>“How is it today?” on the home of an open space.</summary>
public class TodayTests(Site site) : IClassFixture<Site>
{
    private readonly JournalUser person = new(site);

    [Fact]
    public async Task One_tap_keeps_an_entry_of_today_with_its_mood()
    {
        await person.Keeps("tap");
        var home = await person.Open("/");
        var form = JournalUser.FormWith(home, "Low");
        Assert.Equal(["Very low", "Low", "So-so", "All right", "Good"], form.QuerySelectorAll(".pick").Select(b => b.TextContent.Trim()));

        var noted = await person.Browser.SendAndOpen(form, ("mood", "low"));
        Assert.Equal("Kept with today’s date.", noted.QuerySelector("main [role=status]")!.TextContent);
        Assert.Contains("Low", JournalUser.Shown(await person.Open("/journal")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_words_go_along()
    {
        await person.Keeps("words");
        await person.Browser.SendAndOpen(JournalUser.FormWith(await person.Open("/"), "Good"), ("mood", "good"), ("words", "quieter than Sunday"));

        Assert.Equal(["quieter than Sunday"], JournalUser.Lines(await person.Open("/journal")));
    }

    [Fact]
    public async Task A_word_of_ones_own_is_kept_read_and_offered_again_folded()
    {
        await person.Keeps("own word");
        Assert.Null((await person.Open("/")).QuerySelector("button[name=feeling]"));
        await person.Browser.SendAndOpen(JournalUser.FormWith(await person.Open("/"), "Good"), ("feeling", "almost calm"));

        var line = (await person.Open("/journal")).QuerySelector(".timeline-body")!;
        Assert.Contains("almost calm", line.TextContent, StringComparison.Ordinal);
        var home = await person.Open("/");
        var offered = Assert.Single(home.QuerySelectorAll("button[name=feeling]"));
        Assert.Equal("almost calm", offered.TextContent);
        // Nothing of one's own stands in plain sight.
        Assert.False(offered.Closest("details")!.HasAttribute("open"));

        // One tap on it, as a browser sends it: the button's word before the empty box.
        var form = offered.Closest("form")!;
        await person.Browser.SendAndOpen(form, ("feeling", "almost calm"));
        Assert.Equal(2, (await person.Open("/journal")).QuerySelectorAll(".timeline-body").Length);
        Assert.Single((await person.Open("/")).QuerySelectorAll("button[name=feeling]"));
    }
}
