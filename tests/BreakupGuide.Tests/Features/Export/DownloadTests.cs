using System.Net;
using AngleSharp.Html.Parser;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Export;

public sealed class DownloadTests : IDisposable
{
    private const string Words = "Grüße — слова, 言葉 \"quoted\"";
    private const string FilePassphrase = "seven kettles by the weir";

    private readonly Site site = new();
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid binned = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public DownloadTests() => guest = new TestUser(site);

    private IDbContextFactory<AppDbContext> Contexts => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("notes", "zip")]
    [InlineData("page", "html")]
    [InlineData("markdown", "zip")]
    [InlineData("day-one", "zip")]
    public async Task A_file_comes_under_a_neutral_name_and_is_not_kept_on_the_way(string form, string ending)
    {
        await Write();
        using var response = await Downloaded.SendAsync(guest.Browser, ("form", form), ("passphrase", TestUser.Passphrase));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches($"^notes-[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\\.{ending}$", response.Content.Headers.ContentDisposition.FileName);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("markdown")]
    public async Task What_could_not_be_opened_is_counted(string form)
    {
        await Write();
        await using (var database = await Contexts.CreateDbContextAsync())
            await database.Entries.Where(e => e.Id == entry).ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, e => e.Head));
        var text = form == "page"
            ? await Downloaded.TextAsync(guest.Browser, form)
            : string.Join('\n', (await Downloaded.ZipAsync(guest.Browser, form)).Values);

        Assert.Contains("One piece could not be opened. It stays in your space.", text, StringComparison.Ordinal);
        Assert.Contains("thrown away", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloads_of_one_space_take_turns()
    {
        await Write();
        Guid space;
        await using (var database = await Contexts.CreateDbContextAsync()) space = database.Spaces.Single().Id;
        var turns = site.Services.GetRequiredService<SpaceTurns>();
        var turn = await turns.TakeAsync(space, default);
        var download = Downloaded.TextAsync(guest.Browser, "page");

        Assert.True(SpinWait.SpinUntil(() => turns.Count(space) == 2 || download.IsCompleted, TimeSpan.FromMinutes(1)));
        Assert.False(download.IsCompleted);
        turn.Dispose();
        Assert.Contains("thrown away", await download, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not the passphrase at all")]
    public async Task Without_the_passphrase_nothing_leaves(string passphrase)
    {
        await Write();
        using var response = await Downloaded.SendAsync(guest.Browser, ("form", "page"), ("passphrase", passphrase));

        var back = response.Headers.Location!.ToString();
        Assert.Equal("/settings/download?wrong=passphrase&form=page", back);
        var page = await guest.Browser.Open(back);
        Assert.Equal("This is not your passphrase. Check it and try again.", page.QuerySelector("#passphrase-error")!.TextContent);
        Assert.Equal("page", page.QuerySelector("input[name=form][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_file_with_a_passphrase_of_its_own_opens_by_that_and_by_nothing_else()
    {
        await Write();
        using var response = await Downloaded.SendAsync(
            guest.Browser, ("form", "notes"), ("passphrase", TestUser.Passphrase), ("own", FilePassphrase), ("own-again", FilePassphrase));
        var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync());

        Assert.EndsWith(".sealed", response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.True(SealedFile.IsByPassphrase(file.ToArray()));
        var derivation = site.Services.GetRequiredService<PassphraseDerivation>();
        Assert.Null(await SealedFile.KeyAsync(file, derivation, TestUser.Passphrase, default));
        var key = await SealedFile.KeyAsync(file, derivation, FilePassphrase, default);
        await using var opened = await SealedFile.OpenAsync(file, key, default);
        var files = await Downloaded.FilesAsync(opened);
        var plain = await Downloaded.ZipAsync(guest.Browser, "notes");
        Assert.Equal(plain.Where(f => f.Key != "notes.json"), files.Where(f => f.Key != "notes.json"));
    }

    [Theory]
    [InlineData("notes", "short", "short", "own")]
    [InlineData("notes", "otter otter otter", "otter otter otter", "own")]
    [InlineData("notes", FilePassphrase, "seven kettles by the wear", "ownagain")]
    [InlineData("notes", FilePassphrase, "", "ownagain")]
    [InlineData("notes", "", FilePassphrase, "own")]
    [InlineData("page", FilePassphrase, FilePassphrase, "cannotbesealed")]
    public async Task A_passphrase_that_will_not_do_is_said_and_nothing_leaves(string form, string own, string again, string wrong)
    {
        await Write();
        using var response = await Downloaded.SendAsync(
            guest.Browser, ("form", form), ("passphrase", TestUser.Passphrase), ("own", own), ("own-again", again));

        var back = response.Headers.Location!.ToString();
        Assert.Equal($"/settings/download?wrong={wrong}&form={form}", back);
        var page = await guest.Browser.Open(back);
        Assert.True(page.QuerySelector("details.own")!.HasAttribute("open"));
        Assert.NotEmpty(page.QuerySelector(wrong == "ownagain" ? "#own-again-error" : "#own-error")!.TextContent);
    }

    [Fact]
    public async Task A_visitor_takes_along_what_they_wrote_and_a_locked_browser_nothing()
    {
        await guest.Writes(entry, Words);
        var page = new HtmlParser().ParseDocument(await Downloaded.TextAsync(guest.Browser, "page"));
        Assert.Contains(Words, page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);

        var other = new TestUser(site);
        Assert.Contains("No space is open", await other.Sees("/settings/download", 401), StringComparison.Ordinal);
        using var nothing = await other.Post("/settings/download/file");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_it_is_written_on_the_servers_disk()
    {
        await Write();
        var temporary = Directory.EnumerateFiles(Path.GetTempPath()).ToHashSet();
        foreach (var form in new[] { "notes", "page", "markdown", "day-one" })
        {
            using var response = await Downloaded.SendAsync(guest.Browser, ("form", form), ("passphrase", TestUser.Passphrase));
            response.EnsureSuccessStatusCode();
        }

        var mark = System.Text.Encoding.UTF8.GetBytes("thrown away");
        Assert.All(
            Directory.EnumerateFiles(site.DataDirectory, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "running")
                .Concat(Directory.EnumerateFiles(Path.GetTempPath()).Except(temporary)),
            file => Assert.Equal(-1, Read(file).AsSpan().IndexOf(mark)));

        static byte[] Read(string file)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private async Task Write()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        await guest.Writes(binned, "thrown away");
        using (await guest.Post($"/journal/{binned}/delete"))
        {
        }

        using var answered = await guest.Answer(run, "who-ended", [["choice", "he"]]);
        answered.EnsureSuccessStatusCode();
    }
}
