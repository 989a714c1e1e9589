using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using BreakupGuide.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

/// <summary>Putting a copy back: only a whole one, and never over what cannot be had again.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-backup-").FullName;

    private string Data => Path.Combine(folder, "data");

    private string DatabaseFile => Path.Combine(Data, "breakupguide.db");

    private string Copy => Path.Combine(folder, "copy.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_damaged_copy_is_not_put_back_and_the_database_stays_as_it_was()
    {
        using (Start()) Backup.Make(DatabaseFile, Copy);
        var before = File.ReadAllBytes(DatabaseFile);
        var bytes = File.ReadAllBytes(Copy);
        for (var i = 4096; i < bytes.Length; i += 512) bytes[i] ^= 0xFF;
        File.WriteAllBytes(Copy, bytes);

        Assert.Contains(
            "damaged", Assert.Throws<StorageException>(() => Backup.Restore(new DataDirectory(Data), Copy, DateTime.UtcNow)).Message, StringComparison.Ordinal);
        File.WriteAllText(Copy, "a shopping list");
        Assert.Contains(
            "no database", Assert.Throws<StorageException>(() => Backup.Restore(new DataDirectory(Data), Copy, DateTime.UtcNow)).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(DatabaseFile));
        Assert.Empty(Directory.GetFiles(Data, "*.before-restore*"));
    }

    [Fact]
    public void A_copy_that_went_wrong_on_the_way_never_gets_its_name()
    {
        using (Start())
        {
        }

        var before = File.ReadAllBytes(DatabaseFile);
        Assert.Throws<StorageException>(() => Backup.Make(DatabaseFile, Copy, step => DamageAt("copied", step, folder, "copy.db.*.unfinished")));
        Assert.Empty(Directory.GetFiles(folder));

        Backup.Make(DatabaseFile, Copy);
        Assert.Throws<StorageException>(
            () => Backup.Restore(new DataDirectory(Data), Copy, DateTime.UtcNow, step => DamageAt("copied", step, Data, "*.restoring")));
        Assert.Equal(before, File.ReadAllBytes(DatabaseFile));
        Assert.Empty(Directory.GetFiles(Data, "*.before-restore*"));

        static void DamageAt(string when, string step, string folder, string name)
        {
            if (step != when) return;
            var file = Directory.GetFiles(folder, name).Single();
            var bytes = File.ReadAllBytes(file);
            bytes.AsSpan(4096, 4096).Fill(0xFF);
            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public async Task What_was_there_before_a_restore_is_kept_with_its_log()
    {
        using (var site = Start())
        {
            Backup.Make(DatabaseFile, Copy);
            var guest = new TestUser(site);
            await guest.Keeps("otter");
        }

        File.WriteAllBytes(DatabaseFile + "-wal", [1, 2, 3]);
        var aside = Backup.Restore(new DataDirectory(Data), Copy, DateTime.UtcNow)!;

        Assert.Equal([1, 2, 3], File.ReadAllBytes(aside + "-wal"));
        Assert.False(File.Exists(DatabaseFile + "-wal"));
        using var connection = new SqliteConnection($"Data Source={aside};Mode=ReadOnly;Pooling=False");
        Assert.True(new FileInfo(aside).Length > 0);
        using var again = Start();
        await using var database = Context(again);
        Assert.Empty(await database.Spaces.ToListAsync());
    }

    private Site Start()
    {
        var site = new Site([("BreakupGuide:DataDirectory", Data), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
        try
        {
            _ = site.Services;
            return site;
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    private static AppDbContext Context(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
