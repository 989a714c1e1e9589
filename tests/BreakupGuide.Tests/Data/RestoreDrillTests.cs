using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

/// <summary>The drill of docs/operations.md, with the built program's own commands: back up, lose everything, put back, and have all of it again.</summary>
public sealed class RestoreDrillTests : IDisposable
{
    private const string VisitorsWords = "later words of a visitor";
    private const string Next = "kettle violin nineteen moss";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-drill-").FullName;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    private string Copy => Path.Combine(folder, "copy.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Backed_up_wiped_restored_and_everything_is_there_by_passphrase_by_recovery_key_and_for_the_visitor()
    {
        var (data, second) = (Path.Combine(folder, "data"), Path.Combine(folder, "second"));
        IReadOnlyList<string> before;
        byte[] visitorsKey;
        Guid visitorsSpace;
        Cookie visitorsCookie;
        using (var site = Start(data))
        {
            await OneOfEverything.FillAsync(site.Services);
            var owner = new TestUser(site);
            await owner.Unlocks(OneOfEverything.Name);
            var page = await owner.Browser.Open("/settings");
            using (await owner.Browser.Send(page.QuerySelectorAll("form").Single(f => f.GetAttribute("action") == "/settings/lock-after"), ("minutes", "30")))
            {
            }

            var visitor = new TestUser(site);
            await visitor.Writes(entry, "first words of a visitor");
            await visitor.Writes(entry, "", sequence: 2, seen: 1);
            await visitor.Writes(entry, VisitorsWords, sequence: 3, seen: 2);
            Assert.True(await visitor.CanRead(entry, VisitorsWords));
            using (var answered = await visitor.Answer(run, "who-ended", [["choice", "he"]])) answered.EnsureSuccessStatusCode();
            using (var answered = await visitor.Answer(run, "what-he-said", [["item.n0", "that it was late"]])) answered.EnsureSuccessStatusCode();
            (visitorsKey, visitorsSpace, visitorsCookie) = await SpaceOf(site, entry) is var space
                ? (space.CopyDataKey(), space.Id, visitor.SpaceCookie!)
                : default;
            before = await Contents(site, visitorsSpace, visitorsKey);
            Assert.Contains(before, l => l.StartsWith("thread ", StringComparison.Ordinal) && l.Contains("that it was late", StringComparison.Ordinal));
            Assert.Contains(before, l => l.StartsWith("space ", StringComparison.Ordinal) && l.EndsWith(" 30", StringComparison.Ordinal));

            Assert.Equal(0, (await BuiltProgram.RunAsync(data, "backup", Copy)).Code);
            await owner.Writes(Guid.NewGuid(), "written after the backup");
            Assert.NotEqual(before, await Contents(site, visitorsSpace, visitorsKey));
        }

        Directory.Move(Path.Combine(data, "keys"), Path.Combine(folder, "keys"));
        Directory.Delete(data, recursive: true);

        await PutBack(data);
        using (var site = Start(data))
        {
            var owner = new TestUser(site);
            await owner.Unlocks(OneOfEverything.Name);
            Assert.True(await owner.CanRead(OneOfEverything.Entry, "That Tuesday"));
            Assert.Equal(before, await Contents(site, visitorsSpace, visitorsKey));
            // Without the folder of keys a visitor's cookie opens nothing; everything else is there.
            var visitor = new TestUser(site);
            visitor.Steal(visitorsCookie);
            Assert.False(await visitor.CanRead(entry, VisitorsWords));
        }

        await PutBack(second);
        Directory.Delete(Path.Combine(second, "keys"), recursive: true);
        Directory.Move(Path.Combine(folder, "keys"), Path.Combine(second, "keys"));
        using (var site = Start(second))
        {
            var visitor = new TestUser(site);
            visitor.Steal(visitorsCookie);
            Assert.True(await visitor.CanRead(entry, VisitorsWords));
            var owner = new TestUser(site);
            await owner.Recovers(OneOfEverything.Name, OneOfEverything.RecoveryKey.ToDisplay(), Next);
            Assert.True(await owner.CanRead(OneOfEverything.Entry, "That Tuesday"));
            Assert.Equal(before, await Contents(site, visitorsSpace, visitorsKey, Next));
        }
    }

    private async Task PutBack(string data)
    {
        var (code, said) = await BuiltProgram.RunAsync(data, "restore", Copy);
        Assert.Equal((0, "Restored."), (code, said.Trim()));
        (code, said) = await BuiltProgram.RunAsync(data, "check");
        Assert.Equal(0, code);
        Assert.Contains("The database is whole: 2 spaces, ", said, StringComparison.Ordinal);
        Assert.Contains(", 0 of them not well-formed", said, StringComparison.Ordinal);
    }

    /// <summary>Everything of both spaces, the kept one opened by its passphrase.</summary>
    private static async Task<IReadOnlyList<string>> Contents(Site site, Guid visitorsSpace, byte[] visitorsKey, string passphrase = OneOfEverything.Passphrase)
    {
        using var space = await site.Services.GetRequiredService<SpaceStore>().UnlockAsync(OneOfEverything.Name, passphrase, null, default);
        using var visitor = new UnlockedSpace(visitorsSpace, isVisitor: true, [.. visitorsKey]);
        await using var database = Context(site);
        return Data.Contents.Of(database, space!, visitor);
    }

    private static async Task<UnlockedSpace> SpaceOf(Site site, Guid entry)
    {
        await using var database = Context(site);
        var space = await database.Entries.Where(e => e.Id == entry).Select(e => e.SpaceId).SingleAsync();
        return site.Services.GetRequiredService<OpenSpaces>()
            .Find(await database.Sessions.Where(s => s.SpaceId == space).Select(s => s.Id).SingleAsync())!.Space;
    }

    private static Site Start(string data)
    {
        var site = new Site([("BreakupGuide:DataDirectory", data), ("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
        _ = site.Services;
        return site;
    }

    private static AppDbContext Context(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
