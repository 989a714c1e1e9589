using AngleSharp.Dom;
using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>Filters and searches of the journal: they combine, stay while one reads on, and stand in no address.</summary>
public class FindingTests(Site site) : IClassFixture<Site>
{
    private readonly JournalUser person = new(site);

    [Fact]
    public async Task What_was_looked_for_is_marked_in_title_and_passage()
    {
        await person.Writes("It was late, and he didn’t call from the station.", ("title", "The station"));
        var page = await person.Searches("STATION didn't");

        Assert.Equal(["station", "didn’t", "station"], page.QuerySelectorAll(".timeline mark").Select(m => m.TextContent));
        Assert.Equal("The station", Assert.Single(JournalUser.Lines(page)));
    }

    [Fact]
    public async Task Answers_are_found_by_their_words_and_by_what_was_asked()
    {
        var space = await person.SpaceOf(await person.Writes("Something else"));
        var run = Guid.NewGuid();
        var answer = new AnswerChange(
            run, "said", "said", "What did he say at the end?", new TextValue("That he was tired"), AnswerState.Given, 0, null, 0, null,
            new RunStart(new Run("why-he-left", 1, WalkLength.Short), []), null);
        await person.Answers.SaveAsync(space, answer, default);

        Assert.Equal([$"/journal/{run}"], Links(await person.Searches("tired \"say at the end\"")));
        Assert.Empty(Links(await person.Searches("\"the end say\"")));
    }

    [Fact]
    public async Task Filters_combine()
    {
        await person.Writes("one", ("tags", "Rain, walks"), ("mood", "low"), ("date", "2026-03-01"));
        await person.Writes("two", ("tags", "rain"), ("mood", "low"), ("date", "2026-04-01"));
        await person.Writes("three", ("tags", "rainbow"), ("mood", "low"), ("date", "2026-04-01"));
        await person.Writes("four", ("tags", "rain"), ("mood", "good"), ("date", "2026-04-02"));
        var binned = await person.Writes("five", ("tags", "rain"), ("mood", "low"), ("date", "2026-04-01"));
        await person.Bin.PutAsync(await person.SpaceOf(binned), binned, default);

        Assert.Equal(["four", "two", "one"], JournalUser.Lines(await person.Searches("", ("tag", "  RÁIN "))));
        Assert.Equal(["two", "one"], JournalUser.Lines(await person.Searches("", ("tag", "rain"), ("mood", "low"))));
        Assert.Equal(["two"], JournalUser.Lines(await person.Searches("", ("tag", "rain"), ("mood", "low"), ("from", "2026-03-02"), ("to", "2026-04-01"))));
        Assert.Empty(JournalUser.Lines(await person.Searches("one", ("tag", "rain"), ("mood", "good"))));
        Assert.Equal(["five"], JournalUser.Lines(await person.Searches("", ("tag", "rain"), ("bin", "yes"))));
    }

    [Fact]
    public async Task It_stays_while_one_reads_on_and_leads_back()
    {
        foreach (var (words, day) in new[] { ("river one", "2026-02-01"), ("hill", "2026-02-02"), ("river two", "2026-02-03"), ("river three", "2026-02-04") })
            await person.Writes(words, ("date", day));
        var found = await person.Searches("river", ("mood", ""));
        var newest = await person.Open(Address(found, "river three"));

        Assert.Equal(["Next", "Back to what you found"], Ways(newest));
        var middle = await Follow(newest, "Next");
        Assert.Equal(("river two", 3), (middle.QuerySelector(".prose")!.TextContent, Ways(middle).Count));
        var last = await Follow(middle, "Next");
        Assert.Equal(["Previous", "Back to what you found"], Ways(last));
        Assert.Equal("river two", (await Follow(last, "Previous")).QuerySelector(".prose")!.TextContent);

        var back = await Follow(last, "Back to what you found");
        Assert.Equal(["river three", "river two", "river one"], JournalUser.Lines(back));
        Assert.Equal("river", back.QuerySelector("#search-words")!.GetAttribute("value"));
        Assert.Equal("/journal", Link(back, "Show everything").GetAttribute("href"));
        // Read from the whole journal it is nobody's next.
        Assert.Empty(Ways(await person.Open(Address(await person.Open("/journal"), "river two"))));
    }

