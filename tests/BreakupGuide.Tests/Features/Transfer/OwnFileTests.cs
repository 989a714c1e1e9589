using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using BreakupGuide.Data;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Features.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>The program's own file comes back as it went, over a space with one of everything.</summary>
public sealed class OwnFileTests : IDisposable
{
    private static readonly string[] ComparedFields = ["title", "mood", "tags", "words"];

    private readonly Site site = new();
    private readonly TransferUser owner;

    public OwnFileTests() => owner = new TransferUser(site);

    private IDbContextFactory<AppDbContext> Contexts => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

    public void Dispose() => site.Dispose();

    /// <summary>The first space is there, too: the same ids stand in both.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taken_along_and_brought_back_it_is_the_same_byte_for_byte(bool isFirstGone)
    {
        var file = await Filled();
        using (await owner.User.Post("/lock"))
        {
        }

        if (isFirstGone)
        {
            await using var database = await Contexts.CreateDbContextAsync();
            await database.Spaces.ExecuteDeleteAsync();
        }

        var next = new TransferUser(site);
        await next.User.Keeps("heron");
        var page = await next.Sends(file);
        Assert.Contains("3 entries", page.Body!.TextContent, StringComparison.Ordinal);
        await next.Presses(page, "start", ("settings", "yes"));

        Assert.Equal(TransferUser.Contents(file), TransferUser.Contents(await next.Downloads(TestUser.Passphrase)));
        await using var after = await Contexts.CreateDbContextAsync();
        Assert.Equal(0, RunningTotals.CountWrong(after));
    }

    [Fact]
    public async Task Twice_and_into_the_space_it_came_from_it_changes_nothing()
    {
        var file = await Filled();
        var page = await owner.Sends(file);
        Assert.Contains("Here already: 3 entries", page.Body!.TextContent, StringComparison.Ordinal);
        await owner.Presses(page, "start");
        await owner.BringsIn(file);

        Assert.Equal(TransferUser.Contents(file), TransferUser.Contents(await owner.Downloads(OneOfEverything.Passphrase)));
    }

    [Fact]
    public async Task Other_words_become_an_earlier_version_and_taken_out_again_it_is_as_before()
    {
        var file = await Filled();
        await owner.User.Writes(OneOfEverything.Entry, "written later", seen: 2);
        using (var answered = await owner.User.Answer(OneOfEverything.Run, "who-ended", [["choice", "he"]])) answered.EnsureSuccessStatusCode();
        await using (var database = await Contexts.CreateDbContextAsync())
            await database.Revisions.Where(r => r.RecordId == OneOfEverything.Entry).ExecuteDeleteAsync();
        var before = await owner.Downloads(OneOfEverything.Passphrase);

        var page = await owner.Sends(file);
        Assert.Contains("Here with other words: 1 entry", page.Body!.TextContent, StringComparison.Ordinal);
        page = await owner.Presses(page, "start");
        Assert.True(await owner.User.CanRead(OneOfEverything.Entry, "written later"));
        Assert.Contains("and it rained", await VersionsOf(OneOfEverything.Entry), StringComparison.Ordinal);
        // Known by now.
        Assert.Contains("Here already: 3 entries", (await owner.Sends(file)).Body!.TextContent, StringComparison.Ordinal);

        await owner.Presses(await owner.Browser.Open("/settings/bring-in"), "take-out");
        Assert.Equal(TransferUser.Contents(before), TransferUser.Contents(await owner.Downloads(OneOfEverything.Passphrase)));
    }

    /// <summary>Made by the last program that wrote “notes 2”, of the same space with one of everything: stored files open for ever.</summary>
    [Fact]
    public async Task A_file_of_the_format_before_comes_back_whole()
    {
        var old = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests", "BreakupGuide.Tests", "Features", "Transfer", "notes-2.zip"));
        await owner.User.Keeps("heron");
        var page = await owner.Sends(old);
        Assert.Contains("3 entries", page.Body!.TextContent, StringComparison.Ordinal);
        await owner.Presses(page, "start", ("settings", "yes"));

        var (before, after) = (await FilesAsync(old), await FilesAsync(await owner.Downloads(TestUser.Passphrase)));
        Assert.Equal(3, EntriesIn(before).Count);
        Assert.Equal(EntriesIn(before).Select(e => e.ToJsonString()), EntriesIn(after).Select(e => e.ToJsonString()));
        foreach (var beside in before.Keys.Where(name => name != NotesFile.Cover && !name.StartsWith(NotesFile.Entries, StringComparison.Ordinal)))
            Assert.Equal(before[beside], after[beside]);

        static Task<Dictionary<string, string>> FilesAsync(byte[] zip) => Downloaded.FilesAsync(new MemoryStream(zip));

        static List<JsonNode> EntriesIn(Dictionary<string, string> files) =>
        [
            .. files.Where(f => f.Key.StartsWith(NotesFile.Entries, StringComparison.Ordinal)).Select(f => JsonNode.Parse(f.Value)!)
                .SelectMany(json => json as IEnumerable<JsonNode?> ?? [json]).Select(entry => entry!),
        ];
    }

