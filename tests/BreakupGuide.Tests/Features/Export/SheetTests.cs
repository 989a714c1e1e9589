using AngleSharp.Dom;
using BreakupGuide.Data;
using BreakupGuide.Tests.Features.Journal;
using BreakupGuide.Tests.Features.Reflections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Export;

/// <summary>The support sheet: picked, shown and gone.</summary>
public sealed class SheetTests : IDisposable
{
    private const string Address = "/journal/sheet";

    private static readonly Wording Why = Wording.WhyHeLeft;

    private readonly Site site = new();
    private readonly JournalUser person;

    public SheetTests() => person = new JournalUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task What_was_picked_stands_on_one_page_with_names_shortened_and_in_no_address()
    {
        var id = await person.Writes("Anna called.\n\n- tea with Ben Ali", ("title", "Anna"), ("mood", "low"));
        await person.Writes("not for others");
        var (page, run) = (await person.Open(Address), await Answers("Anna said he is tired."));
        page = await person.Open(Address);
        Assert.Equal(3, Boxes(page).Length);

        var parts = await Send(page, "parts", [("entry", $"{id}"), ("entry", $"{run}")]);
        Assert.Equal("What should be on it?", parts.QuerySelector("h1")!.TextContent);
        var picked = Boxes(parts).Select(b => b.GetAttribute("value")!).ToList();
        Assert.Equal($"{id:N}/words", picked[0]);
        Assert.All(Boxes(parts), b => Assert.True(b.HasAttribute("checked")));
        var sheet = await Send(
            parts, "sheet", [("entry", $"{id}"), ("entry", $"{run}"), ("part", picked[0]), ("part", $"{run:N}/what-he-said"), ("names", "Anna, Ben Ali")]);

        var text = sheet.QuerySelector("main")!.TextContent;
        Assert.Equal("From my notes", sheet.QuerySelector("h1")!.TextContent);
        Assert.Equal("A.", sheet.QuerySelector("article h2")!.TextContent);
        Assert.Contains("Mood: Low", text, StringComparison.Ordinal);
        Assert.Equal("tea with B.", sheet.QuerySelector("article li")!.TextContent.Trim());
        Assert.Contains("A. said he is tired.", text, StringComparison.Ordinal);
        foreach (var not in new[] { "Anna", "Ben Ali", "not for others", Why.Ask("who-ended") }) Assert.DoesNotContain(not, text, StringComparison.Ordinal);
        Assert.NotNull(sheet.QuerySelector("button[data-print]"));
        Assert.All(
            new[] { page, parts, sheet }.SelectMany(p => p.QuerySelectorAll("form, main a")),
            e => Assert.DoesNotContain("?", e.GetAttribute("href") ?? e.GetAttribute("action") ?? "", StringComparison.Ordinal));

        // Back again everything is as it was chosen.
        var again = await Send(sheet, "parts", []);
        Assert.Equal([picked[0], $"{run:N}/what-he-said"], Boxes(again).Where(b => b.HasAttribute("checked")).Select(b => b.GetAttribute("value")));
        Assert.Equal("Anna, Ben Ali", again.QuerySelector("input[name=names]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_is_kept_of_it()
    {
        var id = await person.Writes("words");
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var spaces = database.Spaces.AsNoTracking().Select(s => new { s.Withheld, s.EntryCount, s.Bytes });
        var before = await spaces.SingleAsync();

        var parts = await Send(await person.Open(Address), "parts", [("entry", $"{id}")]);
        await Send(parts, "sheet", [("entry", $"{id}"), ("part", $"{id:N}/words"), ("names", "Anna")]);

        Assert.Equal(before, await spaces.SingleAsync());
        Assert.Equal("", (await Send(await person.Open(Address), "parts", [("entry", $"{id}")])).QuerySelector("input[name=names]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_only_for_me_is_not_offered_and_cannot_be_asked_for()
    {
        var run = await Answers("I want it back", "He is tired", "he is tired ");
        await Mark("why-he-left/what-he-said");
        var parts = await Send(await person.Open(Address), "parts", [("entry", $"{run}")]);
        Assert.DoesNotContain("I want it back", parts.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var sheet = await Send(parts, "sheet", [("entry", $"{run}"), ("part", $"{run:N}/what-he-said"), ("part", $"{run:N}/who-ended")]);
        Assert.Equal("From my notes", sheet.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("I want it back", sheet.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_pages_and_those_in_the_bin_are_not_found()
    {
        var mine = await person.Writes("mine");
        var binned = await person.Writes("thrown away");
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{binned}"), $"/journal/{binned}/delete"));
        var other = new JournalUser(site);
        var theirs = await other.Writes("theirs");

        var parts = await Send(await person.Open(Address), "parts", [("entry", $"{mine}"), ("entry", $"{theirs}"), ("entry", $"{binned}")]);
        Assert.Equal($"{mine:N}/words", Assert.Single(Boxes(parts)).GetAttribute("value"));
        var sheet = await Send(parts, "sheet", [("entry", $"{theirs}"), ("part", $"{theirs:N}/words")]);
        Assert.Equal("Support sheet", sheet.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("theirs", sheet.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_picked_stays_while_one_looks_at_older_pages()
    {
        var first = await person.Writes("the oldest", ("date", "2026-01-01"));
        for (var i = 0; i < 20; i++) await person.Writes($"page {i}", ("date", $"2026-02-{i + 1:00}"));
        var page = await person.Open(Address);
        var newest = Boxes(page)[0].GetAttribute("value")!;
        Assert.Equal(20, Boxes(page).Length);

        var older = await Send(page, "older", [("entry", newest)]);
        Assert.Equal($"{first}", Assert.Single(Boxes(older)).GetAttribute("value"));
        Assert.Contains("One page that is not in this list is picked, too.", older.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var parts = await Send(older, "parts", [("entry", newest), ("entry", $"{first}")]);
        Assert.Equal(2, parts.QuerySelectorAll("fieldset").Length);
    }

    [Fact]
    public async Task Too_many_nothing_and_too_many_names_are_said()
    {
        var id = await person.Writes("words");
        var page = await person.Open(Address);
        Assert.Contains(
            "One sheet holds 30 pages",
            (await Send(page, "parts", [.. Enumerable.Range(0, 31).Select(_ => ("entry", $"{Guid.NewGuid()}"))])).QuerySelector(".error")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("Nothing of what you picked", (await Send(page, "parts", [])).QuerySelector(".error")!.TextContent, StringComparison.Ordinal);

        var parts = await Send(page, "parts", [("entry", $"{id}")]);
        var none = await Send(parts, "sheet", [("entry", $"{id}"), ("part", "")]);
        Assert.Contains("Pick at least one", none.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        var refused = await Send(parts, "sheet", [("entry", $"{id}"), ("part", $"{id:N}/words"), ("names", new string('a', 200))]);
        Assert.Contains("at most 100 characters", refused.QuerySelector("#sheet-names-error")!.TextContent, StringComparison.Ordinal);
    }

    private async Task Mark(string id)
    {
        var page = await person.Open("/understanding?for=somebody-else");
        using var marked = await person.Browser.Http.PostAsync(
            "/understanding/only-for-me",
            new FormUrlEncodedContent(
                [KeyValuePair.Create("__RequestVerificationToken", TestUser.TokenIn(page)), KeyValuePair.Create("mark", $"reasons {id}")]));
        Assert.Equal(302, (int)marked.StatusCode);
    }

    private async Task<Guid> Answers(params string[] said)
    {
        var walker = new Walker(person.Browser);
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["he"]);
        while (!walker.Address.EndsWith("/what-he-said", StringComparison.Ordinal)) await walker.Send("skip");
        await walker.Answer(said);
        return Guid.Parse(walker.Address.Split('/')[3]);
    }

    private Task<IDocument> Send(IDocument page, string then, (string Name, string Value)[] filled) =>
        person.Browser.SendAndOpen(JournalUser.Form(page, "sheet"), [.. filled, ("then", then)]);

    private static IElement[] Boxes(IDocument page) => [.. page.QuerySelectorAll("main input[type=checkbox]")];
}
