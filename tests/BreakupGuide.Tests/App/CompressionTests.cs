using System.IO.Compression;
using System.Net.Http.Headers;
using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

public class CompressionTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Fact]
    public async Task A_first_visit_to_a_guide_is_light()
    {
        var styles = await Task.WhenAll(
            (await browser.Open("/guides")).QuerySelectorAll("link[rel=stylesheet]").Select(l => Compressed("/" + l.GetAttribute("href"))));
        Assert.Equal(2, styles.Length);
        browser.Http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        foreach (var guide in site.Services.GetRequiredService<ContentLibrary>().Guides)
        {
            using var response = await browser.Http.GetAsync($"/guides/{guide.Slug}");
            Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
            var page = (await response.Content.ReadAsByteArrayAsync()).Length;
            Assert.InRange(page, 1, 12 * 1024);
            Assert.InRange(page + styles.Sum(), 1, 24 * 1024);
        }
    }

    [Fact]
    public async Task Pages_of_an_open_space_are_not_compressed()
    {
        await browser.OpenSpace("compression");
        browser.Http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await browser.Http.GetAsync("/");

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    /// <summary>As the published program sends it.</summary>
    private async Task<int> Compressed(string address)
    {
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await brotli.WriteAsync(await browser.Http.GetByteArrayAsync(address));
        return (int)packed.Length;
    }
}
