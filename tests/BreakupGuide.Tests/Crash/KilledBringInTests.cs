using BreakupGuide.Data.Sqlite;
using BreakupGuide.Features.Transfer;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Crash;

/// <summary>
/// A program that is killed while a journal comes in leaves nothing half done: what is there is whole, is named, and can be taken out again; and
/// whoever finds the file goes on with it.
/// </summary>
public sealed class KilledBringInTests(CrashData data) : IClassFixture<CrashData>
{
    private const string Scenario = "bring in a file";

    [Fact]
    public async Task Killed_anywhere_what_came_in_is_whole_can_be_taken_out_and_is_completed_by_the_same_file()
    {
        var (before, whole) = await EndsAsync();
        Assert.NotEqual(before, whole);
        var (nothing, some, all, wentOn) = (0, 0, 0, 0);

        var points = await data.CrashEverywhereAsync(Scenario, data.Kept, async left =>
        {
            using var program = new HostWithoutPages(left.Folder);
            program.Start();
            Backup.Verify(program.Database);
            var there = Contents(program);
            // What came in some at a time is there with everything that belongs to it.
            Assert.Subset(before.Union(whole).ToHashSet(), there.ToHashSet());
            foreach (var entry in CrashData.JournalEntries.Append(CrashData.JournalRun))
            {
                var found = Of(there, entry);
                if (found.Count > 0) Assert.Equal(Of(whole, entry), found);
            }

            if (there.SequenceEqual(before)) Interlocked.Increment(ref nothing);
            else if (there.SequenceEqual(whole)) Interlocked.Increment(ref all);
            else Interlocked.Increment(ref some);
            // Where it was being brought in, nobody has to send it again: whoever finds it goes on, and it is one batch.
            await using (var later = program.Context())
            {
                await later.SentFiles.Where(f => f.HeldUntil != null)
                    .ExecuteUpdateAsync(row => row.SetProperty(f => f.HeldUntil, program.Clock.Now));
            }

            if (await program.Arriving.FindAsync(program.Space, program.SessionId, default) is { State.Stage: SentFileStage.BringingIn } file)
            {
                await program.Transfer.TakeUpAsync(file, default);
                await program.Transfer.Of(file.Id);
                await CrashScenario.AssertCameInAsync(program);
                Assert.Single(await program.Arrived.ListAsync(program.Space, default));
                there = Contents(program);
                Assert.Equal(whole, there);
                Interlocked.Increment(ref wentOn);
            }

            // So does the file, also after what came in was taken out.
            if (left.At % 2 == 0)
            {
                var batches = await program.Arrived.ListAsync(program.Space, default);
                Assert.Equal(there.SequenceEqual(before) ? 0 : 1, batches.Count);
                foreach (var batch in batches) Assert.Equal(0, (await program.Arrived.TakeOutAsync(program.Space, batch.Id, null, default))!.Stay);
                Assert.Equal(before, Contents(program));
            }

            await CrashScenario.BringInAsync(program);
            Assert.Equal(whole, Contents(program));
            // Nothing of any of them lies there any more.
            program.Clock.Advance(SentFiles.Keeps + SentFiles.HeldFor);
            await program.Arriving.SweepAsync(default);
            await using var database = program.Context();
            Assert.Equal((0, 0), (await database.SentFiles.CountAsync(), await database.SentParts.CountAsync()));
        });

        Assert.True(points >= 12, $"only {points} points");
        Assert.True(nothing > 0 && some > 0 && all > 0, $"{nothing} with nothing, {some} with some, {all} with all");
        Assert.True(wentOn > 0, "none was gone on with");
    }

    private async Task<(IReadOnlyList<string> Before, IReadOnlyList<string> Whole)> EndsAsync()
    {
        using var program = new HostWithoutPages(data.CopyOf(data.Kept));
        program.Start();
        var before = Contents(program);
        await CrashScenario.BringInAsync(program);
        return (before, Contents(program));
    }

    // What came in at one time is named anew each time; when it is forgotten it is no content either.
    private static List<string> Contents(HostWithoutPages program) =>
        [.. program.Contents().Where(l => !l.StartsWith("arrival ", StringComparison.Ordinal))];

    // Things that were named come after all entries.
    private static List<string> Of(IEnumerable<string> contents, Guid entry) =>
        [.. contents.Where(l => l.Contains($"{entry}", StringComparison.Ordinal) && !l.StartsWith("thread ", StringComparison.Ordinal))];
}
