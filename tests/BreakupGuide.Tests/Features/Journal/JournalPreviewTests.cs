using System.Security.Claims;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields.Words;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using BreakupGuide.Tests.Spaces.SignIn;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Journal;

public sealed class JournalPreviewTests(Site site) : BunitContext, IClassFixture<Site>
{
    private readonly EntryReader entries = site.Services.GetRequiredService<EntryReader>();
    private readonly OpenSpaces open = site.Services.GetRequiredService<OpenSpaces>();
    private Guid session;
    private readonly Guid entry = Guid.NewGuid();

    [Fact]
    public async Task It_shows_the_stored_words_and_reads_them_anew_after_each_save()
    {
        var space = await OpenSpace();
        await Save(space, "Some **loud** words", 0);
        var preview = Render<JournalPreview>(p => p.Add(c => c.Entry, entry));
        Assert.Equal("loud", preview.WaitForElement("strong").TextContent);

        await Save(space, "Some *soft* words", 1);
        Assert.Empty(preview.FindAll("em"));
        await preview.Find("input[data-saved]").ChangeAsync(new() { Value = "2" });
        Assert.Equal("soft", preview.Find("em").TextContent);
    }

    [Fact]
    public async Task Once_locked_it_shows_nothing_of_the_words()
    {
        var space = await OpenSpace();
        await Save(space, "Some words", 0);
        var preview = Render<JournalPreview>(p => p.Add(c => c.Entry, entry));
        // Until it is drawn, what is found may be drawn anew before it is pressed.
        preview.WaitForElement(".prose");
        open.Close(session);
        await preview.Find("input[data-saved]").ChangeAsync(new() { Value = "2" });

        Assert.DoesNotContain("Some words", preview.Markup, StringComparison.Ordinal);
        Assert.Contains("while your space is locked", preview.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_like_a_script_is_only_text()
    {
        await Save(await OpenSpace(), "<script>alert(1)</script> [x](javascript:alert(1))", 0);
        var preview = Render<JournalPreview>(p => p.Add(c => c.Entry, entry));

        Assert.Contains("alert(1)", preview.WaitForElement(".prose").TextContent, StringComparison.Ordinal);
        Assert.Empty(preview.FindAll("script, a"));
    }

    private async Task<UnlockedSpace> OpenSpace()
    {
        Services.AddSingleton(entries);
        Services.AddSingleton(open);
        Services.AddScoped<CurrentSpace>();
        (session, var space) = await StoredSession.NewVisitorAsync(site);
        AddAuthorization().SetAuthorized("somebody").SetClaims(new Claim(SpaceClaims.Session, session.ToString("N")));
        return space;
    }

    private async Task Save(UnlockedSpace space, string words, int version) =>
        Assert.IsType<Saved.Done>(await StoreRooms.Of(site.Services).Journal.SaveAsync(
            space, new JournalChange(entry, EntryKind.Journal, [new("words", words, version)], null, 0, null), default));
}
