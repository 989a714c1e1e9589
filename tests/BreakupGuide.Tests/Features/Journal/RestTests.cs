using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Letters;

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
