using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Crash;

/// <summary>Killed while files are made, moved or upgraded: at any time there is a whole database, and every copy that has its name is whole.</summary>
public sealed class KilledFilesTests(CrashData seeds) : IClassFixture<CrashData>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Killed_anywhere_in_a_backup_no_half_file_has_the_name_of_a_whole_one()
    {
        var contents = ContentsOf(seeds.Kept);

        var points = await seeds.DieEverywhereAsync("back up", seeds.Kept, async corpse =>
        {
            using var program = await OpenAsync(corpse);
            Assert.Equal(contents, program.Contents());
            // Until it was copied, checked and flushed there is no such file; the last point comes after it got its name.
            Assert.Equal(corpse.At >= 5, File.Exists(program.Copy));
            if (!File.Exists(program.Copy)) Backup.Make(program.Database, program.Copy);
            Assert.Equal(contents, ContentsIn(program.Copy));
        });

        Assert.Equal(6, points);
    }

    [Fact]
    public async Task Killed_anywhere_in_a_restore_the_old_or_the_new_database_works_and_neither_is_lost()
    {
        var seed = await SeedOfRestoreAsync();
        var contents = (Old: ContentsOf(seed), New: ContentsIn(Path.Combine(seed, "copy.db")));
        Assert.NotEqual(contents.Old, contents.New);
        var found = new HashSet<bool>();

        var points = await seeds.DieEverywhereAsync("restore", seed, async corpse =>
        {
            // Somebody starts the program without restoring again.
            var copy = seeds.CopyOf(corpse.Folder);
            using (var program = await OpenAsync(corpse with { Folder = copy }))
            {
                var now = program.Contents();
                var isNew = now.SequenceEqual(contents.New);
                lock (found) found.Add(isNew);
                if (!isNew) Assert.Equal(contents.Old, now);
                if (corpse.Acknowledged > 0) Assert.True(isNew);
                if (isNew) Assert.Contains(KeptIn(program), k => ContentsIn(k).SequenceEqual(contents.Old));
            }

            // Somebody restores again, and then goes back to what was there before.
            using (var program = new HostWithoutPages(corpse.Folder))
            {
                program.Clock.MoveMinutes(1);
                Backup.Restore(program.DataDirectory, program.Copy, program.Clock.Now);
            }

            string kept;
            using (var program = await OpenAsync(corpse))
            {
                Assert.Equal(contents.New, program.Contents());
                kept = Assert.Single(KeptIn(program).Where(k => ContentsIn(k).SequenceEqual(contents.Old)).Take(1));
            }

            using (var program = new HostWithoutPages(corpse.Folder))
            {
                program.Clock.MoveMinutes(2);
                Backup.Restore(program.DataDirectory, kept, program.Clock.Now);
            }

            using (var program = await OpenAsync(corpse)) Assert.Equal(contents.Old, program.Contents());
        });

        Assert.True(points >= 10, $"only {points} points");
        Assert.Equal(2, found.Count);
    }

    [Theory]
    [InlineData("nothing", 20, 3)]
    [InlineData("old", 10, 1)]
    public async Task Killed_anywhere_in_a_migration_the_next_start_takes_it_up(string name, int fewest, int each)
    {
        var seed = name == "old" ? seeds.Old : seeds.Nothing;
        IReadOnlyList<string> contents;
        using (var whole = new HostWithoutPages(seeds.CopyOf(seed)))
        {
            whole.Start();
            contents = whole.Contents();
        }

        var points = await seeds.DieEverywhereAsync("start", seed, each, async corpse =>
        {
            using var program = await OpenAsync(corpse);
            await using var database = program.Context();
            Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync());
            Assert.Equal(contents, program.Contents());
            var copies = Directory.GetFiles(Path.Combine(corpse.Folder, "data", "backups"), "*.db");
            // The first start has nothing to keep a copy of.
            if (name == "old") Assert.NotEmpty(copies);
            Assert.All(copies, Backup.Verify);
        });

        Assert.True(points >= fewest, $"only {points} points");
    }

    // Since the backup somebody wrote, and the program was killed: some of it stands in the database, the last of it in the log only.
    private async Task<string> SeedOfRestoreAsync()
    {
        var folder = seeds.CopyOf(seeds.Kept);
        using (var program = new HostWithoutPages(folder)) Backup.Make(program.Database, program.Copy);
        folder = (await seeds.RunAsync("answers", int.MaxValue, folder)).Folder;
        var whole = await seeds.RunAsync("journal", int.MaxValue, folder);
        var killed = await seeds.RunAsync("journal", whole.Points!.Value - 1, folder);
        Assert.True(new FileInfo(Path.Combine(killed.Folder, "data", "breakupguide.db-wal")).Length > 0);
        return killed.Folder;
    }

    private IReadOnlyList<string> ContentsOf(string seed)
    {
        using var program = new HostWithoutPages(seeds.CopyOf(seed));
        program.Start();
        return program.Contents();
    }

    // A copy with the log that lies beside it, opened as a database of its own.
    private IReadOnlyList<string> ContentsIn(string file)
    {
        Backup.Verify(file);
        var folder = seeds.CopyOf(seeds.Nothing);
        using var program = new HostWithoutPages(folder);
        File.Copy(file, Path.Combine(program.DataDirectory.FullPath, "breakupguide.db"));
        if (File.Exists(file + "-wal")) File.Copy(file + "-wal", Path.Combine(program.DataDirectory.FullPath, "breakupguide.db-wal"));
        program.Start();
        return program.Contents();
    }

    private static IEnumerable<string> KeptIn(HostWithoutPages program) =>
        Directory.GetFiles(program.DataDirectory.FullPath, "*.before-restore-*").Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal));

    // EF Core waits for ever for a migration that it believes to be under way.
    private static async Task<HostWithoutPages> OpenAsync(Corpse corpse)
    {
        var program = new HostWithoutPages(corpse.Folder);
        // A minute later: what was made before has another name.
        program.Clock.MoveMinutes(1);
        await Task.Run(program.Start).WaitAsync(Patience);
        Backup.Verify(program.Database);
        return program;
    }
}
