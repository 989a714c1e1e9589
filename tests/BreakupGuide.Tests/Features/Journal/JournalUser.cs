using BreakupGuide.Tests.Entries;
using AngleSharp.Dom;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>Somebody with a browser who writes in a journal.</summary>
internal sealed class JournalUser(Site site) : StoreRooms
{
    private const string Passphrase = "moss lantern quiet harbour";

    public Browser Browser { get; } = site.Browse();

    public Task<IDocument> Open(string path, int status = 200) => Browser.Open(path, status);

    /// <summary>Creates a space with a passphrase in this browser.</summary>
    public async Task<JournalUser> Keeps(string name)
    {
        var start = await Open("/start");
        using var response = await Browser.Send(Form(start, "start"), ("Input.Name", name), ("Input.Passphrase", Passphrase), ("Input.Repeat", Passphrase));
        Assert.Equal(200, (int)response.StatusCode);
        Assert.NotNull((await Browser.Read(response)).QuerySelector("[data-testid=recovery-key]"));
        return this;
    }

    /// <summary>Writes a new entry and gives its id.</summary>
    public async Task<Guid> Writes(string words, params (string Name, string Value)[] more) => await Writes("/journal/new", words, more);

    public async Task<Guid> Writes(string path, string words, params (string Name, string Value)[] more)
    {
        using var response = await Browser.Send(WriteForm(await Open(path)), [("words", words), .. more]);
        return IdIn(Location(response));
    }

    public static string Location(HttpResponseMessage response)
    {
        Assert.True((int)response.StatusCode is 302 or 303);
        return new Uri(new Uri("http://localhost"), response.Headers.Location!).PathAndQuery;
    }

    public static Guid IdIn(string path) => Guid.Parse(path.Split('/')[2]);

    public static IElement WriteForm(IDocument page) => page.QuerySelector("form[data-draft]") ?? throw new InvalidOperationException("No form to write in.");

    public static IElement Form(IDocument page, string handler) =>
        page.QuerySelectorAll("form").Single(f => f.QuerySelector($"input[name=_handler][value='{handler}']") is not null);

    public static IElement FormTo(IDocument page, string address) => page.QuerySelectorAll("form").Single(f => f.GetAttribute("action") == address);

    public static IElement FormWith(IDocument page, string button) =>
        page.QuerySelectorAll("form").Single(f => f.QuerySelectorAll("button").Any(b => b.TextContent.Trim() == button));

    public async Task<IDocument> Searches(string words, params (string Name, string Value)[] more) =>
        await Browser.SendAndOpen(Form(await Open("/journal"), "search"), [("words", words), .. more]);

    /// <summary>What stands in the form's one-line controls of these names.</summary>
    public static IReadOnlyList<string?> Values(IElement form, params string[] names) =>
        [.. names.Select(n => form.QuerySelector($"input[name={n}]")?.GetAttribute("value"))];

    /// <summary>The text of a page's main part.</summary>
    public static string Shown(IDocument page) => page.QuerySelector("main")!.TextContent;

    public static IReadOnlyList<string> Lines(IDocument page) => [.. page.QuerySelectorAll(".timeline .timeline-body > a").Select(a => a.TextContent)];

    /// <summary>The open space that an entry belongs to, for what pages of this feature cannot make.</summary>
    public async Task<UnlockedSpace> SpaceOf(Guid entry)
    {
        await using var database = await Database();
        var space = await database.Entries.Where(e => e.Id == entry).Select(e => e.SpaceId).SingleAsync();
        var session = await database.Sessions.Where(s => s.SpaceId == space).Select(s => s.Id).SingleAsync();
        return site.Services.GetRequiredService<OpenSpaces>().Find(session)!.Space;
    }

    protected override IServiceProvider Services => site.Services;

    public Task<AppDbContext> Database() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
}
