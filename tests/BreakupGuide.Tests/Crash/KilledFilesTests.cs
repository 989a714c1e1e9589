using BreakupGuide.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Crash;

/// <summary>Killed while files are made, moved or upgraded: at any time there is a whole database, and every copy that has its name is whole.</summary>
public sealed class KilledFilesTests(CrashData data) : IClassFixture<CrashData>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Killed_anywhere_in_a_backup_no_half_file_has_the_name_of_a_whole_one()
    {
        var contents = ContentsOf(data.Kept);

        var points = await data.CrashEverywhereAsync("back up", data.Kept, async left =>
        {
            using var program = await OpenAsync(left);
            Assert.Equal(contents, program.Contents());
            // Until it was copied, checked and flushed there is no such file; the last point comes after it got its name.
            Assert.Equal(left.At >= 5, File.Exists(program.Copy));
            if (!File.Exists(program.Copy)) Backup.Make(program.Database, program.Copy);
            Assert.Equal(contents, ContentsIn(program.Copy));
        });

        Assert.Equal(6, points);
    }

    [Fact]
    public async Task Killed_anywhere_in_a_restore_the_old_or_the_new_database_works_and_neither_is_lost()
    {
        var before = await BeforeRestoreAsync();
        var contents = (Old: ContentsOf(before), New: ContentsIn(Path.Combine(before, "copy.db")));
        Assert.NotEqual(contents.Old, contents.New);
        var found = new HashSet<bool>();

        var points = await data.CrashEverywhereAsync("restore", before, async left =>
        {
            // Somebody starts the program without restoring again.
            var copy = data.CopyOf(left.Folder);
            using (var program = await OpenAsync(left with { Folder = copy }))
            {
                var now = program.Contents();
                var isNew = now.SequenceEqual(contents.New);
                lock (found) found.Add(isNew);
                if (!isNew) Assert.Equal(contents.Old, now);
                if (left.Acknowledged > 0) Assert.True(isNew);
                if (isNew) Assert.Contains(KeptIn(program), k => ContentsIn(k).SequenceEqual(contents.Old));
            }

            // Somebody restores again, and then goes back to what was there before.
            using (var program = new HostWithoutPages(left.Folder))
            {
                program.Clock.MoveMinutes(1);
                Backup.Restore(program.DataDirectory, program.Copy, program.Clock.Now);
            }

            string kept;
            using (var program = await OpenAsync(left))
            {
                Assert.Equal(contents.New, program.Contents());
                kept = Assert.Single(KeptIn(program).Where(k => ContentsIn(k).SequenceEqual(contents.Old)).Take(1));
            }

            using (var program = new HostWithoutPages(left.Folder))
            {
                program.Clock.MoveMinutes(2);
                Backup.Restore(program.DataDirectory, kept, program.Clock.Now);
            }

            using (var program = await OpenAsync(left)) Assert.Equal(contents.Old, program.Contents());
        });

        Assert.True(points >= 10, $"only {points} points");
        Assert.Equal(2, found.Count);
    }

    [Theory]
    [InlineData("nothing", 20)]
    [InlineData("old", 10)]
    public async Task Killed_anywhere_in_a_migration_the_next_start_takes_it_up(string name, int fewest)
    {
        var before = name == "old" ? data.Old : data.Nothing;
        IReadOnlyList<string> contents;
        using (var whole = new HostWithoutPages(data.CopyOf(before)))
        {
            whole.Start();
            contents = whole.Contents();
        }

        var points = await data.CrashEverywhereAsync("start", before, async left =>
        {
            using var program = await OpenAsync(left);
            await using var database = program.Context();
            Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync());
            Assert.Equal(contents, program.Contents());
            var copies = Directory.GetFiles(Path.Combine(left.Folder, "data", "backups"), "*.db");
            // The first start has nothing to keep a copy of.
            if (name == "old") Assert.NotEmpty(copies);
            Assert.All(copies, Backup.Verify);
        });

        Assert.True(points >= fewest, $"only {points} points");
    }

    // Since the backup somebody wrote, and the program was killed: some of it stands in the database, the last of it in the log only.
    private async Task<string> BeforeRestoreAsync()
    {
        var folder = data.CopyOf(data.Kept);
        using (var program = new HostWithoutPages(folder)) Backup.Make(program.Database, program.Copy);
        folder = (await data.RunAsync("answers", folder)).Folder;
        var whole = await data.RunAsync("journal", folder);
        var killed = await data.KillAsync("journal", whole.Points!.Value - 1, folder);
        Assert.True(new FileInfo(Path.Combine(killed.Folder, "data", "breakupguide.db-wal")).Length > 0);
        return killed.Folder;
    }

    private IReadOnlyList<string> ContentsOf(string folder)
    {
        using var program = new HostWithoutPages(data.CopyOf(folder));
        program.Start();
        return program.Contents();
    }

    // A copy with the log that lies beside it, opened as a database of its own.
    private IReadOnlyList<string> ContentsIn(string file)
    {
        Backup.Verify(file);
        var folder = data.CopyOf(data.Nothing);
        using var program = new HostWithoutPages(folder);
        File.Copy(file, Path.Combine(program.DataDirectory.FullPath, "breakupguide.db"));
        if (File.Exists(file + "-wal")) File.Copy(file + "-wal", Path.Combine(program.DataDirectory.FullPath, "breakupguide.db-wal"));
        program.Start();
        return program.Contents();
    }

    private static IEnumerable<string> KeptIn(HostWithoutPages program) =>
        Directory.GetFiles(program.DataDirectory.FullPath, "*.before-restore-*")
            .Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal));

    // EF Core waits for ever for a migration that it believes to be under way.
    private static async Task<HostWithoutPages> OpenAsync(CrashOutcome left)
    {
        var program = new HostWithoutPages(left.Folder);
        // A minute later: what was made before has another name.
        program.Clock.MoveMinutes(1);
        await Task.Run(program.Start).WaitAsync(Patience);
        Backup.Verify(program.Database);
        return program;
    }
}
