using BreakupGuide.Entries;
using BreakupGuide.Tests.Data;

namespace BreakupGuide.Tests.Entries;

/// <summary>Which earlier versions stay when there are more than are kept.</summary>
public sealed class VersionThinningTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task The_newest_twenty_of_each_record_stay()
    {
        for (var i = 1; i <= 24; i++)
        {
            await Writes($"text {i}", i - 1);
            await Answers($"text {i}", i - 1);
        }

        var kept = Enumerable.Range(4, 20).Reverse().Select(i => $"text {i}");
        Assert.Equal(kept, (await Versions(entry)).Select(v => v.Opening));
        Assert.Equal(kept, (await Versions(run)).Select(v => v.Opening));
        Assert.Equal(Enumerable.Range(4, 20), shelf.Revisions(entry).Select(r => r.Row.Number));
    }

    [Fact]
    public async Task Bursts_are_thinned_first_and_earlier_days_stay()
    {
        string[] days = ["On monday I slept.", "On monday I slept. On tuesday not.", "On monday I slept. On tuesday not. On wednesday we spoke."];
        foreach (var (day, words) in days.Index())
        {
            await Writes(words, day);
            await Answers(words, day);
            if (day == 0)
            {
                await shelf.Heads.FinishAsync(shelf.Space, entry, default);
                await shelf.Heads.FinishAsync(shelf.Space, run, default);
            }

            shelf.Clock.MoveMinutes(24 * 60);
        }

        // Two hours on one page; the script would save every two seconds.
        var text = days[^1];
        for (var (save, seconds) = (1, 0); seconds <= 2 * 60 * 60; save++, seconds += 60)
        {
            text += $" {seconds}";
            await shelf.Write(entry, text, seen: 3, client: "thursday", sequence: save);
            await shelf.Answer(run, "said", new TextValue(text), 3, "thursday", save);
            shelf.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        foreach (var of in new[] { entry, run })
        {
            var versions = await Versions(of);
            var words = versions.Select(v => v.Fields?[JournalFields.Words].Text ?? v.Answer!.Value!.Lines[0]).ToList();
            Assert.Equal(days.Reverse(), words[^3..]);
            Assert.Equal((21, true), (versions.Count, versions[^1].IsFirstFinished));
            // The last five minutes of the session are among them.
            Assert.InRange(shelf.Clock.Now - versions[0].Time, TimeSpan.Zero, TimeSpan.FromMinutes(6));
            // Each restoring keeps a state, too, so that some of the session's are thinned out meanwhile; those of the days never.
            var restored = 0;
            foreach (var (version, then) in versions.Zip(words))
            {
                if ((await Versions(of)).All(v => v.Id != version.Id) && !days.Contains(then)) continue;
                Assert.IsType<Saved.Done>(await Restore(of, version));
                Assert.Equal(then, of == entry ? await shelf.TextOf(entry) : (await shelf.ValueOf(run, "said"))!.Lines[0]);
                restored++;
            }

            Assert.InRange(restored, 12, 21);
        }
    }

    [Fact]
    public async Task Words_that_were_typed_over_outlast_the_five_minutes_after_them()
    {
        var hour = string.Concat(Enumerable.Repeat("All that I wrote in this hour. ", 20));
        await Writes("yesterday");
        await Answers("yesterday");
        shelf.Clock.MoveMinutes(24 * 60);
        await shelf.Write(entry, hour, seen: 1, client: "today");
        await shelf.Answer(run, "said", new TextValue(hour), 1, "today");

        // Typed over, and then gone on with for three hours. A few words of another version were not chosen.
        await shelf.Write(entry, "not chosen", isAside: true);
        await shelf.Answer(run, "said", new TextValue("not chosen"), isAside: true);
        var words = "";
        for (var save = 2; save <= 37; save++)
        {
            words += $"{save} ";
            await shelf.Write(entry, words, seen: 2, client: "today", sequence: save);
            await shelf.Answer(run, "said", new TextValue(words), 2, "today", save);
            shelf.Clock.MoveMinutes(5);
        }

        string[] kept = [hour, "not chosen", "yesterday"];
        Assert.Equal(kept, (await Versions(entry)).Select(v => v.Fields![JournalFields.Words].Text).TakeLast(3));
        Assert.Equal(kept, (await Versions(run)).Select(v => v.Answer!.Value!.Lines[0]).TakeLast(3));
        Assert.Equal((20, 20), ((await Versions(entry)).Count, (await Versions(run)).Count));
    }

    [Fact]
    public async Task What_was_finished_first_stays_besides_the_newest_twenty()
    {
        await Writes("before");
        await Writes("finished", 1);
        await Answers("finished");
        await shelf.Heads.FinishAsync(shelf.Space, entry, default);
        await shelf.Heads.FinishAsync(shelf.Space, run, default);
        for (var i = 1; i <= 30; i++)
        {
            await Writes($"text {i}", i + 1);
            await Answers($"text {i}", i);
        }

        foreach (var versions in new[] { await Versions(entry), await Versions(run) })
        {
            Assert.Equal((21, "text 29", "text 10"), (versions.Count, versions[0].Opening, versions[19].Opening));
            Assert.Equal(("finished", true), (versions[20].Opening, versions[20].IsFirstFinished));
        }
    }

    [Fact]
    public async Task One_records_versions_do_not_push_out_anothers()
    {
        await shelf.Answer(run, "felt", new TextValue("felt first"), client: "page 1");
        await shelf.Answer(run, "felt", new TextValue("felt later"), seen: 1, client: "page 2");
        for (var i = 1; i <= 23; i++) await Answers($"text {i}", i - 1);

        Assert.Equal("felt first", Assert.Single(shelf.RevisionsOfAnswer(run, "felt")).Record.Answer!.Value!.Lines[0]);
    }

    [SqliteFact]
    public async Task A_save_that_fails_has_thinned_nothing()
    {
        for (var i = 1; i <= 21; i++) await Writes($"text {i}", i - 1);
        // Whatever writes the entry itself fails; the revision and the thinning go with the same transaction.
        shelf.Sql($"CREATE TRIGGER full BEFORE UPDATE ON Entries BEGIN SELECT RAISE(FAIL, 'full'); END");
        var before = shelf.Stored();

        await Assert.ThrowsAnyAsync<Exception>(() => Writes("text 22", 21));
        Assert.Equal(before, shelf.Stored());
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
