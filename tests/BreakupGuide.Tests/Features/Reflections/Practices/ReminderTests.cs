using System.Text;
using BreakupGuide.Features.Reflections.Practices;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>The file for somebody's own calendar.</summary>
public class ReminderTests(Site site) : IClassFixture<Site>
{
    private static readonly DateTime Now = new(2026, 11, 29, 21, 0, 0, DateTimeKind.Utc);

    private static string Written(string[] days, string time = "19:30", string weeks = "4") =>
        Encoding.UTF8.GetString(ReminderFile.Read(days, time, weeks, DateOnly.FromDateTime(Now)).ToBytes(Now));

    [Fact]
    public void It_is_weekly_at_a_time_of_the_clock_on_the_wall_and_ends()
    {
        var file = Written(["monday", "thursday"]);

        Assert.Contains("\r\nDTSTART:20261130T193000\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nRRULE:FREQ=WEEKLY;COUNT=8;BYDAY=MO,TH\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nSUMMARY:A few minutes\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTAMP:20261129T210000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VALARM", file, StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", file, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^\r]\n", file);
        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
    }

    [Fact]
    public void Two_files_have_two_ids_and_neither_names_what_it_is_for()
    {
        var (one, other) = (Written(["monday"]), Written(["monday"]));
        string Uid(string file) => file.Split("\r\n").Single(l => l.StartsWith("UID:", StringComparison.Ordinal));

        Assert.NotEqual(Uid(one), Uid(other));
        Assert.DoesNotMatch("(?i)break|guide|practice|ical|github|space|journal|note", one.Replace(Uid(one), "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=28;BYDAY=MO,TU,WE,TH,FR,SA,SU", "", "19:30", "4")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=52;BYDAY=MO", "monday", "19:30", "9999")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO", "monday", "19:30", "many")]
    [InlineData("DTSTART:20261130T200000", "monday", "late", "4")]
    [InlineData("DTSTART:20261129T070000", "sunday", "07:00", "4")]
    public void What_cannot_be_read_is_as_the_form_offers_it(string line, string day, string time, string weeks) =>
        Assert.Contains($"\r\n{line}\r\n", Written([day], time, weeks), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_offers_it_and_its_name_tells_nothing()
    {
        var browser = site.Browse();
        var form = (await browser.Open("/practices/check-in/reminder")).QuerySelector("main form")!;
        Assert.Equal("/reminder.ics", form.GetAttribute("action"));
        Assert.Equal("get", form.GetAttribute("method"));
        using var response = await browser.Http.GetAsync("/reminder.ics?day=monday&time=19:30&weeks=4");

        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("reminder.ics", response.Content.Headers.ContentDisposition.FileName);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }
}
