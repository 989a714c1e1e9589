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
}
