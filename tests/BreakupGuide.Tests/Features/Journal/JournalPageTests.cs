using BreakupGuide.Entries;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Features.Journal;

public class JournalPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Without_a_space_the_journal_is_explained_and_offers_to_write_or_unlock()
    {
        var page = await new JournalUser(site).Open("/journal");

        Assert.Equal("Your journal", page.QuerySelector("h1")?.TextContent);
        Assert.Equal(["/journal/new", "/unlock"], page.QuerySelectorAll("main a.button").Select(a => a.GetAttribute("href")));
        Assert.Equal(["Write", "Unlock"], page.QuerySelectorAll("main a.button").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Entries_stand_by_month_newest_first()
    {
        var person = new JournalUser(site);
        await person.Writes("In April", ("date", "2026-04-02"));
        await person.Writes("Late in May", ("date", "2026-05-30"), ("title", "Thirtieth"));
        await person.Writes("Early in May", ("date", "2026-05-03"));
        var page = await person.Open("/journal");

        Assert.Equal(["May 2026", "April 2026"], page.QuerySelectorAll("section > h2").Select(h => h.TextContent));
        Assert.Equal(["Thirtieth", "Early in May", "In April"], JournalUser.Lines(page));
        Assert.Equal(["2026-05-30", "2026-05-03", "2026-04-02"], page.QuerySelectorAll("time").Select(t => t.GetAttribute("datetime")));
        Assert.Contains("Late in May", JournalUser.Shown(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_entries_stand_on_a_page_and_more_is_one_step_away()
    {
        var person = new JournalUser(site);
        var id = await person.Writes("The first", ("date", "2026-01-01"));
        var space = await person.SpaceOf(id);
        for (var i = 2; i <= 52; i++)
        {
            var date = new DateOnly(2026, 1, 1).AddDays(i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            await person.Journal.SaveAsync(
                space, new JournalChange(Guid.NewGuid(), EntryKind.Journal, [new("words", $"Number {i}", 0), new("date", date, 0)], null, 0, null), default);
        }

        var newest = await person.Open("/journal");
        Assert.Equal(50, JournalUser.Lines(newest).Count);
        var more = Assert.Single(newest.QuerySelectorAll("main a"), a => a.TextContent == "Show more").GetAttribute("href")!;
        Assert.Matches(@"^/journal\?before=[0-9a-f-]{36}$", more);
        Assert.Equal(["Number 2", "The first"], JournalUser.Lines(await person.Open(more)));

        var found = await person.Searches("number");
        Assert.Equal(50, JournalUser.Lines(found).Count);
        Assert.Equal("The newest 50 entries.", found.QuerySelector("main [role=status]")?.TextContent);
        var older = await person.Open(found.QuerySelector("a[data-more]")!.GetAttribute("href")!);
        Assert.Equal(["Number 2"], JournalUser.Lines(older));
        Assert.Empty(older.QuerySelectorAll("a[data-more]"));
    }

    [Theory]
    [InlineData("cafe MULLER")]
    [InlineData("Müller café")]
    public async Task Searching_does_not_mind_accents_capitals_or_order(string words)
    {
        var person = new JournalUser(site);
        await person.Writes("We sat in the Café with Mrs Müller until it rained");
        await person.Writes("Something else");
        var page = await person.Searches(words);

        Assert.Single(JournalUser.Lines(page));
        Assert.Equal("One entry found.", page.QuerySelector("main [role=status]")?.TextContent);
        Assert.Equal(words, page.QuerySelector("#search-words")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Searching_narrows_by_kind_and_mood()
    {
        var person = new JournalUser(site);
        await person.Writes("Walked by the river", ("mood", "good"));
        await person.Writes("Lay awake by the river", ("mood", "very-low"));
        await person.Writes("/journal/new?prompt=letter", "The river, do you remember");

        Assert.Equal(["The river, do you remember"], JournalUser.Lines(await person.Searches("river", ("kind", "letter"))));
        Assert.Equal(["Walked by the river"], JournalUser.Lines(await person.Searches("", ("mood", "good"))));
        Assert.Equal(2, JournalUser.Lines(await person.Searches("river", ("kind", "journal"))).Count);
        Assert.Empty(JournalUser.Lines(await person.Searches("river", ("kind", "reflection"))));
    }

    [Fact]
    public async Task A_visitor_is_told_who_can_open_it_and_may_discard_it()
    {
        var person = new JournalUser(site);
        await person.Writes("Only for now");
        var page = await person.Open("/journal");
        Assert.Contains("Whoever has this browser can open what you wrote.", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.Equal("/start", Assert.Single(page.QuerySelectorAll("main a"), a => a.TextContent == "Keep it with a passphrase").GetAttribute("href"));

        var discard = JournalUser.FormTo(page, "/discard");
        Assert.Equal("Discard what I wrote", discard.Closest("details")?.QuerySelector("summary")?.TextContent);
        await person.Browser.SendAndOpen(discard);
        Assert.Empty(JournalUser.Lines(await person.Open("/journal")));
    }

    [Fact]
    public async Task Who_has_a_passphrase_is_not_told_so()
    {
        var person = await new JournalUser(site).Keeps("Juniper");
        await person.Writes("Mine");
        var page = await person.Open("/journal");

        Assert.Equal(["Mine"], JournalUser.Lines(page));
        Assert.DoesNotContain("Whoever has this browser", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form[action='/discard']"));
    }

    [Fact]
    public async Task An_empty_journal_says_in_one_sentence_what_will_stand_here()
    {
        var page = await (await new JournalUser(site).Keeps("Rowan")).Open("/journal");

        Assert.Contains("will stand here by month", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("main a"), a => a.TextContent == "Write");
    }

    [Fact]
    public async Task A_damaged_entry_says_so_and_the_others_read_as_before()
    {
        var person = new JournalUser(site);
        var damaged = await person.Writes("Damaged");
        var sound = await person.Writes("Sound");
        await using (var database = await person.Database())
        {
            var head = await database.Database.SqlQuery<byte[]>($"""SELECT "Head" AS "Value" FROM "Entries" WHERE "Id" = {damaged}""").SingleAsync();
            head[^1] ^= 1;
            await database.Database.ExecuteSqlAsync($"""UPDATE "Entries" SET "Head" = {head} WHERE "Id" = {damaged}""");
        }

        Assert.Equal(["This entry could not be opened. It is kept as it is.", "Sound"], JournalUser.Lines(await person.Open("/journal")).OrderDescending());
        Assert.Contains(
            "This entry could not be opened. It is kept as it is.", JournalUser.Shown(await person.Open($"/journal/{damaged}")), StringComparison.Ordinal);
        var edit = await person.Open($"/journal/{damaged}/edit");
        Assert.Equal("This entry could not be opened", edit.QuerySelector("h1")?.TextContent);
        Assert.Empty(edit.QuerySelectorAll("textarea"));
        Assert.Equal("Sound", (await person.Open($"/journal/{sound}")).QuerySelector(".prose")?.TextContent);
        Assert.Equal(["Sound"], JournalUser.Lines(await person.Searches("sound")));
    }
}
