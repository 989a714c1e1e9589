using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Entries;

/// <summary>Of two versions of a field the person chose one; the other is sent with <c>"aside": true</c> and stays readable.</summary>
public sealed class AsideTests(Site site) : IClassFixture<Site>
{
    private readonly TestUser guest = new(site);
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    [Fact]
    public async Task It_is_an_earlier_version_of_the_entry_and_changes_nothing_else()
    {
        await guest.Writes(entry, "what stands there");
        var before = Standing();

        Assert.Equal((1, 9L), await Aside(entry, "words", [["words", "Another beginning"]], 9));
        Assert.Equal(before, Standing());
        var versions = await guest.Browser.Open($"/journal/{entry}/versions");
        Assert.Equal(["Another beginning"], versions.QuerySelectorAll("main li .words").Select(w => w.TextContent));

        // It can be read and put in the place of the other one, which then is the earlier version.
        var version = await guest.Browser.Open(versions.QuerySelector("main li a")!.GetAttribute("href")!);
        Assert.Contains("not there now: Another beginning", version.QuerySelector(".part del")!.TextContent, StringComparison.Ordinal);
        await guest.Browser.SendAndOpen(version.QuerySelector("main form")!);
        Assert.True(await guest.CanRead(entry, "Another beginning"));
        Assert.Contains("what stands there", await guest.Sees($"/journal/{entry}/versions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_the_other_fields_as_they_stand()
    {
        await guest.Writes(entry, "the words");
        await Aside(entry, "title", [["title", "No title was chosen"]], 2, expected: 0);
        await Save(entry, "title", [["title", "The title"]], 3);
        await Aside(entry, "title", [["title", "The other title"]], 4);

        var page = await guest.Browser.Open((await guest.Browser.Open($"/journal/{entry}/versions")).QuerySelector("main li a")!.GetAttribute("href")!);
        Assert.Equal(["Your words", "Title"], page.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.Equal("the words", page.QuerySelector(".part .quote")!.TextContent);
        Assert.Contains("The other title", page.QuerySelectorAll(".part details .quote").Single().TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Revisions(entry));
    }

    [Fact]
    public async Task It_is_an_earlier_version_of_the_answer_and_changes_nothing_else()
    {
        await Answer([["item.n0", "chosen"]], 1);
        var before = Standing();

        Assert.Equal((1, 9L), await Aside(run, "what-he-said", [["item.n0", "not chosen"]], 9, "why-he-left"));
        Assert.Equal(before, Standing());
        var versions = await guest.Browser.Open($"/journal/{run}/versions");
        Assert.Equal(["not chosen"], versions.QuerySelectorAll("main li .words").Select(w => w.TextContent));
        var version = await guest.Browser.Open(versions.QuerySelector("main li a")!.GetAttribute("href")!);
        await guest.Browser.SendAndOpen(version.QuerySelector("main form")!);
        Assert.Equal(
            ["chosen", "not chosen"], (await guest.Browser.Open($"/journal/{run}/versions")).QuerySelectorAll("main li .words").Select(w => w.TextContent));
    }

    [Fact]
    public async Task Sent_again_it_is_kept_once()
    {
        await guest.Writes(entry, "what stands there");
        await Answer([["item.n0", "chosen"]], 1);
        for (var i = 0; i < 2; i++)
        {
            await Aside(entry, "words", [["words", "not chosen"]], 9);
            await Aside(run, "what-he-said", [["item.n0", "not chosen"]], 9, "why-he-left");
        }

        // Another page has kept a version in between.
        var another = Body([["words", "later"]], 1, isAside: false) with { Client = "another page", BaseVersion = 1 };
        using (var later = await guest.Put($"/drafts/{entry}/words", another)) await Acknowledged.In(later);
        await Aside(entry, "words", [["words", "not chosen"]], 9, expected: 2);

        Assert.Equal(2, Revisions(entry));
        Assert.Equal(1, Revisions(run));
    }

    [Fact]
    public async Task What_stands_there_anyway_and_what_is_empty_is_not_kept()
    {
        await guest.Writes(entry, "what stands there");
        await Answer([["item.n0", "chosen"]], 1);
        await Aside(entry, "words", [["words", "what stands there"]], 9);
        await Aside(entry, "words", [["words", " \n"]], 10);
        await Aside(run, "what-he-said", [["item.n0", "chosen"]], 9, "why-he-left");
        await Aside(run, "what-he-said", [["item.n0", ""]], 10, "why-he-left");

        Assert.Equal((0, 0), (Revisions(entry), Revisions(run)));
    }

    [Fact]
    public async Task It_meets_no_conflict_and_is_kept_even_when_the_page_has_saved_since()
    {
        await guest.Writes(entry, "from the phone");
        await Answer([["item.n0", "from the phone"]], 1);
        var tablets = Body([["words", "from the tablet"]], 1, null, isAside: false) with { Client = "tablet" };
        using (var conflict = await guest.Put($"/drafts/{entry}/words", tablets))
            Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);

        Assert.Equal((1, 1L), await Aside(entry, "words", [["words", "from the tablet"]], 1));
        Assert.Equal((1, 1L), await Aside(run, "what-he-said", [["item.n0", "from the tablet"]], 1, "why-he-left"));
        Assert.True(await guest.CanRead(entry, "from the phone"));
        Assert.Contains("from the tablet", await guest.Sees($"/journal/{entry}/versions"), StringComparison.Ordinal);

        // The page went on with the chosen words before the others arrived.
        await guest.Writes(entry, "from the phone, and on", sequence: 5, seen: 1);
        await Aside(entry, "words", [["words", "late from the tablet"]], 4, expected: 2);
        Assert.Contains("late from the tablet", await guest.Sees($"/journal/{entry}/versions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_stored_it_is_saved_as_ever()
    {
        Assert.Equal((1, 1L), await Aside(entry, "words", [["words", "the only ones"]], 1));
        Assert.Equal((1, 1L), await Aside(run, "what-he-said", [["item.n0", "the only ones"]], 1, "why-he-left"));
        Assert.Equal((1, 2L), await Aside(run, "who-ended", [["choice", "he"]], 2, "why-he-left"));

        Assert.True(await guest.CanRead(entry, "the only ones"));
        Assert.Contains("the only ones", await guest.Sees($"/reflections/why-he-left/{run}/check"), StringComparison.Ordinal);
        Assert.Equal((0, 0), (Revisions(entry), Revisions(run)));
    }

    [Fact]
    public async Task It_is_held_to_the_rules_of_a_save()
    {
        await guest.Writes(entry, "what stands there");
        await Answer([["item.n0", "chosen"]], 1);
        foreach (var (path, body) in new[]
        {
            ($"/drafts/{entry}/words", Body([["words", new string('x', Limits.TextCharacters + 1)]], 2)),
            ($"/drafts/{entry}/mood", Body([["mood", "nonsense"]], 2)),
            ($"/drafts/{run}/what-he-said", Body([["item.n0", new string('x', 2_001)]], 2, "why-he-left")),
        })
        {
            using var refused = await guest.Put(path, body);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using (var unknown = await guest.Put($"/drafts/{entry}/nonsense", Body([["words", "x"]], 2))) Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal((0, 0), (Revisions(entry), Revisions(run)));
    }

    [Fact]
    public async Task Nothing_is_kept_for_what_lies_in_the_bin()
    {
        await guest.Writes(entry, "binned");
        await Answer([["item.n0", "binned"]], 1);
        foreach (var id in new[] { entry, run }) (await guest.Post($"/journal/{id}/delete")).Dispose();

        using var journal = await guest.Put($"/drafts/{entry}/words", Body([["words", "x"]], 2));
        using var answer = await guest.Put($"/drafts/{run}/what-he-said", Body([["item.n0", "x"]], 2, "why-he-left"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (journal.StatusCode, answer.StatusCode));
        Assert.Equal((0, 0), (Revisions(entry), Revisions(run)));
    }

    [Fact]
    public async Task Under_somebody_elses_id_it_begins_an_entry_of_ones_own()
    {
        await guest.Writes(entry, "mine alone");
        await Answer([["item.n0", "mine alone"]], 1);
        var stranger = new TestUser(site);
        await stranger.Writes(Guid.NewGuid(), "a stranger's");

        using (var journal = await stranger.Put($"/drafts/{entry}/words", Body([["words", "theirs"]], 2)))
            Assert.Equal(1, (await Acknowledged.In(journal)).Version);
        using (var answer = await stranger.Put($"/drafts/{run}/what-he-said", Body([["item.n0", "theirs"]], 2, "why-he-left")))
            Assert.Equal(1, (await Acknowledged.In(answer)).Version);
        Assert.Equal((0, 0), (Revisions(entry), Revisions(run)));
        Assert.True(await stranger.CanRead(entry, "theirs"));
        Assert.True(await guest.CanRead(entry, "mine alone"));
    }

    private Task Answer(string[][] value, long sequence) => Save(run, "what-he-said", value, sequence, "why-he-left");

    private async Task Save(Guid id, string field, string[][] value, long sequence, string? reflection = null)
    {
        using var response = await guest.Put($"/drafts/{id}/{field}", Body(value, sequence, reflection, isAside: false));
        await Acknowledged.In(response);
    }

    /// <summary>Lays words aside from a page that saw nothing of what stands there.</summary>
    /// <returns>What is acknowledged: the version that stands there, and the sequence.</returns>
    private async Task<(int Version, long Sequence)> Aside(Guid id, string field, string[][] value, long sequence, string? reflection = null, int expected = 1)
    {
        using var response = await guest.Put($"/drafts/{id}/{field}", Body(value, sequence, reflection));
        var done = await Acknowledged.In(response);
        Assert.Equal((expected, sequence), (done.Version, done.Sequence));
        return (done.Version, done.Sequence);
    }

    private static Sent Body(string[][] value, long sequence, string? reflection = null, bool isAside = true) =>
        new(value, "given", 0, "page", sequence, "Europe/London", reflection, isAside);

    private int Revisions(Guid id)
    {
        using var database = Context();
        return database.Revisions.Count(r => r.EntryId == id);
    }

    private IReadOnlyList<string> Standing()
    {
        using var database = Context();
        return
        [
            .. database.Entries.AsEnumerable()
            .Select(e => $"{e.SpaceId} {e.Id} {e.RowVersion} {e.Changed:O} {Convert.ToHexString(e.Head.Bytes)} {Convert.ToHexString(e.Body?.Bytes ?? [])}")
            .Order(),
            .. database.Answers.AsEnumerable().Select(a => $"{a.Id} {a.RowVersion} {Convert.ToHexString(a.Record.Bytes)}").Order(),
            .. database.Threads.AsEnumerable().Select(t => $"{t.Id} {t.RowVersion} {Convert.ToHexString(t.Record.Bytes)}").Order(),
        ];
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private sealed record Sent(string[][] Value, string State, int BaseVersion, string Client, long Sequence, string Zone, string? Reflection, bool Aside);
}
