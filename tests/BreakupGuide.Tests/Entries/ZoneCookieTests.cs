using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using BreakupGuide.Tests.Features.Journal;

namespace BreakupGuide.Tests.Entries;

/// <summary>Every time is shown in the zone that the browser tells, or in the configured one.</summary>
public class ZoneCookieTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("Asia%2FTokyo", "Asia/Tokyo")]
    [InlineData("Nowhere/Else", "Europe/London")]
    [InlineData("../../etc/passwd", "Europe/London")]
    [InlineData(null, "Europe/London")]
    public async Task Sessions_tell_their_times_in_it_and_name_it(string? cookie, string zone)
    {
        var user = new TestUser(site);
        await user.Keeps($"Pia {Guid.NewGuid():N}"[..20]);
        if (cookie is not null) user.Cookies.Add(new Uri("http://localhost"), new Cookie("zone", cookie, "/"));

        var page = await user.Browser.Open("/settings/sessions");
        Assert.Contains($"Times are those of {zone}.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("main time"), time => Assert.Equal(In(zone, time), time.TextContent));
    }

    [Fact]
    public async Task Earlier_versions_tell_their_times_in_it_not_in_that_of_the_place_where_they_were_written()
    {
        var user = new TestUser(site);
        var entry = Guid.NewGuid();
        await user.Writes(entry, "First words, and more of them");
        user.Cookies.Add(new Uri("http://localhost"), new Cookie("zone", "Asia/Tokyo", "/"));
        var form = JournalUser.WriteForm(await user.Browser.Open($"/journal/{entry}/edit"));
        await user.Browser.SendAndOpen(form, ("words", "Second words"));

        var page = await user.Browser.Open($"/journal/{entry}/versions");
        Assert.Contains("Times are those of Asia/Tokyo.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("main time"), time => Assert.Equal(In("Asia/Tokyo", time), time.TextContent));
    }

    private static string In(string zone, IElement time)
    {
        var moment = DateTimeOffset.Parse(time.GetAttribute("datetime")!, CultureInfo.InvariantCulture);
        return TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }
}
