using BreakupGuide.Tests.Features.Journal;

namespace BreakupGuide.Tests.Features.Space;

public class DonePageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task It_leads_to_a_letter_a_download_and_a_deletion_that_is_real()
    {
        var person = await new JournalUser(site).Keeps("done");
        var page = await person.Open("/settings/done");

        Assert.Contains("/settings/done", (await person.Open("/settings")).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.Equal(
            ["/journal/new?prompt=for-myself", "/settings/download", "/settings/delete"],
            page.QuerySelectorAll("main li a").Select(a => a.GetAttribute("href")));
        var letter = await person.Open("/journal/new?prompt=for-myself");
        Assert.Contains("A letter to me, for later", letter.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_space_there_is_nothing_to_be_done()
    {
        Assert.Contains("No space is open", await new TestUser(site).Sees("/settings/done", 401), StringComparison.Ordinal);
    }
}
