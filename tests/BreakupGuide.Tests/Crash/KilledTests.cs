using BreakupGuide.Data.Sqlite;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Crash;

/// <summary>
/// A process that is killed loses nothing that it acknowledged and leaves nothing half done. Real processes over real files, cut off at every step.
/// </summary>
public sealed class KilledTests(CrashData data) : IClassFixture<CrashData>
{
    [Theory]
    [InlineData("journal", 6)]
    [InlineData("answers", 12)]
    [InlineData("bin", 3)]
    [InlineData("bring in", 10)]
    public async Task Killed_anywhere_in_a_save_what_was_acknowledged_is_there_and_the_rest_whole_or_not_at_all(string name, int fewest)
    {
        var scenario = CrashScenario.Named(name);
        var states = await StatesAsync(scenario);
        Assert.Distinct(states);
        var (kept, lost) = (0, 0);

        var points = await data.CrashEverywhereAsync(name, data.Kept, async left =>
        {
            using var program = Open(left);
            var state = string.Join('\n', program.Contents());
            if (left.IsCutOff && state == states[left.Acknowledged + 1]) Interlocked.Increment(ref kept);
            else if (left.IsCutOff) Interlocked.Increment(ref lost);
            Assert.Contains(state, states.Skip(left.Acknowledged).Take(left.IsCutOff ? 2 : 1));

            // The page sends again what nobody acknowledged: nothing is there twice.
            foreach (var step in scenario.Steps.Skip(left.Acknowledged)) await step(program, () => { });
            Assert.Equal(states[^1], string.Join('\n', program.Contents()));
        });

        Assert.True(points >= fewest, $"only {points} points");
        // Both sides of the commit were met.
        Assert.True(kept >= scenario.Steps.Length && lost >= scenario.Steps.Length, $"{kept} kept, {lost} lost");
    }

    [Theory]
    [InlineData("change passphrase")]
    [InlineData("recover")]
    public async Task Killed_anywhere_in_a_change_of_keys_one_passphrase_opens_and_everything_is_there(string name)
    {
        using var before = new HostWithoutPages(data.CopyOf(data.Kept));
        before.Start();
        var contents = before.Contents();

        var points = await data.CrashEverywhereAsync(name, data.Kept, async left =>
        {
            using var program = Open(left);
            await using var database = program.Context();
            var row = await database.Spaces.SingleAsync(s => s.Id == program.Space.Id);
            var isOld = KeyWrap.OpenByPassphrase(row.Id, row.PassphraseWrap!, TestUser.Passphrase) is not null;
            var isNew = KeyWrap.OpenByPassphrase(row.Id, row.PassphraseWrap!, CrashScenario.NextPassphrase) is not null;
            Assert.NotEqual(isOld, isNew);
            Assert.True(isNew || left.Acknowledged == 0);
            // Recovering uses the recovery key up; changing the passphrase leaves it.
            Assert.Equal(isOld || name != "recover", KeyWrap.OpenByRecoveryKey(row.Id, row.RecoveryWrap!, CrashData.RecoveryKey) is not null);
            // Whoever had it open with the old passphrase has it open no longer.
            Assert.Equal(isOld, await database.Sessions.AnyAsync(s => s.SpaceId == row.Id));
            Assert.Equal(contents, program.Contents());
        });

        Assert.True(points >= 4, $"only {points} points");
    }

    [Fact]
    public async Task Killed_anywhere_in_a_deletion_everything_is_as_it_was_or_opened_by_nobody_and_soon_gone()
    {
        using var before = new HostWithoutPages(data.CopyOf(data.Kept));
        before.Start();
        var contents = before.Contents();
        var ofOthers = contents.SkipWhile(l => !l.StartsWith($"space {HostWithoutPages.VisitorId}", StringComparison.Ordinal)).ToList();

        var points = await data.CrashEverywhereAsync("delete everything", data.Kept, async left =>
        {
            using var program = Open(left);
            await using var database = program.Context();
            var row = await database.Spaces.SingleOrDefaultAsync(s => s.Id == program.Space.Id);
            if (row?.PassphraseWrap is not null)
            {
                Assert.Equal(0, left.Acknowledged);
                Assert.Equal(contents, program.Contents());
                Assert.NotNull(KeyWrap.OpenByRecoveryKey(row.Id, row.RecoveryWrap!, CrashData.RecoveryKey));
                Assert.True(await program.Spaces.DeleteAsync(row.Id, TestUser.Passphrase, null, default));
            }
            else
            {
                Assert.Null(row?.RecoveryWrap);
                Assert.Null(row?.Name);
                Assert.False(await database.Sessions.AnyAsync(s => s.SpaceId == program.Space.Id));
                await program.Sweep.SweepAsync(default);
            }

            Assert.Equal(ofOthers, program.Contents());
            Assert.Equal(1, await database.Spaces.CountAsync());
        });

        Assert.True(points >= 6, $"only {points} points");
    }

    /// <summary>What stands there before, between and after the steps when nobody is killed.</summary>
    private async Task<IReadOnlyList<string>> StatesAsync(CrashScenario scenario)
    {
        using var program = new HostWithoutPages(data.CopyOf(data.Kept));
        program.Start();
        var states = new List<string> { string.Join('\n', program.Contents()) };
        foreach (var step in scenario.Steps)
        {
            await step(program, () => { });
            states.Add(string.Join('\n', program.Contents()));
        }

        return states;
    }

    // The next start: it takes the directory, which nobody holds any more, and finds whole files.
    private static HostWithoutPages Open(CrashOutcome left)
    {
        var program = new HostWithoutPages(left.Folder);
        program.Start();
        Backup.Verify(program.Database);
        return program;
    }
}
