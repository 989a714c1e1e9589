using UglyToad.PdfPig;

namespace BreakupGuide.BrowserTests;

/// <summary>Guides as they come out of a printer.</summary>
public sealed class PrintedGuides
{
    private const int FewestLines = 3;

    [Theory]
    [InlineData("A4")]
    [InlineData("Letter")]
    public async Task A_guide_ends_on_a_sheet_with_more_than_a_line_or_two(string paper)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync("/guides");
        var guides = await page.Locator("main a[href^='/guides/']").EvaluateAllAsync<string[]>("all => [...new Set(all.map(a => a.pathname))]");
        Assert.NotEmpty(guides);

        var ends = new List<string>();
        foreach (var guide in guides)
        {
            await page.GotoAsync(guide);
            using var printed = PdfDocument.Open(await page.PdfAsync(new() { Format = paper }));
            var last = printed.GetPage(printed.NumberOfPages);
            var lines = last.Letters.Select(l => Math.Round(l.StartBaseLine.Y)).Distinct().Count();
            if (lines < FewestLines) ends.Add($"{guide}: {lines} on sheet {printed.NumberOfPages}");
        }

        Assert.Empty(ends);
    }
}
