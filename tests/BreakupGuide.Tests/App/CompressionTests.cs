using System.Net.Http.Headers;

namespace BreakupGuide.Tests.App;

public class CompressionTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Fact]
    public async Task Pages_of_an_open_space_are_not_compressed()
    {
        await browser.OpenSpace("compression");
        browser.Http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await browser.Http.GetAsync("/");

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }
}
