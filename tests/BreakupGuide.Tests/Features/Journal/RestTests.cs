using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields.Rest;
using BreakupGuide.Features.Journal.Letters;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Features.Journal;

public class RestTests
{
    private static readonly DateTime Now = new(2026, 11, 29, 21, 30, 0);

    [Theory]
    [InlineData("2026-11-29 23:00", "this evening")]
    [InlineData("2026-11-30 07:00", "tomorrow morning")]
    [InlineData("2026-11-30 22:00", "tomorrow evening")]
    [InlineData("2026-12-02 14:00", "Wednesday afternoon")]
    [InlineData("2026-12-06 22:00", "the evening of 6 December")]
    public void The_end_of_a_rest_is_said_as_people_say_it(string until, string words) =>
        Assert.Equal(words, RestWords.Until(DateTime.Parse(until, System.Globalization.CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData("Europe/London", "30 November 2026, 07:00")]
    [InlineData("Asia/Tokyo", "30 November 2026, 16:00")]
    public void Its_end_is_said_by_the_clock_of_the_person_who_wrote_it(string zone, string words)
    {
        var clock = new Clock();
        Assert.Equal(words, new RestField(new EntryTime(Options.Create(new EntryOptions()), clock)).Shown("2026-11-30T07:00Z", zone));
    }

    [Fact]
    public void What_is_stored_is_read_back_and_nothing_else_is_a_time()
    {
        var until = new DateTime(2026, 11, 30, 7, 0, 0, DateTimeKind.Utc);

        Assert.Equal("2026-11-30T07:00Z", Rest.Write(until));
        Assert.Equal(until, Rest.Read("2026-11-30T07:00Z"));
        Assert.Equal(DateTimeKind.Utc, Rest.Read("2026-11-30T07:00Z")!.Value.Kind);
        Assert.Null(Rest.Read(""));
        Assert.Null(Rest.Read("tonight"));
    }
}
