using AngleSharp.Dom;
using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>Tags: listed, renamed, put together, taken out, and that undone.</summary>
public class TagTests(Site site) : IClassFixture<Site>
{
    private readonly JournalUser person = new(site);

    [Fact]
    public async Task They_are_counted_and_lead_to_their_entries_without_standing_in_an_address()
    {
        await person.Writes("one", ("tags", "Heliotrope, sleep"));
        await person.Writes("two", ("tags", "heliotrope"));
        var binned = await person.Writes("three", ("tags", "heliotrope"));
        await person.Bin.PutAsync(await person.SpaceOf(binned), binned, default);
        var page = await person.Open("/journal/tags");

        Assert.Equal(["2 entries", "one entry"], page.QuerySelectorAll(".link-list .hint").Select(h => h.TextContent));
        var address = page.QuerySelectorAll(".link-list a")[0].GetAttribute("href")!;
        Assert.DoesNotContain("heliotrope", address, StringComparison.OrdinalIgnoreCase);
        var found = await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open(address), "/journal"));
        Assert.Equal(["two", "one"], JournalUser.Lines(found));
        Assert.DoesNotContain("heliotrope", found.Location.Href, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Renamed_everywhere_each_entry_keeps_its_earlier_version_and_it_can_be_undone()
    {
        var one = await person.Writes("one", ("tags", "rain, sleep"));
        var two = await person.Writes("two", ("tags", "Rain"));
        var done = await Rename("rain", ("name", "weather"));

        Assert.Equal(["weather", "sleep"], Tags(done));
        Assert.Equal("Changed in 2 entries.", done.QuerySelector("main [role=status]")!.TextContent);
        Assert.Equal(("weather, sleep", "weather"), (await TagsOf(one), await TagsOf(two)));
        Assert.Equal("rain, sleep", (await person.Earlier.ListAsync(await person.SpaceOf(one), one, default))[0].Fields!["tags"].Text);

        // What somebody has changed since stays as it is.
        var space = await person.SpaceOf(one);
        await person.Journal.RewriteAsync(space, "tags", [two], (_, _) => "mine", default);
        var undone = await person.Browser.SendAndOpen(JournalUser.Form(done, "undo"));
        Assert.Equal("Put back in one entry.", undone.QuerySelector("main [role=status]")!.TextContent);
        Assert.Equal(("rain, sleep", "mine"), (await TagsOf(one), await TagsOf(two)));
        Assert.DoesNotContain(undone.QuerySelectorAll("button"), b => b.TextContent == "Undo");
    }

    [Fact]
    public async Task Two_are_put_together_only_by_somebody_who_was_asked()
    {
        var one = await person.Writes("one", ("tags", "rain, weather"));
        var two = await person.Writes("two", ("tags", "rain"));
        var asked = await Rename("rain", ("name", "Weather"));

        Assert.Contains("“weather” is there already, in one entry.", asked.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("rain", await TagsOf(two));
        var done = await person.Browser.SendAndOpen(JournalUser.Form(asked, "rename"), ("name", "Weather"), ("sure", "yes"));
        Assert.Equal(["weather"], Tags(done));
        Assert.Equal(("weather", "weather"), (await TagsOf(one), await TagsOf(two)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a, b")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task What_is_no_tag_is_refused_and_stays_in_the_box(string name)
    {
        var one = await person.Writes("one", ("tags", "rain"));
        var page = await Rename("rain", ("name", name));

        Assert.StartsWith("Write one tag", page.GetElementById("tag-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.GetElementById("tag-name")!.GetAttribute("value"));
        Assert.Equal("rain", await TagsOf(one));
    }

    [Fact]
    public async Task Taken_out_of_all_it_says_of_how_many_first()
    {
        var entries = new List<Guid>();
        var space = await person.SpaceOf(await person.Writes("first", ("tags", "sleep")));
        // More than one transaction holds.
        for (var i = 0; i < 103; i++)
        {
            entries.Add(Guid.NewGuid());
            await person.Journal.SaveAsync(
                space, new(entries[^1], EntryKind.Journal, [new("words", "x", 0), new("tags", "sleep, rain", 0)], null, 0, null), default);
        }

        var page = await PageOf("rain");
        Assert.Equal("Take it out of 103 entries", JournalUser.Form(page, "remove").QuerySelector("button")!.TextContent);
        var done = await person.Browser.SendAndOpen(JournalUser.Form(page, "remove"));

        Assert.Equal("Changed in 103 entries.", done.QuerySelector("main [role=status]")!.TextContent);
        Assert.Equal(["sleep"], Tags(done));
        Assert.Equal("sleep", await TagsOf(entries[50]));
    }

    [Fact]
    public async Task Somebody_elses_is_not_there()
    {
        await person.Writes("one", ("tags", "rain"));
        var address = (await person.Open("/journal/tags")).QuerySelector(".link-list a")!.GetAttribute("href")!;
        var other = new JournalUser(site);
        await other.Writes("one", ("tags", "rain"));

        await other.Open(address, 404);
    }

    private async Task<IDocument> PageOf(string tag)
    {
        var all = (await person.Open("/journal/tags")).QuerySelectorAll(".link-list a");
        var one = all.Single(a => string.Equals(a.QuerySelector("span")!.TextContent, tag, StringComparison.OrdinalIgnoreCase));
        return await person.Open(one.GetAttribute("href")!);
    }

    private async Task<IDocument> Rename(string tag, params (string Name, string Value)[] filled) =>
        await person.Browser.SendAndOpen(JournalUser.Form(await PageOf(tag), "rename"), filled);

    private async Task<string> TagsOf(Guid entry) => (await person.Entries.FindAsync(await person.SpaceOf(entry), entry, default))!.Text("tags");

    private static List<string> Tags(IDocument page) => [.. page.QuerySelectorAll(".link-list a > span:first-child").Select(s => s.TextContent)];
}