    [Fact]
    public async Task Sealed_with_a_passphrase_it_asks_for_it()
    {
        var file = await Sealed(await Filled(), "three grey geese at noon");
        var next = new TransferUser(site);
        await next.User.Keeps("heron");

        var page = await next.Sends(file);
        Assert.Contains("locked with a passphrase", page.Body!.TextContent, StringComparison.Ordinal);
        page = await next.Presses(page, "look", ("passphrase", "another one"));
        Assert.Contains("not the passphrase of this file", page.Body!.TextContent, StringComparison.Ordinal);
        page = await next.Presses(page, "look", ("passphrase", "three grey geese at noon"));
        Assert.Contains("3 entries", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 entries came in", (await next.Presses(page, "start")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_cut_off_is_taken_up_by_bringing_it_in_again()
    {
        var file = await Filled();
        var next = new TransferUser(site);
        await next.User.Keeps("heron");
        await next.BringsIn(file);
        await using (var database = await Contexts.CreateDbContextAsync())
        {
            var run = await database.Entries.SingleAsync(e => e.Id == OneOfEverything.Run && e.SpaceId != OwnSpace(database));
            await database.Threads.Where(t => t.SpaceId == run.SpaceId).ExecuteDeleteAsync();
            database.Remove(run);
            await database.SaveChangesAsync();
        }

        await next.BringsIn(file);
        Assert.Equal(
            TransferUser.Contents(file).Where(f => !f.StartsWith("notes.json", StringComparison.Ordinal)),
            TransferUser.Contents(await next.Downloads(TestUser.Passphrase)).Where(f => !f.StartsWith("notes.json", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("day-one")]
    public async Task Through_another_format_words_days_zones_tags_and_moods_stay(string format)
    {
        await owner.User.Keeps("heron");
        var untitled = Guid.NewGuid();
        await owner.User.Writes(untitled, "Only words\n\n- a list\n\n\\*no emphasis\\*");
        await owner.User.Fill(
            "/journal/new", "write", ("words", "First line\n\n# no title of mine\nMood: strange"), ("title", "A title: of sorts"), ("mood", "very-low"),
            ("tags", "sleep, long walk"), ("date", "2026-05-29"), ("zone", "America/New_York"));
        var before = await Kept();
        Assert.Equal(2, before.Count);
        using var response = await owner.Browser.Send(
            (await owner.Browser.Open("/settings/download")).QuerySelector("form[action='/settings/download/file']")!,
            ("form", format), ("passphrase", TestUser.Passphrase));
        var file = await response.Content.ReadAsByteArrayAsync();

        Assert.Contains("Here already: 2 entries", (await owner.Sends(file)).Body!.TextContent, StringComparison.Ordinal);
        var next = new TransferUser(site);
        await next.User.Keeps("crane");
        await next.BringsIn(file);
        using (await owner.User.Post("/lock"))
        {
        }

        Assert.Equal(before, await Kept(next));

        async Task<List<string>> Kept(TransferUser? of = null)
        {
            var kept = new List<string>();
            using var zip = new ZipArchive(new MemoryStream(await (of ?? owner).Downloads(TestUser.Passphrase)));
            foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(NotesFile.Entries, StringComparison.Ordinal)))
            {
                await using var stream = await entry.OpenAsync();
                kept.AddRange((await JsonSerializer.DeserializeAsync<List<NotesEntry>>(stream, NotesFile.Json))!
                    .Select(read => string.Join('|', ComparedFields.Select(f => ReadFile.Text(read, f))
                        .Concat([$"{read.Id}", $"{read.Date}", read.Head!.Zone ?? "", format == "day-one" ? "" : $"{read.Created:HH:mm}"]))));
            }

            return kept;
        }
    }

    private static Guid OwnSpace(AppDbContext database) => database.Spaces.Single(s => s.Name == OneOfEverything.Name).Id;

    private async Task<byte[]> Filled()
    {
        await OneOfEverything.FillAsync(site.Services);
        await owner.User.Unlocks(OneOfEverything.Name, OneOfEverything.Passphrase);
        var page = await owner.Browser.Open("/understanding?for=somebody-else");
        using (await owner.Browser.Send(page.QuerySelector("form[action='/understanding/names']")!, ("names", "Mia")))
        {
        }

        using (await owner.Browser.Send((await owner.Browser.Open("/settings")).QuerySelector("form[action='/settings/lock-after']")!, ("minutes", "60")))
        {
        }

        await owner.User.Fill("/settings", "preferences", ("pronoun", "she"), ("look", "dark"));
        return await owner.Downloads(OneOfEverything.Passphrase);
    }

    private async Task<string> VersionsOf(Guid entry)
    {
        var page = await owner.Browser.Open($"/journal/{entry}/versions");
        var texts = page.Body!.TextContent;
        foreach (var link in page.QuerySelectorAll("main a[href*='/versions/']").Select(a => a.GetAttribute("href")!).ToList())
            texts += await owner.User.Sees(link);
        return texts;
    }

    private async Task<byte[]> Sealed(byte[] file, string passphrase)
    {
        using var content = new MemoryStream();
        await using (var writer = await SealedFile.CreateAsync(content, site.Services.GetRequiredService<PassphraseDerivation>(), passphrase, default))
        {
            await writer.WriteAsync(file);
            await writer.CompleteAsync(default);
        }

        return content.ToArray();
    }
}
