using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

public sealed class VersionTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Versions_are_listed_newest_first_with_the_time_at_which_they_were_written()
    {
        await Writes("one");
        await shelf.Write(entry, "A title", JournalFields.Title, client: "page 1", sequence: 2);
        var written = shelf.Clock.Now;
        shelf.Clock.MoveMinutes(90);
        await Writes("two", 1);
        await Writes("three", 2);

        var versions = await Versions(entry);
        Assert.Equal(["two", "one"], versions.Select(v => v.Opening));
        Assert.Equal(("one", "A title"), (versions[1].Fields![JournalFields.Words].Text, versions[1].Fields![JournalFields.Title].Text));
        Assert.Equal(written, versions[1].Time);
    }

    [Fact]
    public async Task A_restored_entry_is_as_it_was_and_what_stood_there_becomes_a_version()
    {
        await Writes("old words");
        await shelf.Write(entry, "Old title", JournalFields.Title, client: "page 1", sequence: 2);
        await shelf.Write(entry, "2026-03-04", JournalFields.Date, client: "page 1", sequence: 3);
        await Writes("new words", 1);
        await shelf.Write(entry, "New title", JournalFields.Title, seen: 1, client: "page 2", sequence: 2);
        await shelf.Write(entry, "low", JournalFields.Mood, client: "page 2", sequence: 3);
        await shelf.Write(entry, "2026-04-05", JournalFields.Date, seen: 1, client: "page 2", sequence: 4);

        Assert.IsType<Saved.Done>(await Restore(entry, (await Versions(entry))[0]));

        var now = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!;
        Assert.Equal(
            ("old words", "Old title", "", new DateOnly(2026, 3, 4)),
            (now.Text(JournalFields.Words), now.Text(JournalFields.Title), now.Text(JournalFields.Mood), now.Date));
        Assert.Equal("old words", now.Opening);
        var kept = (await Versions(entry))[0];
        Assert.Equal(
            ("new words", "New title", "low"),
            (kept.Fields![JournalFields.Words].Text, kept.Fields![JournalFields.Title].Text, kept.Fields![JournalFields.Mood].Text));

        // And back again.
        Assert.IsType<Saved.Done>(await Restore(entry, kept));
        Assert.Equal("new words", await shelf.TextOf(entry));
        Assert.Equal(["old words", "new words", "old words"], (await Versions(entry)).Select(v => v.Opening));
    }

    [Fact]
    public async Task A_version_from_before_there_was_a_date_leaves_the_date()
    {
        await Writes("old words");
        await Writes("new words", 1);
        await shelf.Write(entry, "2026-04-05", JournalFields.Date, client: "page 2", sequence: 2);
        await Restore(entry, (await Versions(entry))[0]);

        var now = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!;
        Assert.Equal((new DateOnly(2026, 4, 5), "2026-04-05"), (now.Date, now.Text(JournalFields.Date)));
    }

    [Fact]
    public async Task A_page_that_was_open_while_a_version_was_restored_does_not_write_over_it()
    {
        await Writes("old words");
        await Writes("new words", 1);
        await Restore(entry, (await Versions(entry))[0]);

        var conflict = Assert.IsType<Saved.Conflict>(await shelf.Write(entry, "new words, gone on", seen: 2, client: "page 2", sequence: 2));
        Assert.Equal((3, "old words"), (conflict.Version, Assert.Single(conflict.Stored)));
    }

    [Fact]
    public async Task What_was_saved_since_the_reader_looked_is_not_replaced()
    {
        await Writes("old words");
        await Writes("new words", 1);
        var seen = (await shelf.Entries.FindAsync(shelf.Space, entry, default))!.Version;
        await shelf.Write(entry, "new words, gone on", seen: 2, client: "page 2", sequence: 2);
        await Answers("old");
        await Answers("new", 1);
        var before = shelf.Stored();

        Assert.IsType<Saved.Conflict>(await Restore(entry, (await Versions(entry))[0], seen));
        Assert.IsType<Saved.Conflict>(await Restore(run, (await Versions(run))[0], 1));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task Restoring_what_stands_there_already_changes_nothing()
    {
        await Writes("the same");
        await Writes("another", 1);
        await Writes("the same", 2);
        await Answers("the same");
        await Answers("another", 1);
        await Answers("the same", 2);
        var before = shelf.Stored();

        Assert.IsType<Saved.Done>(await Restore(entry, (await Versions(entry))[1], 0));
        Assert.IsType<Saved.Done>(await Restore(run, (await Versions(run))[1], 0));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task A_restored_answer_is_as_it_was_with_its_wording_and_counts_from_now()
    {
        await Answers("old");
        await Answers("new", 1);
        await shelf.Answer(run, "felt", new TextValue("not touched"));
        shelf.Clock.MoveMinutes(90);

        Assert.Equal(new Saved.Done(3), await Restore(run, (await Versions(run))[0]));

        var answer = (await shelf.Entries.FindRunAsync(shelf.Space, run, default))!.Answers["said"];
        Assert.Equal(["old"], answer.Value!.Lines);
        Assert.Equal(("Asked: said?", 3, shelf.Clock.Now), (answer.Wording, answer.Version, answer.GivenAt));
        Assert.Equal(["new", "old"], (await Versions(run)).Select(v => v.Opening));
        Assert.Equal(["not touched"], (await shelf.ValueOf(run, "felt"))!.Lines);
        Assert.Equal("old", (await shelf.Entries.FindAsync(shelf.Space, run, default))!.Opening);
    }

    [Fact]
    public async Task A_restored_list_brings_its_threads_back()
    {
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "work"), ("n1", "time")), client: "page 1", thread: "reason");
        shelf.Clock.Advance(TimeSpan.FromSeconds(1));
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n1", "no time"), ("n2", "his mother")), seen: 1, client: "page 2", thread: "reason");
        Assert.Equal(["no time", "his mother"], shelf.Threads("reason"));

        await Restore(run, Assert.Single(await Versions(run)));
        Assert.Equal(["work", "time"], shelf.Threads("reason"));
        Assert.Equal(["work", "time"], (await shelf.ValueOf(run, "reasons"))!.Lines);
    }

    [Fact]
    public async Task A_version_that_does_not_open_is_said_kept_and_not_restored()
    {
        for (var i = 1; i <= 3; i++) await Writes($"text {i}", i - 1);
        var damaged = (await Versions(entry))[1];
        shelf.Damage("Revisions", damaged.Id);
        var before = shelf.StoredLine(damaged.Id);

        Assert.Equal([(false, "text 2"), (true, "")], (await Versions(entry)).Select(v => (v.IsUnreadable, v.Opening)));
        Assert.IsType<Saved.Refused>(await Restore(entry, damaged));
        for (var i = 4; i <= 26; i++) await Writes($"text {i}", i - 1);
        Assert.Equal(before, shelf.StoredLine(damaged.Id));
        Assert.Equal("text 26", await shelf.TextOf(entry));
        // It takes the place of none.
        Assert.Equal(20, (await Versions(entry)).Count(v => !v.IsUnreadable));
    }

    [Fact]
    public async Task Where_what_stands_there_does_not_open_its_versions_can_be_read_and_nothing_is_written_over_it()
    {
        await Writes("old words");
        await Writes("new words", 1);
        await Answers("old");
        await Answers("new", 1);
        shelf.Damage("Entries", entry, "Body");
        shelf.Damage("Answers", RecordIds.OfAnswer(shelf.Space, run, "said"));
        var before = shelf.Stored();

        Assert.Equal("old words", Assert.Single(await Versions(entry)).Opening);
        Assert.IsType<Saved.Refused>(await Restore(entry, (await Versions(entry))[0], 1));
        Assert.Equal("old", Assert.Single(await Versions(run)).Opening);
        Assert.IsType<Saved.Refused>(await Restore(run, (await Versions(run))[0], 2));
        Assert.Equal(before, shelf.Stored());
    }

    [Fact]
    public async Task A_version_is_restored_only_under_its_own_entry_and_not_in_the_bin()
    {
        var other = Guid.NewGuid();
        await Writes("old words");
        await Writes("new words", 1);
        await shelf.Write(other, "another entry");
        await Answers("said");
        var version = (await Versions(entry))[0];

        Assert.IsType<Saved.NotFound>(await Restore(other, version, 1));
        Assert.IsType<Saved.NotFound>(await Restore(run, version, 1));
        Assert.IsType<Saved.NotFound>(await shelf.Earlier.RestoreAsync(shelf.Space, entry, Guid.NewGuid(), 2, default));
        await shelf.Bin.PutAsync(shelf.Space, entry, default);
        Assert.IsType<Saved.NotFound>(await Restore(entry, version, 2));
        Assert.Equal("new words", await shelf.TextOf(entry));
    }

    [Fact]
    public async Task An_empty_save_deletes_nothing_and_what_it_emptied_comes_back()
    {
        await Writes("do not lose me");
        await shelf.Write(entry, "A title", JournalFields.Title, client: "page 1", sequence: 2);
        await shelf.Write(entry, " ", seen: 1, client: "page 1", sequence: 3);
        await shelf.Write(entry, "", JournalFields.Title, seen: 1, client: "page 1", sequence: 4);
        await shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", "work")), client: "page 1", thread: "reason");
        await shelf.Answer(run, "reasons", new ListValue([]), seen: 1, client: "page 1", sequence: 2, thread: "reason");

        Assert.Equal(2, (await shelf.Entries.ListAsync(shelf.Space, binned: false, default)).Count);
        var versions = await Versions(entry);
        Assert.Equal(
            [("A title", " "), ("A title", "do not lose me")],
            versions.Select(v => (v.Fields![JournalFields.Title].Text, v.Fields![JournalFields.Words].Text)));
        await Restore(entry, versions[1]);
        Assert.Equal(("do not lose me", "A title"), (await shelf.TextOf(entry), await shelf.TextOf(entry, JournalFields.Title)));

        Assert.Empty(shelf.Threads("reason"));
        await Restore(run, Assert.Single(await Versions(run)));
        Assert.Equal(["work"], shelf.Threads("reason"));
    }

    private Task<IReadOnlyList<Revision>> Versions(Guid of) => shelf.Earlier.ListAsync(shelf.Space, of, default);

    /// <summary>Restores a version as somebody would who sees what stands there now, or who saw an older state.</summary>
    private async Task<Saved> Restore(Guid of, Revision version, int? seen = null)
    {
        var answers = (await shelf.Entries.FindRunAsync(shelf.Space, of, default))?.Answers;
        var now = version.Answer is { } answer && answers?.GetValueOrDefault(answer.Field) is { } standing
            ? standing.Version
            : (await shelf.Entries.FindAsync(shelf.Space, of, default))!.Version;
        return await shelf.Earlier.RestoreAsync(shelf.Space, of, version.Id, seen ?? now, default);
    }

    // Each save by a page of its own, so that each is a sitting.
    private async Task Writes(string text, int seen = 0) => Assert.IsType<Saved.Done>(await shelf.Write(entry, text, seen: seen, client: $"page {seen + 1}"));

    private async Task Answers(string text, int seen = 0) =>
        Assert.IsType<Saved.Done>(await shelf.Answer(run, "said", new TextValue(text), seen, $"page {seen + 1}"));
}
