using System.IO.Compression;
using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

/// <summary>
/// Backups of former releases are put back, upgraded and read for ever. <c>releases/</c> holds one for each migration that was once the last;
/// the files are never changed, only added to.
/// </summary>
/// <remarks>
/// Before a new migration: <c>BREAKUPGUIDE_RELEASE=tests/BreakupGuide.Tests/Data/releases/NAME.db.gz dotnet test --filter FormerReleaseTests</c>,
/// NAME being that of the migration which is the last so far. <c>First</c> was made so by the program as it was before the migration SignIns
/// (commit e8720e9, with <see cref="OneOfEverything"/> put into its tests). <c>Withheld</c> is what the program with the migration
/// Practices made, with that migration's one index and its line of the history taken out again: it does nothing else.
/// </remarks>
public sealed class FormerReleaseTests : IDisposable
{
    private const string Next = "kettle violin nineteen moss";

    private static readonly string Releases = Path.Combine(Repository.Root, "tests", "BreakupGuide.Tests", "Data", "releases");

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-release-").FullName;

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Releases).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private string Data => Path.Combine(folder, "data");

    private string Copy => Path.Combine(folder, "copy.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_backup_of_a_former_release_is_put_back_upgraded_and_read(string name)
    {
        await using (var packed = File.OpenRead(Path.Combine(Releases, name)))
        await using (var unpacked = new GZipStream(packed, CompressionMode.Decompress))
        await using (var copy = File.Create(Copy)) await unpacked.CopyToAsync(copy);

        await PutBackAndRead();
    }

    [Fact]
    public async Task A_backup_of_this_release_is_put_back_and_read_the_same()
    {
        using (var site = Start())
        {
            await OneOfEverything.FillAsync(site.Services);
            Backup.Make(Path.Combine(Data, "breakupguide.db"), Copy);
        }

        Directory.Delete(Data, recursive: true);
        await PutBackAndRead();
        if (Environment.GetEnvironmentVariable("BREAKUPGUIDE_RELEASE") is not { Length: > 0 } file) return;
        await using var packed = new GZipStream(File.Open(Path.Combine(Repository.Root, file), FileMode.CreateNew), CompressionLevel.SmallestSize);
        await using var made = File.OpenRead(Copy);
        await made.CopyToAsync(packed);
    }

    [Fact]
    public void Every_migration_that_was_once_the_last_has_its_file()
    {
        using var site = Start();
        using var database = site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        var former = database.Database.GetMigrations().SkipLast(1).Select(m => $"{m.Split('_')[1]}.db.gz").ToList();

        Assert.NotEmpty(former);
        Assert.Subset(Directory.EnumerateFiles(Releases).Select(f => Path.GetFileName(f)).ToHashSet(), former.ToHashSet());
    }

    private async Task PutBackAndRead()
    {
        Backup.Restore(new DataDirectory(Data), Copy, DateTime.UtcNow);
        using var site = Start();
        var owner = new TestUser(site);
        await owner.Unlocks(OneOfEverything.Name, OneOfEverything.Passphrase);
        Assert.True(await owner.CanRead(OneOfEverything.Entry, "That Tuesday"));

        var spaces = site.Services.GetRequiredService<SpaceStore>();
        using (var space = await spaces.UnlockAsync(OneOfEverything.Name, OneOfEverything.Passphrase, null, default))
            await Read(StoreRooms.Of(site.Services), space!);
        var recovered = await spaces.RecoverAsync(OneOfEverything.Name, OneOfEverything.RecoveryKey, Next, null, default);
        using (var space = recovered!.Value.Space) await Read(StoreRooms.Of(site.Services), space);
    }

    private static async Task Read(StoreRooms store, UnlockedSpace space)
    {
        Assert.Equal(
            new[] { OneOfEverything.Entry, OneOfEverything.Run }.Order(),
            (await store.Entries.ListAsync(space, binned: false, default)).Select(e => e.Id).Order());
        Assert.Equal(OneOfEverything.Binned, Assert.Single(await store.Entries.ListAsync(space, binned: true, default)).Id);
        Assert.Equal("thrown away", (await store.Entries.FindAsync(space, OneOfEverything.Binned, default))!.Text(JournalFields.Words));

        var entry = (await store.Entries.FindAsync(space, OneOfEverything.Entry, default))!;
        Assert.Equal(
            (EntryKind.Journal, new DateOnly(2026, 5, 29), "Europe/London", new Clock().Now, false),
            (entry.Kind, entry.Date, entry.Zone, entry.Created, entry.IsUnreadable));
        Assert.Equal(
            ["That Tuesday", "He left early.\n\nGrüße — слова, and it rained.", "low", "work, sleep", "2026-05-29"], JournalFields.All.Select(entry.Text));
        var before = Assert.Single(await store.Earlier.ListAsync(space, OneOfEverything.Entry, default)).Fields!;
        Assert.Equal(["A Tuesday", "He left early.\n\nGrüße — слова", "low", "work, sleep", "2026-05-29"], JournalFields.All.Select(f => before[f].Text));

        var run = (await store.Entries.FindRunAsync(space, OneOfEverything.Run, default))!;
        Assert.Equal((new Run("why-he-left", 1, WalkLength.Short), new Clock().Now), (run.Entry.Run, run.Entry.FinishedAt));
        Assert.Empty(run.Unreadable);
        string[] answered =
        [
            "checklist: Plans · Too little room", "choice: He did · on the phone", "date: 30 May 2026",
            "fields: When: in May", "passed-over: ", "reasons: tired of it · his work",
            "scale: 4, from 1 (not at all) to 5 (very)", "sort: tired: I am sure", "text: He needed air.",
        ];
        Assert.Equal(answered, run.Answers.Values.OrderBy(a => a.Field, StringComparer.Ordinal).Select(Shown));
        Assert.All(
            run.Answers.Values,
            a => Assert.Equal(($"Asked: {a.Field}?", a.Field == "passed-over" ? AnswerState.NotToday : AnswerState.Given), (a.Wording, a.State)));
        Assert.Equal(["room"], ((ChecklistValue)run.Answers["checklist"].Value!).Picked);

        var revisions = await store.Earlier.ListAsync(space, OneOfEverything.Run, default);
        Assert.Equal(["reasons: tired · far away · his work", "text: He needs air."], revisions.Select(r => Shown(r.Answer!)).Order(StringComparer.Ordinal));
        Assert.All(revisions, r => Assert.True(r.IsFirstFinished));
        Assert.Equal(["tired of it", "his work"], (await store.Named.ListAsync(space, "reason", default)).Select(t => t.Text));
    }

    private static string Shown(Answer answer) => $"{answer.Field}: {string.Join(" · ", answer.Value?.Lines ?? [])}";

    // At the time at which the files were made: nothing in them is old enough to be swept away.
    private Site Start()
    {
        var site = new Site(
            [("BreakupGuide:DataDirectory", Data), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services => services.AddSingleton<TimeProvider>(new Clock()));
        _ = site.Services;
        return site;
    }
}
