using System.Net;
using AngleSharp.Dom;

namespace BreakupGuide.Tests.App;

/// <summary>A form with somebody's words whose token does not hold any more: locked meanwhile, too old, keys replaced. The page gives the words back.</summary>
public sealed class RefusedFormTests(Site site) : IClassFixture<Site>
{
    private const string Token = "__RequestVerificationToken";
    private const string Words = "It rained.\r\n\r\n<b>He</b> said \"no\" & left.";

    private readonly TestUser guest = new(site);

    [Fact]
    public async Task Words_written_in_a_space_that_was_locked_are_given_back_and_saved_once_it_is_open()
    {
        var (name, form) = await Locked();
        using var refused = await guest.Browser.Send(
            form, ("words", Words), ("title", "A title"), ("tags", "rain, may"), ("mood", "low"),
            ("client", "page"), ("sequence", "7"), ("base.words", "0"), ("then", "read"));
        var page = await IsGivenBack(refused);

        Assert.Contains("Your space is locked.", Said(page), StringComparison.Ordinal);
        var unlock = page.QuerySelector("main a[href='/unlock']")!;
        Assert.Equal(("_blank", "noopener"), (unlock.GetAttribute("target"), unlock.GetAttribute("rel")));
        var back = GivenBack(page);
        Assert.Equal("/journal/new", back.GetAttribute("action"));
        Assert.Equal(Words, back.QuerySelector("textarea[name=words]")!.TextContent.ReplaceLineEndings("\r\n"));
        (string, string)[] hidden =
            [("client", "page"), ("sequence", "7"), ("base.words", "0"), ("mood", "low"), ("then", "read"), ("_handler", "write")];
        foreach (var (field, value) in hidden)
            Assert.Equal(value, back.QuerySelector($"input[type=hidden][name='{field}']")!.GetAttribute("value"));
        Assert.Equal(
            form.QuerySelector("input[name=entry]")!.GetAttribute("value"), back.QuerySelector("input[type=hidden][name=entry]")!.GetAttribute("value"));

        // Pressed while it is locked still, it comes again and begins no other space.
        using (var again = await Press(back)) back = GivenBack(await IsGivenBack(again));
        Assert.Null(guest.SpaceCookie);

        await guest.Unlocks(name);
        using var saved = await Press(back);
        var entry = await guest.Browser.Open(saved.Headers.Location!.ToString());
        Assert.Equal("A title", entry.QuerySelector("main h1")!.TextContent);
        Assert.Contains("<b>He</b> said \"no\" & left.", entry.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("rain", entry.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_was_gone_on_with_is_given_back_with_the_versions_it_was_based_on()
    {
        var name = $"otter {Guid.NewGuid():N}";
        await guest.Keeps(name);
        var entry = Guid.NewGuid();
        await guest.Writes(entry, "before");
        var form = WriteForm(await guest.Browser.Open($"/journal/{entry}/edit"));
        (await guest.Post("/lock")).Dispose();
        using var refused = await guest.Browser.Send(form, ("words", "before, and after"));
        var back = GivenBack(await IsGivenBack(refused));
        Assert.Equal(("1", $"/journal/{entry}/edit"), (back.QuerySelector("input[name='base.words']")!.GetAttribute("value"), back.GetAttribute("action")));

        await guest.Unlocks(name);
        using var saved = await Press(back);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.True(await guest.CanRead(entry, "before, and after"));
    }

    [Fact]
    public async Task An_answer_is_given_back_whole_with_the_button_that_was_pressed()
    {
        var name = $"otter {Guid.NewGuid():N}";
        await guest.Keeps(name);
        var run = Guid.NewGuid();
        using (var answered = await guest.Answer(run, "who-ended", [["choice", "he"]], reflection: "why-he-left")) await Acknowledged.In(answered);
        var address = $"/reflections/why-he-left/{run:N}/what-he-said";
        var form = (await guest.Browser.Open($"{address}?from=check")).QuerySelector("form[data-draft]")!;
        (await guest.Post("/lock")).Dispose();
        using var refused = await guest.Browser.Send(
            form, ("item.n0", "That he was tired"), ("item.n1", "That it was late"), ("option", "a"), ("option", "b"), ("go", "skip"));
        var back = GivenBack(await IsGivenBack(refused));

        Assert.Equal($"{address}?from=check", back.GetAttribute("action"));
        Assert.Equal(["That he was tired", "That it was late"], back.QuerySelectorAll("textarea").Select(t => t.TextContent));
        Assert.Equal(["Your words, part 1", "Your words, part 2"], back.QuerySelectorAll("label").Select(l => l.TextContent));
        Assert.Equal(["a", "b"], back.QuerySelectorAll("input[type=hidden][name=option]").Select(o => o.GetAttribute("value")));

        await guest.Unlocks(name);
        using (var saved = await Press(back)) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var check = await guest.Sees($"/reflections/why-he-left/{run:N}/check");
        Assert.Contains("Skipped", check, StringComparison.Ordinal);
        Assert.Equal("That he was tired", (await guest.Browser.Open(address)).QuerySelector("textarea[name='item.n0']")!.TextContent);
    }

    [Fact]
    public async Task A_page_that_was_made_before_the_space_was_opened_is_saved_by_pressing_once_more()
    {
        var name = $"otter {Guid.NewGuid():N}";
        await guest.Keeps(name);
        (await guest.Post("/lock")).Dispose();
        var form = WriteForm(await guest.Browser.Open("/journal/new"));
        await guest.Unlocks(name);
        using var refused = await guest.Browser.Send(form, ("words", "opened too early"));
        var page = await IsGivenBack(refused);

        Assert.Contains("press “Save my words” once more", Said(page), StringComparison.Ordinal);
        Assert.NotEqual(
            form.QuerySelector($"input[name={Token}]")!.GetAttribute("value"), GivenBack(page).QuerySelector($"input[name={Token}]")!.GetAttribute("value"));
        using var saved = await Press(GivenBack(page));
        Assert.Contains("opened too early", await guest.Sees(saved.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_a_space_gets_the_words_back_and_saves_them()
    {
        var form = WriteForm(await guest.Browser.Open("/journal/new"));
        using var refused = await guest.Browser.Send(form, ("words", "a visitor's"), (Token, "from long ago"));
        var page = await IsGivenBack(refused);

        Assert.Contains("open for too long", Said(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main a[href='/unlock']"));
        using var saved = await Press(GivenBack(page));
        Assert.Contains("a visitor's", await guest.Sees(saved.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_one_space_do_not_come_into_another_one_that_was_opened_meanwhile()
    {
        var (name, form) = await Locked();
        await guest.Keeps($"lodger {Guid.NewGuid():N}");
        using var refused = await guest.Browser.Send(form, ("words", "not for the lodger"));
        var page = await IsGivenBack(refused);

        Assert.Contains("Another space is open", Said(page), StringComparison.Ordinal);
        using (var again = await Press(GivenBack(page))) await IsGivenBack(again);
        Assert.DoesNotContain("not for the lodger", await guest.Sees("/journal"), StringComparison.Ordinal);

        (await guest.Post("/lock")).Dispose();
        await guest.Unlocks(name);
        using var saved = await Press(GivenBack(page));
        Assert.Contains("not for the lodger", await guest.Sees(saved.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_changed_on_the_page_are_saved_even_under_a_number_that_was_used()
    {
        var (name, form) = await Locked();
        using var refused = await guest.Browser.Send(form, ("words", "as typed"), ("client", "page"), ("sequence", "7"));
        var back = GivenBack(await IsGivenBack(refused));
        await guest.Unlocks(name);
        var entry = Guid.Parse(back.QuerySelector("input[name=entry]")!.GetAttribute("value")!);
        (await Press(back)).Dispose();
        Assert.True(await guest.CanRead(entry, "as typed"));

        // Gone back to by the browser, and changed there.
        (await Press(back, ("words", "as typed, and changed"))).Dispose();
        Assert.True(await guest.CanRead(entry, "as typed, and changed"));
    }

    [Fact]
    public async Task Markup_in_words_and_fields_is_text()
    {
        const string Hostile = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        var form = WriteForm(await guest.Browser.Open("/journal/new"));
        using var refused = await guest.Browser.Send(form, ("words", Hostile), ("title", Hostile), ("mood", Hostile), ("\"><script>", Hostile), (Token, "x"));
        var page = await IsGivenBack(refused);
        var back = GivenBack(page);

        Assert.Equal(Hostile, back.QuerySelector("textarea")!.TextContent);
        Assert.Equal(
            [Hostile, Hostile, Hostile], back.QuerySelectorAll("input").Where(i => i.GetAttribute("value") == Hostile).Select(i => i.GetAttribute("value")));
        Assert.Empty(page.QuerySelectorAll("main script, main img"));
        Assert.DoesNotContain(page.QuerySelectorAll("script"), s => !s.HasAttribute("src"));
    }

    /// <summary>A form that was opened in a kept space, which then was locked.</summary>
    private async Task<(string Name, IElement Form)> Locked()
    {
        var name = $"otter {Guid.NewGuid():N}";
        await guest.Keeps(name);
        var form = WriteForm(await guest.Browser.Open("/journal/new"));
        (await guest.Post("/lock")).Dispose();
        return (name, form);
    }

    private Task<HttpResponseMessage> Press(IElement back, params (string Name, string Value)[] changed) => guest.Browser.Send(back, changed);

    private static async Task<IDocument> IsGivenBack(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var page = await Browser.Read(response);
        Assert.Equal(("That did not work", "This is not saved yet"), (page.Title, Assert.Single(page.QuerySelectorAll("h1")).TextContent));
        var back = GivenBack(page);
        Assert.Equal("Save my words", back.QuerySelector("button[type=submit]")!.TextContent);
        Assert.Single(back.QuerySelectorAll($"input[name={Token}]"));
        foreach (var control in back.QuerySelectorAll("textarea, input:not([type=hidden])"))
            Assert.NotEmpty(Assert.Single(back.QuerySelectorAll($"label[for='{control.Id}']")).TextContent);
        Assert.Equal(back.QuerySelectorAll("[id]").Length, back.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        return page;
    }

    private static IElement GivenBack(IDocument page) => page.QuerySelector("main form") ?? throw new InvalidOperationException("No words came back.");

    private static IElement WriteForm(IDocument page) => page.QuerySelector("form[data-draft]")!;

    private static string Said(IDocument page) => page.QuerySelector("main")!.TextContent;
}
