using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Entries;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>People somebody can call: named once, sealed, and one tap away before a message is sent.</summary>
public class PeopleToCallTests(Site site) : IClassFixture<Site>
{
    private readonly JournalUser person = new(site);

    [Fact]
    public async Task Who_was_added_is_one_tap_away_where_a_letter_rests()
    {
        await person.Keeps("has people");
        await AddAsync("Mara", "+44 (20) 7946-0018");
        await AddAsync("Next door", "knock twice");
        var letter = await person.Writes("/urge", "Call me.", ("then", "rest"));

        foreach (var page in new[] { "/urge", $"/urge/{letter}" })
        {
            var shown = await person.Open(page);
            var mara = shown.QuerySelectorAll("a").Single(a => a.TextContent.Contains("Mara", StringComparison.Ordinal));
            Assert.Equal("tel:+442079460018", mara.GetAttribute("href"));
            Assert.Contains("Next door", JournalUser.Shown(shown), StringComparison.Ordinal);
            Assert.Equal("/urge/people", shown.QuerySelectorAll("a").Single(a => a.TextContent == "Change whom you can call").GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Whoever_is_taken_off_is_gone_and_the_others_stay()
    {
        await person.Keeps("takes off");
        await AddAsync("Mara", "1234");
        await AddAsync("Jo", "");

        var page = await person.Open("/urge/people");
        var form = page.QuerySelectorAll("form").Single(f => f.QuerySelector("button")?.GetAttribute("aria-label") == "Take Mara off the list");
        var after = await person.Browser.SendAndOpen(form);

        Assert.Equal("Taken off", after.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(["Jo"], after.QuerySelectorAll(".people strong").Select(s => s.TextContent));
    }

    [Fact]
    public async Task Without_a_name_nothing_is_added_and_with_a_full_list_nobody_more()
    {
        await person.Keeps("full list");
        Assert.Equal("Nothing was added. Write at least a name.", (await AddAsync(" ", "1")).QuerySelector("[role=status]")!.TextContent);
        for (var i = 1; i < Limits.PeopleToCall; i++) await AddAsync($"Friend {i}", "");
        Assert.NotNull((await person.Open("/urge/people")).QuerySelector("form[action$=add]"));

        Assert.Null((await AddAsync("The last one", "")).QuerySelector("form[action$=add]"));
    }

    [Fact]
    public async Task What_no_telephone_takes_is_no_link()
    {
        await person.Keeps("no link");

        Assert.Null((await AddAsync("Mara", "javascript:alert(1)")).QuerySelector(".people a"));
    }

    [Fact]
    public async Task Whom_a_visitor_named_is_there_beside_whom_they_had_named_before()
    {
        using var shelf = new StoreFixture();
        var visitor = shelf.NewSpace(isVisitor: true);
        await shelf.People.ChangeAsync(visitor, _ => new([new("Mara", "1")]), default);
        await shelf.People.ChangeAsync(shelf.Space, _ => new([new("Jo", "2")]), default);

        Assert.Equal((0, true), await shelf.Merge.BringInAsync(visitor, shelf.Space, default));
        Assert.Equal(["Jo", "Mara"], (await shelf.People.ReadAsync(shelf.Space, default))!.People.Select(p => p.Name));
        Assert.All(shelf.Files(), f => Assert.Equal(-1, f.AsSpan().IndexOf("Mara"u8)));
    }

    private async Task<IDocument> AddAsync(string name, string number)
    {
        var page = await person.Open("/urge/people");
        return await person.Browser.SendAndOpen(page.QuerySelector("form[action$=add]")!, ("name", name), ("number", number));
    }
}
