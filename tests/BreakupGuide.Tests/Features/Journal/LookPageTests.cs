using AngleSharp.Dom;
using BreakupGuide.Tests.App;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>A plain look at a message: asked for from the letter's page, said at its sentences, stored nowhere.</summary>
public class LookPageTests(Site site) : IClassFixture<Site>
{
    private readonly TestUser user = new(site);

    [Fact]
    public async Task A_letter_is_shown_sentence_by_sentence_with_what_is_found_at_each_and_nothing_is_stored()
    {
        await user.Keeps("looked-at");
        var id = await WritesAsync("I think of you. You never listened.");
        for (var i = 0; i < 5; i++) await WritesAsync($"letter {i}");
        var before = await StoredBytes.OfAsync(site, "looked-at");

        var page = await LookAsync(id, "message");

        Assert.Equal(["I think of you.", "You never listened."], page.QuerySelectorAll(".sentences .quote").Select(q => q.TextContent));
        Assert.Equal([0, 1], page.QuerySelectorAll(".sentences li").Select(l => l.QuerySelectorAll(".finding").Length));
        Assert.Contains("This sentence says what he did wrong", page.QuerySelector(".finding")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#parts"));
        Assert.Equal(before, await StoredBytes.OfAsync(site, "looked-at"));
    }

    [Fact]
    public async Task An_apology_is_looked_at_by_rules_of_its_own_which_the_person_chooses()
    {
        await user.Keeps("sorry");
        var id = await WritesAsync("I am sorry if I was late.");

        var page = await LookAsync(id, "apology");

        Assert.Contains("“If” and “but”", page.QuerySelector(".finding + .finding, .finding")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(6, page.QuerySelectorAll(".parts dt").Length);
        Assert.Equal("In sentence 1.", page.QuerySelector(".parts dd")!.TextContent);
        Assert.Equal("apology", page.QuerySelector("input[name=as][checked]")!.GetAttribute("value"));
        // No score.
        Assert.DoesNotMatch(@"\d+ (of|out of) \d+|%", JournalUser.Shown(page));
    }

    [Fact]
    public async Task Where_nothing_is_found_it_says_that_plain_rules_see_little()
    {
        await user.Keeps("nothing");
        var page = await LookAsync(await WritesAsync("I would like my keys back on Saturday."), "message");

        Assert.Contains("They see little", page.QuerySelector(".nothing")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".finding"));
    }

    [Fact]
    public async Task A_danger_leads_to_help_and_the_ex_partner_is_spoken_of_as_chosen()
    {
        await user.Keeps("danger");
        user.Browser.Http.DefaultRequestHeaders.Add("Cookie", "pronoun=they");
        var page = await LookAsync(await WritesAsync("I want to die. You will regret this."), "message");

        Assert.Equal(["/help", "/help"], page.QuerySelectorAll(".finding a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotMatch(@"\b([Hh]e|[Hh]im|[Hh]is)\b", JournalUser.Shown(page));
    }

    [Fact]
    public async Task Where_copying_is_closed_it_may_still_be_looked_at()
    {
        await user.Keeps("closed");
        using (var said = await user.Answer(Guid.NewGuid(), "contact", [["choice", "he-asked-none"]], reflection: "can-it-be-fixed"))
            await Acknowledged.In(said);
        var id = await WritesAsync("You never listened.");

        Assert.Null((await user.Browser.Open($"/journal/{id}")).QuerySelector("[data-copy]"));
        var page = await LookAsync(id, "message");
        Assert.Single(page.QuerySelectorAll(".finding"));
        Assert.Null(page.QuerySelector("[data-copy]"));
    }

    [Fact]
    public async Task Opened_by_its_address_it_only_asks_what_it_is()
    {
        await user.Keeps("asked");
        var page = await user.Browser.Open($"/urge/{await WritesAsync("You never listened.")}/look");

        Assert.Empty(page.QuerySelectorAll(".finding, .quote"));
        Assert.Equal(2, page.QuerySelectorAll("input[name=as]").Length);
    }

    private async Task<Guid> WritesAsync(string words)
    {
        using var response = await user.Browser.Send(
            JournalUser.WriteForm(await user.Browser.Open("/urge")), ("words", words), ("rest", "2026-01-01T06:00Z"), ("then", "rest"));
        return JournalUser.IdIn(JournalUser.Location(response));
    }

    private async Task<IDocument> LookAsync(Guid id, string kind) =>
        await user.Browser.SendAndOpen(JournalUser.FormTo(await user.Browser.Open($"/journal/{id}"), $"/urge/{id}/look"), ("as", kind));
}
