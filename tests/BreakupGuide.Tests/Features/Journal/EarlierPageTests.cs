using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Features.Reflections.ThenAndNow;
using static BreakupGuide.Tests.Features.Reflections.ThenAndNow.PastUser;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>Something written earlier comes only for somebody who asks for it.</summary>
public sealed class EarlierPageTests : IDisposable
{
    private const string Words = "I counted the buttons on his coat";

    private readonly PastUser user = new();

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task The_page_says_first_what_it_will_do_and_shows_nothing()
    {
        await user.Writes(Words, 30);

        var page = await user.Open("/journal/earlier");
        Assert.Equal("Notes – earlier", page.Title);
        Assert.DoesNotContain(Words, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/journal/earlier", Assert.Single((await user.Open("/journal")).QuerySelectorAll("main a[href='/journal/earlier']")).GetAttribute("href"));
        Assert.DoesNotContain(Words, (await user.Open("/")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_tender_is_named_by_its_day_and_kind_only()
    {
        var id = await user.Writes(Words, 30);
        var page = await Show();

        Assert.DoesNotContain(Words, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Free writing, from ", page.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/journal/{id}", page.QuerySelectorAll("main a").Single(a => a.TextContent == "Show it").GetAttribute("href"));
        var after = await user.Person.Browser.SendAndOpen(JournalUser.FormWith(page, "Not this one again"), ("may", "never"));
        Assert.Equal("Something I wrote earlier", after.QuerySelector("h1")!.TextContent);
        Assert.Contains("Nothing came up", (await Show()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_come_up_is_shown_and_another_one_is_another_one()
    {
        foreach (var (words, days) in new[] { (Words, 30), ("The second page", 40) })
        {
            var id = await user.Writes(words, days);
            await user.Store.Heads.SetComingUpAsync(await user.Space(), id, ComingUp.Yes, default);
        }

        var page = await Show();
        var first = page.QuerySelector("article")!.TextContent.Contains(Words, StringComparison.Ordinal);
        page = await user.Person.Browser.SendAndOpen(JournalUser.FormWith(page, "Another"));
        Assert.Contains(first ? "The second page" : Words, page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_walk_comes_with_its_answers()
    {
        var run = await user.Runs("why-he-left", 3, 30, true, Says("last-certain", new TextValue(Words)));
        await user.Store.Heads.SetComingUpAsync(await user.Space(), run, ComingUp.Yes, default);

        Assert.Contains(Words, (await Show()).QuerySelector("article")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_page_says_whether_it_may_come_up_and_keeps_another_choice()
    {
        var id = await user.Writes(Words, 30);
        var page = await user.Open($"/journal/{id}");
        var form = JournalUser.FormTo(page, $"/journal/{id}/coming-up");

        Assert.Equal("May come up again: ask me first", form.ParentElement!.QuerySelector("summary")!.TextContent);
        Assert.Equal("ask", form.QuerySelector("button[aria-pressed=true][name=may]")!.GetAttribute("value"));
        var kept = await user.Person.Browser.SendAndOpen(form, ("may", "yes"));
        Assert.Equal("Your choice is kept.", kept.QuerySelector("main [role=status]")!.TextContent);
        Assert.Equal("yes", kept.QuerySelector("button[aria-pressed=true][name=may]")!.GetAttribute("value"));
        using var wrong = await user.Person.Browser.Send(form, ("may", "always"));
        Assert.Equal(400, (int)wrong.StatusCode);
    }

    private async Task<IDocument> Show() =>
        await user.Person.Browser.SendAndOpen(JournalUser.FormWith(await user.Open("/journal/earlier"), "Show me one"));
}
