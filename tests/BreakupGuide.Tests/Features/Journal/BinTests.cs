using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Features.Journal;

public class BinTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_deleted_entry_can_be_had_back_on_the_next_page()
    {
        var person = new JournalUser(site);
        var id = await person.Writes("Keep me after all");
        var next = await Delete(person, id);

        Assert.Equal("This entry is in the bin", next.QuerySelector("h1")?.TextContent);
        Assert.DoesNotContain("Keep me", JournalUser.Shown(next), StringComparison.Ordinal);
        Assert.Empty(JournalUser.Lines(await person.Open("/journal")));
        await person.Open($"/journal/{id}/edit", 404);

        var back = await person.Browser.SendAndOpen(JournalUser.FormWith(next, "Undo"));
        Assert.Equal("Keep me after all", back.QuerySelector(".prose")?.TextContent);
        Assert.Equal(["Keep me after all"], JournalUser.Lines(await person.Open("/journal")));
    }

    [Fact]
    public async Task The_bin_shows_until_when_restores_and_is_emptied_only_after_a_second_step()
    {
        var person = new JournalUser(site);
        var first = await person.Writes("First");
        var second = await person.Writes("Second");
        await Delete(person, first);
        await Delete(person, second);
        var journal = await person.Open("/journal");
        Assert.Equal("/journal/bin", Assert.Single(journal.QuerySelectorAll("main a"), a => a.TextContent == "In the bin: 2 entries").GetAttribute("href"));

        var bin = await person.Open("/journal/bin");
        Assert.Equal(2, bin.QuerySelectorAll(".timeline > li").Length);
        Assert.Contains(
            $"until {DateTime.UtcNow.AddDays(30).ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture)}",
            JournalUser.Shown(bin), StringComparison.Ordinal);
        bin = await person.Browser.SendAndOpen(JournalUser.FormTo(bin, $"/journal/{first}/restore"));
        Assert.Single(bin.QuerySelectorAll(".timeline > li"));
        Assert.Equal(["First"], JournalUser.Lines(await person.Open("/journal")));

        var empty = JournalUser.FormWith(bin, "Empty now");
        Assert.Equal("get", empty.GetAttribute("method"));
        var sure = await person.Open("/journal/bin?empty=1");
        Assert.Contains("Delete this entry for good?", JournalUser.Shown(sure), StringComparison.Ordinal);
        await person.Open($"/journal/{second}");

        var emptied = await person.Browser.SendAndOpen(JournalUser.FormTo(sure, "/journal/bin/empty"));
        Assert.Contains("Nothing is in the bin.", JournalUser.Shown(emptied), StringComparison.Ordinal);
        await person.Open($"/journal/{second}", 404);
        await using var database = await person.Database();
        Assert.False(await database.Entries.AnyAsync(e => e.Id == second));
        Assert.True(await database.Entries.AnyAsync(e => e.Id == first));
    }

    [Fact]
    public async Task Somebody_elses_entry_is_not_there_in_any_way()
    {
        var owner = await new JournalUser(site).Keeps("Alder");
        var id = await owner.Writes("Alder's words");
        var stranger = await new JournalUser(site).Keeps("Birch");
        var own = await stranger.Writes("Birch's words");

        await stranger.Open($"/journal/{id}", 404);
        await stranger.Open($"/journal/{id}/edit", 404);
        var page = await stranger.Open($"/journal/{own}");
        foreach (var act in new[] { "delete", "restore" })
        {
            var form = JournalUser.FormTo(page, $"/journal/{own}/delete");
            form.SetAttribute("action", $"/journal/{id}/{act}");
            using var refused = await stranger.Browser.Send(form);
            Assert.Equal(404, (int)refused.StatusCode);
            form.SetAttribute("action", $"/journal/{own}/delete");
        }

        var edit = JournalUser.WriteForm(await stranger.Open($"/journal/{own}/edit"));
        edit.SetAttribute("action", $"/journal/{id}/edit");
        using var written = await stranger.Browser.Send(edit, ("words", "Not yours"));
        // Words under an id that is known elsewhere begin an entry of one's own: the answer tells nothing of what exists.
        Assert.Equal(302, (int)written.StatusCode);
        Assert.Equal(["Birch's words", "Not yours"], JournalUser.Lines(await stranger.Open("/journal")).Order());
        Assert.Equal("Alder's words", (await owner.Open($"/journal/{id}")).QuerySelector(".prose")?.TextContent);
    }

    [Fact]
    public async Task With_no_space_open_nothing_is_told_of_an_entry()
    {
        var owner = new JournalUser(site);
        var id = await owner.Writes("Sealed");
        var nobody = new JournalUser(site);

        foreach (var path in new[] { $"/journal/{id}", $"/journal/{id}/edit", $"/journal/{Guid.NewGuid()}", "/journal/bin" })
        {
            var page = await nobody.Open(path, 401);
            Assert.Equal("/unlock", page.QuerySelector("main a.button-primary")?.GetAttribute("href"));
            Assert.DoesNotContain("Sealed", JournalUser.Shown(page), StringComparison.Ordinal);
        }
    }

    private static async Task<AngleSharp.Dom.IDocument> Delete(JournalUser person, Guid id) =>
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{id}"), $"/journal/{id}/delete"));
}
