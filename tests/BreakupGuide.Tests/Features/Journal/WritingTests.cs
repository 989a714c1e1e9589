using BreakupGuide.Entries;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Features.Journal;

public class WritingTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Somebody_without_a_space_writes_and_reads_it_again()
    {
        var person = new JournalUser(site);
        var page = await person.Open("/journal/new");
        Assert.Equal("Notes – writing", page.Title);
        Assert.Equal("Your words", page.QuerySelector("label[for=words]")?.TextContent);

        using var response = await person.Browser.Send(
            JournalUser.WriteForm(page), ("words", "Rain all day.\n\nI slept **well**."), ("title", "Tuesday"), ("mood", "low"), ("tags", "rain, sleep"));
        var address = JournalUser.Location(response);
        Assert.Matches("^/journal/[0-9a-f-]{36}$", address);

        var reading = await person.Open(address);
        Assert.Equal("Tuesday", reading.QuerySelector("h1")?.TextContent);
        Assert.Equal("well", reading.QuerySelector(".prose strong")?.TextContent);
        Assert.Contains("Mood: Low · Tags: rain, sleep", JournalUser.Shown(reading), StringComparison.Ordinal);
        Assert.Empty(reading.QuerySelectorAll("main input:not([type=hidden]), main textarea, main select"));
    }

    [Fact]
    public async Task Opening_the_page_writes_nothing()
    {
        using var fresh = new Site();
        var person = new JournalUser(fresh);
        await person.Open("/journal/new");
        await person.Open("/journal/new?prompt=letter");
        await person.Open("/journal");

        await using var database = await person.Database();
        Assert.Equal((0, 0), (await database.Entries.CountAsync(), await database.Spaces.CountAsync()));
    }

    [Fact]
    public async Task Each_new_page_carries_an_id_of_its_own_for_the_drafts()
    {
        var person = new JournalUser(site);
        var first = JournalUser.WriteForm(await person.Open("/journal/new"));
        var second = JournalUser.WriteForm(await person.Open("/journal/new"));

        Assert.Matches("^/drafts/[0-9a-f-]{36}$", first.GetAttribute("data-draft"));
        Assert.NotEqual(first.GetAttribute("data-draft"), second.GetAttribute("data-draft"));
        Assert.Equal(
            first.GetAttribute("data-draft")!.Replace("/drafts/", "/journal/", StringComparison.Ordinal) + "/edit", first.GetAttribute("data-draft-address"));
        string[] fields = [.. JournalFields.All, "feeling"];
        Assert.Equal(fields.Order(), first.QuerySelectorAll("[data-draft-field]").Select(f => f.GetAttribute("data-draft-field")!).Order());
        Assert.Equal("false", first.GetAttribute("data-draft-open"));
        Assert.Equal("false", first.Closest("[data-enhance-nav]")?.GetAttribute("data-enhance-nav"));
    }

    [Fact]
    public async Task The_form_of_an_entry_is_filled_with_it_and_changes_it()
    {
        var person = new JournalUser(site);
        var id = await person.Writes("\nFirst line, after an empty one", ("title", "A"), ("mood", "good"), ("tags", "x, y"), ("date", "2026-03-04"));

        var form = JournalUser.WriteForm(await person.Open($"/journal/{id}/edit"));
        Assert.Equal("true", form.GetAttribute("data-draft-open"));
        Assert.Equal("\nFirst line, after an empty one", form.QuerySelector("textarea")!.TextContent);
        Assert.Equal(["A", "x, y", "2026-03-04"], JournalUser.Values(form, "title", "tags", "date"));
        Assert.Equal("good", form.QuerySelector("input[name=mood][checked]")?.GetAttribute("value"));

        var reading = await person.Browser.SendAndOpen(form, ("words", "Second words"), ("mood", ""));
        Assert.Contains("Second words", JournalUser.Shown(reading), StringComparison.Ordinal);
        Assert.DoesNotContain("Mood", JournalUser.Shown(reading), StringComparison.Ordinal);
        Assert.Contains("Wednesday, 4 March 2026", JournalUser.Shown(reading), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_without_a_title_is_headed_by_its_day()
    {
        var person = new JournalUser(site);
        var reading = await person.Open($"/journal/{await person.Writes("words", ("date", "2026-03-04"))}");

        Assert.Equal("Wednesday, 4 March 2026", reading.QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task Saving_finishes_the_entry_and_a_preview_does_not()
    {
        var person = new JournalUser(site);
        using var preview = await person.Browser.Send(
            JournalUser.WriteForm(await person.Open("/journal/new")), ("words", "A *soft* word"), ("then", "preview"));
        var address = JournalUser.Location(preview);
        var id = JournalUser.IdIn(address);
        var page = await person.Open(address);

        Assert.Equal("soft", page.QuerySelector("#preview em")?.TextContent);
        Assert.Equal("A *soft* word", page.QuerySelector("textarea")!.TextContent);
        Assert.NotNull(page.QuerySelector("[data-draft-field=words] input[data-saved]"));
        var space = await person.SpaceOf(id);
        Assert.Null((await person.Entries.FindAsync(space, id, default))!.FinishedAt);

        await person.Browser.SendAndOpen(JournalUser.WriteForm(page));
        Assert.NotNull((await person.Entries.FindAsync(space, id, default))!.FinishedAt);
        var firstWords = await new JournalUser(site).Writes("Saved at once");
        Assert.NotNull((await person.Entries.FindAsync(await person.SpaceOf(firstWords), firstWords, default))!.FinishedAt);
    }

    [Fact]
    public async Task A_letter_says_that_nothing_is_sent_and_stays_a_letter()
    {
        var person = new JournalUser(site);
        var page = await person.Open("/journal/new?prompt=letter");
        Assert.Contains("Nothing is sent from here", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("main button"), b => b.TextContent.Contains("send", StringComparison.OrdinalIgnoreCase));
        // Whichever field is saved first makes the entry.
        Assert.All(page.QuerySelectorAll("[data-draft-field]"), f => Assert.Equal("letter", f.QuerySelector("input[name=kind]")?.GetAttribute("value")));

        using var response = await person.Browser.Send(JournalUser.WriteForm(page), ("words", "I miss the sea."));
        var id = JournalUser.IdIn(JournalUser.Location(response));
        Assert.Equal(EntryKind.Letter, (await person.Entries.FindAsync(await person.SpaceOf(id), id, default))!.Kind);
        Assert.Contains("Nothing is sent from here", JournalUser.Shown(await person.Open($"/journal/{id}/edit")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_form_is_not_an_entry_and_says_so()
    {
        var person = new JournalUser(site);
        var page = await person.Browser.SendAndOpen(JournalUser.WriteForm(await person.Open("/journal/new")), ("words", "  "));

        Assert.Contains("There is nothing here yet.", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(JournalUser.Lines(await person.Open("/journal")));
    }

    [Theory]
    [InlineData("title", 201, "title-error", "200 characters")]
    [InlineData("tags", 41, "tags-error", "40 characters")]
    [InlineData("words", 200_001, "words-error", "200,001 characters")]
    public async Task What_is_too_long_is_said_beside_it_and_everything_typed_stays(string field, int length, string error, string message)
    {
        var person = new JournalUser(site);
        var typed = new Dictionary<string, string>
        {
            ["words"] = "Typed words",
            ["title"] = "Typed title",
            ["tags"] = "typed",
            [field] = new string('a', length),
        };
        var page = await person.Browser.SendAndOpen(
            JournalUser.WriteForm(await person.Open("/journal/new")), [.. typed.Select(t => (t.Key, t.Value)), ("mood", "so-so"), ("date", "2026-01-02")]);

        Assert.Contains(message, page.GetElementById(error)!.TextContent, StringComparison.Ordinal);
        var form = JournalUser.WriteForm(page);
        Assert.True(form.HasAttribute("data-draft-unsaved"));
        Assert.Equal(typed["words"], form.QuerySelector("textarea")!.TextContent);
        Assert.Equal([typed["title"], typed["tags"], "2026-01-02"], JournalUser.Values(form, "title", "tags", "date"));
        Assert.Equal("so-so", form.QuerySelector("input[name=mood][checked]")?.GetAttribute("value"));
    }

    [Theory]
    [InlineData("date", "2999-01-01", "date-error")]
    [InlineData("date", "yesterday", "date-error")]
    [InlineData("tags", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "tags-error")]
    public async Task What_cannot_be_is_said_beside_it(string field, string value, string error)
    {
        var person = new JournalUser(site);
        var page = await person.Browser.SendAndOpen(JournalUser.WriteForm(await person.Open("/journal/new")), ("words", "Typed"), (field, value));

        Assert.NotEmpty(page.GetElementById(error)!.TextContent);
        Assert.Equal("Typed", page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task A_mood_that_is_none_of_the_five_is_refused()
    {
        var person = new JournalUser(site);
        var page = await person.Browser.SendAndOpen(JournalUser.WriteForm(await person.Open("/journal/new")), ("words", "Typed"), ("mood", "ecstatic"));

        Assert.Contains("Choose one of the five words", JournalUser.Shown(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_another_place_shows_both_and_loses_neither()
    {
        var person = new JournalUser(site);
        var id = await person.Writes("Where we began");
        var mine = await person.Open($"/journal/{id}/edit");
        var other = await person.Open($"/journal/{id}/edit");
        await person.Browser.SendAndOpen(JournalUser.WriteForm(other), ("words", "Saved elsewhere"));

        var both = await person.Browser.SendAndOpen(JournalUser.WriteForm(mine), ("words", "Typed here"));
        Assert.Equal(["Saved elsewhere", "Typed here"], both.QuerySelectorAll(".both .quote").Select(q => q.TextContent));
        Assert.Equal("Typed here", both.QuerySelector("textarea")!.TextContent);
        Assert.Contains("Saved elsewhere", JournalUser.Shown(await person.Open($"/journal/{id}")), StringComparison.Ordinal);

        var reading = await person.Browser.SendAndOpen(JournalUser.WriteForm(both));
        Assert.Equal("Typed here", reading.QuerySelector(".prose")!.TextContent);
        await using var database = await person.Database();
        Assert.Equal(2, await database.Revisions.CountAsync(r => r.EntryId == id));
    }

    [Fact]
    public async Task Words_written_while_the_entry_was_deleted_elsewhere_can_be_kept_as_a_new_one()
    {
        var person = new JournalUser(site);
        var id = await person.Writes("Before");
        var open = await person.Open($"/journal/{id}/edit");
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{id}"), $"/journal/{id}/delete"));

        var page = await person.Browser.SendAndOpen(JournalUser.WriteForm(open), ("words", "After"));
        Assert.Contains("put into the bin meanwhile", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var kept = await person.Browser.Send(JournalUser.WriteForm(page));
        var address = JournalUser.Location(kept);

        Assert.NotEqual(id, JournalUser.IdIn(address));
        Assert.Equal("After", (await person.Open(address)).QuerySelector(".prose")!.TextContent);
    }

    [Fact]
    public async Task No_typed_word_stands_in_an_address_and_no_page_is_stored()
    {
        var person = new JournalUser(site);
        using var page = await person.Browser.Http.GetAsync("/journal/new");
        Assert.True(page.Headers.CacheControl?.NoStore);

        using var saved = await person.Browser.Send(
            JournalUser.WriteForm(await Browser.Read(page)), ("words", "heliotrope"), ("title", "heliotrope"), ("tags", "heliotrope"));
        Assert.DoesNotContain("heliotrope", JournalUser.Location(saved), StringComparison.OrdinalIgnoreCase);
        var search = JournalUser.Form(await person.Open("/journal"), "search");
        Assert.Equal("post", search.GetAttribute("method"));
        using var found = await person.Browser.Send(search, ("words", "heliotrope"));
        Assert.Matches(@"^/journal\?found=\d+$", JournalUser.Location(found));
        using var results = await person.Browser.Http.GetAsync(found.Headers.Location);
        Assert.True(results.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain((await Browser.Read(results)).QuerySelectorAll("[href], [action], [src]"), e =>
            (e.GetAttribute("href") + e.GetAttribute("action") + e.GetAttribute("src")).Contains("heliotrope", StringComparison.OrdinalIgnoreCase));
    }
}
