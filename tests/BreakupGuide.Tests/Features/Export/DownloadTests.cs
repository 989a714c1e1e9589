using System.Net;
using System.Text.Json;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Export;

public sealed class DownloadTests : IDisposable
{
    private const string Words = "Grüße — слова, 言葉 \"quoted\" <b>";

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid binned = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    public DownloadTests() => guest = new TestUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_file_holds_every_entry_and_answer_under_a_neutral_name()
    {
        await Write();
        using var response = await Download("json", TestUser.Passphrase);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches("^notes-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json$", response.Content.Headers.ContentDisposition.FileName);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var notes = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var all = notes.RootElement.GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("id").GetGuid());
        Assert.Equal(3, all.Count);
        Assert.Equal(Words, all[entry].GetProperty("words").GetString());
        Assert.True(all[binned].GetProperty("isInBin").GetBoolean());
        var answer = Assert.Single(all[run].GetProperty("answers").EnumerateArray());
        Assert.Equal("Who ended it?", answer.GetProperty("asked").GetString());
        Assert.Equal("he", answer.GetProperty("value").GetProperty("value").GetString());
    }

    [Fact]
    public async Task The_text_file_can_be_read_by_a_person()
    {
        await Write();
        using var response = await Download("text", TestUser.Passphrase);
        var text = await response.Content.ReadAsStringAsync();

        Assert.EndsWith(".txt", response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Contains(Words, text, StringComparison.Ordinal);
        Assert.Contains("(in the bin)", text, StringComparison.Ordinal);
        Assert.Contains("Who ended it?", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "\"unreadable\": 1")]
    [InlineData("text", "1 pieces could not be opened.")]
    public async Task What_could_not_be_opened_is_counted_at_the_end_of_the_file(string form, string count)
    {
        await Write();
        await using (var database = await Contexts.CreateDbContextAsync())
            await database.Entries.Where(e => e.Id == entry).ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, e => e.Head));
        using var response = await Download(form, TestUser.Passphrase);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Contains(count, text[^60..], StringComparison.Ordinal);
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
        var download = Download("text", TestUser.Passphrase);

        Assert.True(SpinWait.SpinUntil(() => turns.Count(space) == 2 || download.IsCompleted, TimeSpan.FromMinutes(1)));
        Assert.False(download.IsCompleted);
        turn.Dispose();
        using var response = await download;
        Assert.Contains(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not the passphrase at all")]
    public async Task Without_the_passphrase_nothing_leaves(string passphrase)
    {
        await Write();
        using var response = await Download("json", passphrase);

        Assert.Equal("/settings/download?wrong=yes", response.Headers.Location!.ToString());
        Assert.Contains("This is not your passphrase", await guest.Sees("/settings/download?wrong=yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_takes_along_what_they_wrote_and_a_locked_browser_nothing()
    {
        await guest.Writes(entry, Words);
        using (var response = await Download("text")) Assert.Contains(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var other = new TestUser(site);
        Assert.Contains("No space is open", await other.Sees("/settings/download", 401), StringComparison.Ordinal);
        using var nothing = await other.Post("/settings/download/file");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    private IDbContextFactory<AppDbContext> Contexts => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

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

    private async Task<HttpResponseMessage> Download(string form, string? passphrase = null)
    {
        var page = await guest.Browser.Open("/settings/download");
        var fields = new List<(string, string)> { ("form", form) };
        if (passphrase is not null) fields.Add(("passphrase", passphrase));
        return await guest.Browser.Send(page.QuerySelector("main form")!, [.. fields]);
    }
}