    [Fact]
    public async Task Reading_on_goes_beyond_the_first_page()
    {
        var space = await person.SpaceOf(await person.Writes("river 0", ("date", "2026-01-01")));
        for (var i = 1; i <= 50; i++)
            await person.Journal.SaveAsync(
                space, new(Guid.NewGuid(), EntryKind.Journal, [new("words", $"river {i}", 0), new("date", "2026-01-02", 0)], null, 0, null), default);
        var found = await person.Searches("river");
        var last = await person.Open(found.QuerySelectorAll(".timeline .timeline-body > a")[^1].GetAttribute("href")!);

        Assert.Equal("river 0", (await Follow(last, "Next")).QuerySelector(".prose")!.TextContent);
    }

    [Fact]
    public async Task Two_searches_stand_apart_and_going_on_with_one_changes_that_one()
    {
        await person.Writes("river");
        await person.Writes("hill");
        var river = await person.Searches("river");
        await person.Searches("hill");
        Assert.Equal(["river"], JournalUser.Lines(await person.Open(river.Location.PathName + river.Location.Search)));

        var more = await person.Browser.SendAndOpen(JournalUser.Form(river, "search"), ("words", "hill"));
        Assert.Equal(river.Location.Search, more.Location.Search);
        Assert.Equal(["hill"], JournalUser.Lines(await person.Open($"/journal{river.Location.Search}")));
    }

    [Fact]
    public async Task Locking_forgets_it_and_another_browser_does_not_know_it()
    {
        await person.Keeps("Hazel");
        await person.Writes("river");
        await person.Writes("hill");
        var address = "/journal" + (await person.Searches("river")).Location.Search;
        Assert.Single(JournalUser.Lines(await person.Open(address)));

        var other = new JournalUser(site);
        await other.Writes("theirs");
        Assert.Equal(["theirs"], JournalUser.Lines(await other.Open(address)));
        Assert.Equal("", (await other.Open(address)).QuerySelector("#search-words")!.GetAttribute("value"));

        var space = await person.SpaceOf(await person.Writes("third"));
        var memory = space.Memory<BreakupGuide.Features.Journal.Searches>();
        Assert.Same(memory, space.Memory<BreakupGuide.Features.Journal.Searches>());
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open("/journal"), "/lock"));
        Assert.Throws<ObjectDisposedException>(() => space.Memory<BreakupGuide.Features.Journal.Searches>());
    }

    [Fact]
    public async Task Where_nothing_is_found_near_words_are_offered_and_found()
    {
        await person.Writes("We sat in the Kitchen until it rained");
        await person.Writes("Elsewhere it rained, too");
        var page = await person.Searches("rained kitchn");

        Assert.Equal("Nothing with “kitchn”.", page.QuerySelector("main [role=status]")!.TextContent);
        var button = Assert.Single(page.QuerySelectorAll(".near button"));
        Assert.Equal(("Kitchen", "rained Kitchen"), (button.TextContent, button.GetAttribute("value")));
        var found = await person.Browser.SendAndOpen(button.Closest("form")!, ("words", button.GetAttribute("value")!));
        Assert.Equal(["We sat in the Kitchen until it rained"], JournalUser.Lines(found));

        var nothing = await person.Searches("zeppelin");
        Assert.StartsWith("Nothing found.", nothing.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(nothing.QuerySelectorAll(".near"));
    }

    private async Task<IDocument> Follow(IDocument page, string link) => await person.Open(Link(page, link).GetAttribute("href")!);

    private static IElement Link(IDocument page, string text) => page.QuerySelectorAll("main a").Single(a => a.TextContent == text);

    private static List<string> Ways(IDocument page) => [.. page.QuerySelectorAll("nav.beside a").Select(a => a.TextContent)];

    private static string Address(IDocument page, string line) =>
        page.QuerySelectorAll(".timeline .timeline-body > a").Single(a => a.TextContent == line).GetAttribute("href")!;

    private static List<string> Links(IDocument page) =>
        [.. page.QuerySelectorAll(".timeline .timeline-body > a").Select(a => a.GetAttribute("href")!.Split('?')[0])];
}
