using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

public class TypographicQuotesTests
{
    [Theory]
    [InlineData("say \"yes\" aloud", "say “yes” aloud")]
    [InlineData("\"Yes\", he said", "“Yes”, he said")]
    [InlineData("(\"yes\")", "(“yes”)")]
    [InlineData("you don't", "you don’t")]
    [InlineData("friends' houses", "friends’ houses")]
    [InlineData("\"She said 'go'\"", "“She said ‘go’”")]
    [InlineData("none", "none")]
    [InlineData("", "")]
    public void Straight_quotes_become_curly_and_nothing_moves(string straight, string curly)
    {
        Assert.Equal(curly, TypographicQuotes.In(straight));
        Assert.Equal(straight.Length, curly.Length);
    }

    [Fact]
    public void In_the_content_no_straight_one_is_left() =>
        Assert.DoesNotContain('"', PronounText.Read("Write \"{he} {wants|want} room\".", itemAllowed: false, (_, message) => Assert.Fail(message)).They);
}
