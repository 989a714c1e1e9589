using System.Net;
using AngleSharp.Dom;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Somebody who walked “Why he left” and looks at what they understand now.</summary>
internal sealed class UnderstandingUser(Site site)
{
    public const string Page = "/understanding";
    public const string Others = "/understanding?for=somebody-else";

    public TestUser User { get; } = new(site);

    public Guid Why { get; } = Guid.NewGuid();

    public Guid Fixable { get; } = Guid.NewGuid();

    public async Task Keeps() => await User.Keeps($"u{Guid.NewGuid():N}");

    /// <summary>What was said is a thread of the kind “words”, the other reason one of the kind “reason”, and the plans are an option.</summary>
    public async Task WalksWhyAsync()
    {
        await Says(Why, "who-ended", ["choice", "he"]);
        await Says(Why, "how-ended", ["choice", "plainly"]);
        await Says(Why, "what-he-said", ["item.n0", "Anna, I need room"]);
        await Says(Why, "which-fit", ["option", "plans"], ["option", "other"], ["pick", "plans"], ["pick", "other"]);
        await Says(Why, "other-reason", ["item.n0", "We never talked about Ben."]);
        await Says(Why, "reasons-in-words", ["option", Thread(Why, "what-he-said")]);
        await Says(
            Why, "how-sure", [$"sort.{Thread(Why, "what-he-said")}", "guess"], ["sort.which-fit--plans", "sure"],
            [$"sort.{Thread(Why, "other-reason")}", "nobody-knows"]);
    }

    public async Task WalksFixableAsync()
    {
        await Says(Fixable, "safe", ["choice", "no"]);
        await Says(Fixable, "contact", ["choice", "fine"]);
        await Says(Fixable, "want", ["choice", "back"]);
        await Says(Fixable, "reasons", ["take", "which-fit--plans"], ["item.n0", "the long winter"]);
        await Says(
            Fixable, "causes", [$"sort.{Thread(Fixable, "reasons", "which-fit--plans")}", "between-us"],
            [$"sort.{Thread(Fixable, "reasons")}", "circumstances"]);
        await Says(Fixable, "needs", ["item.n0", "to be asked"]);
        await Says(Fixable, "needs-met", [$"sort.{Thread(Fixable, "needs")}", "not-met"]);
    }

    public async Task Says(Guid run, string field, params string[][] value)
    {
        using var response = await User.Answer(run, field, value, reflection: run == Fixable ? "can-it-be-fixed" : "why-he-left");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>The id of the thread that a row of a list became.</summary>
    public string Thread(Guid run, string field, string row = "n0") => Item.IdOf(RecordIds.OfThread(Space, run, field, row));

    private UnlockedSpace Space => site.Services.GetRequiredService<OpenSpaces>().Find(SessionOf())!.Space;

    private Guid SessionOf()
    {
        using var database = site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        var entries = database.Entries.Where(e => e.Id == Why || e.Id == Fixable).Select(e => e.SpaceId).First();
        return database.Sessions.Where(s => s.SpaceId == entries).Select(s => s.Id).Single();
    }

    /// <summary>The parts of the page: their titles, and their slips in one line each.</summary>
    public static IReadOnlyDictionary<string, string[]> Parts(IDocument page) => page.QuerySelectorAll("main section[aria-labelledby]")
        .Where(s => s.QuerySelector("h2") is not null)
        .ToDictionary(s => s.QuerySelector("h2")!.Id!, s => s.QuerySelectorAll(".slip").Select(Words).ToArray());

    /// <summary>Presses “Only for me” beside the thing of this name.</summary>
    public async Task<IDocument> PressAsync(string name)
    {
        var page = await User.Browser.Open(Page);
        var button = page.QuerySelectorAll("button[form=only-for-me]").Single(b => b.TextContent.Trim() == $"Only for me: {name}");
        return await User.Browser.SendAndOpen(
            page.QuerySelector("form#only-for-me")!, (button.GetAttribute("name")!, button.GetAttribute("value")!));
    }

    private static string Words(IElement slip)
    {
        var copy = (IElement)slip.Clone();
        foreach (var mark in copy.QuerySelectorAll(".mark")) mark.Remove();
        return string.Join(' ', copy.Descendants<IText>().Select(t => t.Data.Trim()).Where(t => t.Length > 0));
    }
}
