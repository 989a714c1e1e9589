using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Calendar;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>A month as a table of days that reads well.</summary>
public class CalendarTests(Site site) : IClassFixture<Site>
{
    private readonly JournalUser person = new(site);

    [Fact]
    public async Task Days_with_entries_lead_to_them_and_say_how_many_and_which_mood()
    {
        await person.Writes("early", ("date", "2026-03-12"), ("mood", "low"));
        await person.Writes("late", ("date", "2026-03-12"), ("mood", "good"), ("feeling", "almost calm"));
        await person.Writes("no mood", ("date", "2026-03-31"));
        await person.Writes("elsewhere", ("date", "2026-04-01"));
        var page = await person.Open("/journal/calendar?month=2026-03");

        Assert.Equal("March 2026", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["Thursday 12 March, two entries, mood low, then good, then almost calm", "Tuesday 31 March, one entry"],
            page.QuerySelectorAll("td a .visually-hidden").Select(s => s.TextContent));
        Assert.Equal(["no mood", "late", "early"], JournalUser.Lines(page));
        var link = page.QuerySelectorAll("td a")[0].GetAttribute("href")!;
        Assert.Equal("Thursday 12 March", page.QuerySelector(link[link.IndexOf('#', StringComparison.Ordinal)..])!.QuerySelector("h2")!.TextContent);
        // By its pattern, not by colour alone: the newest one of the day.
        Assert.Single(page.QuerySelectorAll("td a")[0].QuerySelectorAll("circle.sun"));
        Assert.Single(page.QuerySelectorAll("td a")[1].QuerySelectorAll(".dot"));
    }

    [Fact]
    public async Task It_is_a_table_with_headers_and_blank_days_are_blank()
    {
        await person.Writes("one", ("date", "2026-04-02"));
        var page = await person.Open("/journal/calendar?month=2026-04");

        Assert.Equal("April 2026", page.QuerySelector("table > caption")!.TextContent);
        Assert.Equal(8, page.QuerySelectorAll("thead th[scope=col]").Length);
        Assert.Equal("Monday", page.QuerySelectorAll("thead th .visually-hidden")[1].TextContent);
        Assert.Equal(
            ["Week of 1 April", "Week of 6 April", "Week of 13 April", "Week of 20 April", "Week of 27 April"],
            page.QuerySelectorAll("tbody th[scope=row]").Select(h => h.TextContent.Trim()));
        // April 2026 begins on a Wednesday.
        Assert.Equal(["", "", "1", "", "3", "4", "5"], page.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(Blank));
    }

    [Fact]
    public async Task Months_are_turned_by_links_none_leads_ahead_and_an_empty_one_leads_to_the_nearest()
    {
        await person.Writes("one", ("date", "2026-01-20"));
        var page = await person.Open("/journal/calendar?month=2026-03");

        Assert.Equal("/journal/calendar?month=2026-02", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/journal/calendar?month=2026-04", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Contains("Nothing stands in this month.", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.Equal(
            "/journal/calendar?month=2026-01", page.QuerySelectorAll("main a").Single(a => a.TextContent == "Earlier: January 2026").GetAttribute("href"));

        var now = await person.Open("/journal/calendar?month=2999-01");
        Assert.Null(now.QuerySelector("a[rel=next]"));
        Assert.Equal(now.QuerySelector("h1")!.TextContent, (await person.Open("/journal/calendar?month=x")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_month_that_holds_very_much_says_that_it_is_cut()
    {
        var space = await person.SpaceOf(await person.Writes("first", ("date", "2026-02-01")));
        for (var i = 0; i < MonthReader.Most; i++)
            await person.Journal.SaveAsync(
                space, new(Guid.NewGuid(), EntryKind.Journal, [new("words", "more", 0), new("date", "2026-02-02", 0)], null, 0, null), default);
        var page = await person.Open("/journal/calendar?month=2026-02");

        Assert.Equal(MonthReader.Most, JournalUser.Lines(page).Count);
        Assert.Contains($"more than {MonthReader.Most} entries", JournalUser.Shown(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DayOfWeek.Monday)]
    [InlineData("en", DayOfWeek.Monday)]
    [InlineData("en-GB,en;q=0.8", DayOfWeek.Monday)]
    [InlineData("en-US,en;q=0.8", DayOfWeek.Sunday)]
    [InlineData("ar-EG", DayOfWeek.Saturday)]
    [InlineData("@-@", DayOfWeek.Monday)]
    public void Weeks_begin_where_the_browser_is_at_home(string? languages, DayOfWeek first) => Assert.Equal(first, CalendarMonth.WeekStartOf(languages));

    [Fact]
    public void Each_month_has_all_of_its_days_whatever_day_weeks_begin_with()
    {
        foreach (var start in new[] { DayOfWeek.Monday, DayOfWeek.Sunday, DayOfWeek.Saturday })
        {
            for (var first = new DateOnly(2024, 1, 1); first.Year < 2028; first = first.AddMonths(1))
            {
                var weeks = new CalendarMonth(first, start).Weeks.ToList();
                Assert.Equal(DateTime.DaysInMonth(first.Year, first.Month), weeks.Sum(w => w.Count(d => d is not null)));
                Assert.All(
                    weeks.SelectMany(w => w.Index()).Where(d => d.Item is not null),
                    d => Assert.Equal((DayOfWeek)(((int)start + d.Index) % 7), d.Item!.Value.DayOfWeek));
                Assert.All(weeks, w => Assert.Contains(w, d => d is not null));
            }
        }
    }

    private static string Blank(IElement cell) => cell.QuerySelector("a") is null ? cell.TextContent.Trim() : "";
}
