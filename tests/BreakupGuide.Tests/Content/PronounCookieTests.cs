using BreakupGuide.Content;
using Microsoft.AspNetCore.Http;

namespace BreakupGuide.Tests.Content;

public class PronounCookieTests
{
    [Theory]
    [InlineData(null, Pronoun.He)]
    [InlineData("pronoun=he", Pronoun.He)]
    [InlineData("pronoun=she", Pronoun.She)]
    [InlineData("pronoun=they", Pronoun.They)]
    [InlineData("pronoun=it", Pronoun.He)]
    [InlineData("other=she", Pronoun.He)]
    public void The_cookie_tells_the_pronoun_and_anything_else_means_he(string? cookie, Pronoun pronoun)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Cookie = cookie;

        Assert.Equal(pronoun, PronounCookie.Read(request));
    }
}
