namespace BreakupGuide.Tests.Features.Journal;

public class WritingFirstTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_line_to_begin_from_stands_over_the_box_and_belongs_to_it()
    {
        var person = new JournalUser(site);
        var links = (await person.Open("/journal/new")).QuerySelectorAll("main .link-list a")
            .Select(a => (Href: a.GetAttribute("href")!, Line: a.TextContent)).ToList();
        Assert.InRange(links.Count, 6, 8);
        Assert.Contains(links, l => l.Href == "/journal/new?prompt=letter");

        foreach (var (href, line) in links.Where(l => l.Href != "/journal/new?prompt=letter"))
        {
            var page = await person.Open(href);
            Assert.Equal(line, page.QuerySelector("#prompt")!.TextContent);
            Assert.StartsWith("prompt ", page.QuerySelector("textarea")!.GetAttribute("aria-describedby"), StringComparison.Ordinal);
            Assert.Equal("", page.QuerySelector("textarea")!.TextContent);
            Assert.DoesNotContain(page.QuerySelectorAll("main .link-list a"), a => a.GetAttribute("href") == href);
        }
    }

    [Fact]
    public async Task A_line_that_is_not_ours_is_not_shown()
    {
        var page = await new JournalUser(site).Open("/journal/new?prompt=something-of-somebody");
        Assert.Null(page.QuerySelector("#prompt"));
        Assert.DoesNotContain("something-of-somebody", JournalUser.WriteForm(page).OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_stays_over_the_box_where_the_form_comes_back()
    {
        var person = new JournalUser(site);
        var page = await person.Browser.SendAndOpen(JournalUser.WriteForm(await person.Open("/journal/new?prompt=friend")), ("words", ""));
        Assert.Equal("What I would tell a friend in my place", page.QuerySelector("#prompt")!.TextContent);
    }

    [Fact]
    public async Task What_may_be_added_is_folded_until_it_says_something_or_is_wrong()
    {
        var person = new JournalUser(site);
        var form = JournalUser.WriteForm(await person.Open("/journal/new"));
        Assert.False(form.QuerySelector("details")!.HasAttribute("open"));

        var refused = await person.Browser.SendAndOpen(form, ("words", "Words"), ("date", "2999-01-01"));
        Assert.True(refused.QuerySelector("form[data-draft] details")!.HasAttribute("open"));
        Assert.True(refused.QuerySelector("#date")!.HasAttribute("autofocus"));

        var plain = await person.Writes("Only words");
        Assert.False((await person.Open($"/journal/{plain}/edit")).QuerySelector("form[data-draft] details")!.HasAttribute("open"));
        var felt = await person.Writes("Words", ("mood", "low"));
        Assert.True((await person.Open($"/journal/{felt}/edit")).QuerySelector("form[data-draft] details")!.HasAttribute("open"));
    }

    [Fact]
    public async Task A_mood_has_its_sun_and_its_word_wherever_it_is_read()
    {
        var person = new JournalUser(site);
        var id = await person.Writes("Words", ("mood", "so-so"));
        foreach (var address in new[] { "/journal", $"/journal/{id}" })
        {
            var sun = Assert.Single((await person.Open(address)).QuerySelectorAll("main .mood"));
            Assert.Equal("true", sun.GetAttribute("aria-hidden"));
            Assert.Equal("So-so", sun.ParentElement!.TextContent.Trim());
        }
    }

    [Fact]
    public async Task The_filters_are_folded_until_one_is_used()
    {
        var person = new JournalUser(site);
        await person.Writes("Words by the canal");
        Assert.False(Filters(await person.Open("/journal")).HasAttribute("open"));
        Assert.False(Filters(await person.Searches("canal")).HasAttribute("open"));
        Assert.True(Filters(await person.Searches("canal", ("kind", "journal"))).HasAttribute("open"));
    }

    private static AngleSharp.Dom.IElement Filters(AngleSharp.Dom.IDocument page) => page.QuerySelector("#search details")!;
}
