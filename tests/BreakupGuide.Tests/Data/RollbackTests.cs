using System.IO.Compression;
using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

/// <summary>An upgrade that is taken back: the version before refuses what the new one wrote, and has what it had once that copy is put back.</summary>
public sealed class RollbackTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-rollback-").FullName;

    private string Data => Path.Combine(folder, "data");

    private string DatabaseFile => Path.Combine(Data, "breakupguide.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Upgraded_written_in_refused_by_the_version_before_and_put_back()
    {
        await LayDownAsync("Arrivals.db.gz");
        var before = Migrations();
        using (var site = Start())
        {
            var owner = new TestUser(site);
            await owner.Unlocks(OneOfEverything.Name, OneOfEverything.Passphrase);
            await owner.Writes(Guid.NewGuid(), "written after the upgrade");
        }

        Assert.True(Migrations().Count > before.Count);
        // What the version before asks at its start: whether it knows every migration that was applied.
        Assert.NotEmpty(Migrations().Except(before));

        var copy = Assert.Single(Directory.GetFiles(Path.Combine(Data, "backups"), "before-upgrade-*.db"));
        var (code, said) = await BuiltProgram.RunAsync(Data, "restore", copy);
        Assert.True(code == 0, said);
        Assert.Equal(before, Migrations());
        Assert.NotEmpty(Directory.GetFiles(Data, "breakupguide.db.before-restore-*"));

        // And forward once more: nothing of before is missing.
        using var again = Start(minutesLater: 1);
        var returned = new TestUser(again);
        await returned.Unlocks(OneOfEverything.Name, OneOfEverything.Passphrase);
        Assert.True(await returned.CanRead(OneOfEverything.Entry, "That Tuesday"));
        Assert.DoesNotContain("written after the upgrade", await returned.Sees("/journal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_before_says_that_it_is_the_older_one()
    {
        using (var site = Start())
        {
            await using var database = site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
            await database.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99')""");
        }

        var refused = await BuiltProgram.StartAsync(Data, []);

        Assert.Equal(1, refused.Code);
        Assert.Contains("written by a newer version of BreakupGuide. Start that version, or restore an older backup.", refused.Error, StringComparison.Ordinal);
    }

    private async Task LayDownAsync(string release)
    {
        var packed = Path.Combine(Repository.Root, "tests", "BreakupGuide.Tests", "Data", "releases", release);
        Directory.CreateDirectory(Data);
        await using var unpacked = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        await using var file = File.Create(DatabaseFile);
        await unpacked.CopyToAsync(file);
    }

    private IReadOnlyList<string> Migrations()
    {
        using var database = new SqliteContext(new DbContextOptionsBuilder<AppDbContext>().UseSqlite($"Data Source={DatabaseFile};Pooling=false").Options);
        return [.. database.Database.GetAppliedMigrations()];
    }

    // At the time at which the file was made: nothing in it is old enough to be swept away.
    private Site Start(int minutesLater = 0)
    {
        var clock = new Clock(new DateTimeOffset(new Clock().Now, TimeSpan.Zero).AddMinutes(minutesLater));
        var site = new Site(
            [("BreakupGuide:DataDirectory", Data), ("BreakupGuide:Database:Provider", "Sqlite")], services => services.AddSingleton<TimeProvider>(clock));
        _ = site.Services;
        return site;
    }
}
