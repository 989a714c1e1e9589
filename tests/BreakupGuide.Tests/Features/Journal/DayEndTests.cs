using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>The day that something belongs to is the person's own: by where they are, and by when their day ends; and it does not move afterwards.</summary>
public sealed class DayEndTests : IDisposable
{
    // In a year in which a browser keeps its cookies whenever this is run. Half past one at night in Berlin, half past twelve in London, half past
    // nine in the morning in Tokyo.
    private readonly Clock clock = new(new(2099, 3, 5, 0, 30, 0, TimeSpan.Zero));
    private readonly Site site;
    private readonly TestUser user;

    public DayEndTests()
    {
        site = new Site([], services => services.AddSingleton<TimeProvider>(clock));
        user = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("Europe/Berlin", "0", "2099-03-05")]
    [InlineData("Europe/Berlin", "1", "2099-03-05")]
    [InlineData("Europe/Berlin", "4", "2099-03-04")]
    [InlineData("Europe/London", "1", "2099-03-04")]
    [InlineData("America/New_York", "0", "2099-03-04")]
    [InlineData("Asia/Tokyo", "5", "2099-03-05")]
    [InlineData("Europe/Berlin", "17", "2099-03-05")]
    public async Task A_new_entry_belongs_to_the_day_that_has_not_ended(string zone, string ends, string day)
    {
        Cookie("day-ends", ends);
        Cookie("zone", zone);
        var entry = Guid.NewGuid();
        using var saved = await user.Browser.Send(JournalUser.WriteForm(await user.Browser.Open("/journal/new")), ("entry", $"{entry}"), ("words", "at night"));

        Assert.Equal([day], await Days());
        // Travelling does not move it, nor does another end of the day.
        Cookie("zone", "Pacific/Kiritimati");
        Cookie("day-ends", "0");
        Assert.Equal([day], await Days());
    }

    [Fact]
    public async Task So_do_a_mood_a_draft_a_run_and_an_entry_of_a_practice()
    {
        Cookie("day-ends", "4");
        Cookie("zone", "Europe/London");
        await user.Writes(Guid.NewGuid(), "by draft");
        var home = await user.Browser.Open("/");
        using (var mood = await user.Browser.Send(home.QuerySelector("form[action='/journal/new']")!, ("mood", "low")))
            Assert.Equal(HttpStatusCode.Found, mood.StatusCode);
        using (var run = await user.Answer(Guid.NewGuid(), "who-ended", [["choice", "he"]])) Assert.Equal(HttpStatusCode.OK, run.StatusCode);
        var log = await user.Browser.Open("/practices/check-in/new");
        using var noted = await user.Browser.Send(log.QuerySelector("main form[method=post]")!, ("q.mood.choice", "low"), ("day", ""), ("go", "save"));

        Assert.Equal(Enumerable.Repeat("2099-03-04", 4), await Days());
        Assert.Equal("4", (await user.Browser.Open("/journal/new")).QuerySelector("input[name=date]")!.GetAttribute("data-today"));
        Assert.Equal("Wednesday 4 March", (await user.Browser.Open("/journal/new")).QuerySelector("[data-today-in-words]")!.TextContent);
    }

    [Fact]
    public async Task What_was_to_be_looked_at_again_is_due_once_the_day_before_has_ended()
    {
        Cookie("zone", "Europe/London");
        await user.Writes(Guid.NewGuid(), "by draft");
        var space = site.Services.GetRequiredService<OpenSpaces>().Find(await SessionAsync())!.Space;
        var start = new RunStart(new Run("what-i-expect", 1, WalkLength.Whole), [], EntryKind.Log, new DateOnly(2099, 3, 1));
        await StoreRooms.Of(site.Services).Answers.SaveAsync(
            space,
            new AnswerChange(
                Guid.NewGuid(), "look-on", "look-on", "Asked?", new DateValue(new DateOnly(2099, 3, 5)), AnswerState.Given, 0, "page", 1, null, start, null),
            default);

        foreach (var (ends, isDue) in new[] { ("0", true), ("4", false) })
        {
            Cookie("day-ends", ends);
            Assert.Equal(isDue, (await user.Browser.Open("/")).Body!.TextContent.Contains("look at again", StringComparison.Ordinal));
            Assert.Equal(isDue, (await user.Browser.Open("/practices/what-i-expect")).QuerySelector("a[href$='/again']") is not null);
        }
    }

    [Fact]
    public async Task Where_somebody_left_off_an_hour_ago_was_today_as_long_as_the_day_has_not_ended()
    {
        Cookie("zone", "Europe/London");
        clock.SetBack(TimeSpan.FromHours(1));
        using (var run = await user.Answer(Guid.NewGuid(), "who-ended", [["choice", "he"]])) Assert.Equal(HttpStatusCode.OK, run.StatusCode);
        clock.MoveMinutes(60);

        foreach (var (ends, day) in new[] { ("0", "yesterday"), ("4", "today") })
        {
            Cookie("day-ends", ends);
            Assert.Contains($"from {day}", (await user.Browser.Open("/")).Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    // Seven in the morning where the writer is, after five hours at least.
    [InlineData("Europe/Berlin", "2099-03-05T06:00Z")]
    [InlineData("America/New_York", "2099-03-05T12:00Z")]
    [InlineData("Asia/Tokyo", "2099-03-05T22:00Z")]
    public async Task A_letter_that_rests_tonight_rests_until_the_morning_where_its_writer_is(string zone, string until)
    {
        Cookie("zone", zone);
        var letter = Guid.NewGuid();
        using var saved = await user.Browser.Send(
            JournalUser.WriteForm(await user.Browser.Open("/urge")), ("entry", $"{letter}"), ("words", "to him"), ("rest", "tonight"), ("then", "rest"));
        var page = await user.Browser.Open($"/journal/{letter}/edit");

        Assert.Equal(until, page.QuerySelector("input[name=rest]:checked")!.GetAttribute("value"));
    }

    [Fact]
    public async Task It_is_chosen_in_the_settings()
    {
        var form = (await user.Browser.Open("/settings")).QuerySelectorAll("form").Single(f => f.QuerySelector("#day-ends") is not null);
        Assert.Equal(["Midnight", "1 in the morning"], form.QuerySelectorAll("#day-ends option").Take(2).Select(o => o.TextContent));
        var saved = await user.Browser.SendAndOpen(form, ("day-ends", "3"));
        Assert.Equal("3", saved.QuerySelector("#day-ends option[selected]")!.GetAttribute("value"));

        var refused = await user.Browser.SendAndOpen(form, ("day-ends", "12"));
        Assert.NotNull(refused.QuerySelector("main [role=alert]"));
        Assert.Equal("3", (await user.Browser.Open("/settings")).QuerySelector("#day-ends option[selected]")!.GetAttribute("value"));
    }

    private async Task<Guid> SessionAsync()
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await database.Sessions.Select(s => s.Id).SingleAsync();
    }

    private void Cookie(string name, string value) => user.Cookies.Add(new Uri("http://localhost"), new Cookie(name, value, "/"));

    private async Task<IEnumerable<string>> Days() =>
        (await user.Browser.Open("/journal")).QuerySelectorAll(".timeline time").Select(t => t.GetAttribute("datetime")!);
}
