using AngleSharp.Dom;
using BreakupGuide.Content;
using BreakupGuide.Features.Journal.Letters;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Fields = BreakupGuide.Entries.JournalFields;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>A letter that rests: written at the place before sending, asked about when its rest is over, decided on.</summary>
public class LetterTests(Site site) : IClassFixture<Site>
{
    private const string Past = "2026-01-01T06:00Z";

    private readonly JournalUser person = new(site);

    [Fact]
    public async Task Nothing_stands_before_the_box_but_the_heading_and_one_line()
    {
        var page = await person.Open("/urge");

        var box = page.QuerySelector("main textarea")!;
        var before = page.QuerySelectorAll("main :is(h1, p, a, label, button, textarea)").TakeWhile(e => e != box);
        Assert.Equal(["H1", "P", "LABEL"], before.Select(e => e.TagName));
        Assert.Equal("Your words", page.QuerySelector($"label[for={box.Id}]")!.TextContent);
        string[] asked = ["What do you hope he answers?", "How will you be if he does not?"];
        Assert.Equal(asked, page.QuerySelectorAll(".after-words label").Select(l => l.TextContent));
        var pastimes = site.Services.GetRequiredService<ContentLibrary>().Pastimes;
        Assert.Equal(pastimes.Count, page.QuerySelectorAll(".after-words li").Length);
        Assert.NotNull(page.QuerySelector(".after-words a[href='/help']"));
    }

    [Fact]
    public async Task It_speaks_of_the_ex_partner_as_chosen()
    {
        person.Browser.Http.DefaultRequestHeaders.Add("Cookie", "pronoun=they");

        Assert.DoesNotMatch(@"\b([Hh]e|[Hh]im|[Hh]is)\b", JournalUser.Shown(await person.Open("/urge")));
    }

    [Fact]
    public async Task A_letter_is_kept_with_its_answers_and_rests_a_day_where_nothing_else_is_chosen()
    {
        await person.Keeps("rests");
        var id = await WritesAsync(("hope", "that he is well"), ("no-answer", "I sleep on it"));

        var resting = await person.Open($"/urge/{id}");
        Assert.Matches("^It rests until (tomorrow|this|[A-Z][a-z]+day) (morning|afternoon|evening)[.]$", resting.QuerySelector("h1")!.TextContent);
        var letter = await person.Open($"/journal/{id}");
        Assert.Contains("A letter that rests", JournalUser.Shown(letter), StringComparison.Ordinal);
        Assert.Equal(["that he is well", "I sleep on it"], letter.QuerySelectorAll("article .quote").Select(q => q.TextContent));
        Assert.Empty(letter.QuerySelectorAll("form[action$=keep], [data-copy]"));
        Assert.DoesNotContain("has rested", JournalUser.Shown(await person.Open("/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Left_without_pressing_anything_it_rests_as_was_chosen_and_later_words_leave_that_alone()
    {
        var user = new TestUser(site);
        var id = Guid.NewGuid();
        await SavesAsync("I only want", Past, seen: 0);

        Assert.Contains("Your letter has rested. Read it?", await user.Sees("/urge"), StringComparison.Ordinal);

        await SavesAsync("I only want to know", "week", seen: 1);
        Assert.Contains("Your letter has rested. Read it?", await user.Sees("/urge"), StringComparison.Ordinal);

        async Task SavesAsync(string words, string rest, int seen)
        {
            string[][] value = [["words", words], ["kind", "letter"], ["rest", rest]];
            using var saved = await user.Put(
                $"/drafts/{id}/words", new { value, state = "given", baseVersion = seen, client = "page", sequence = seen + 1, zone = "Europe/London" });
            await Acknowledged.In(saved);
        }
    }

    [Fact]
    public async Task A_rest_alone_makes_no_letter()
    {
        var page = await person.Open("/urge");
        var answer = await person.Browser.SendAndOpen(JournalUser.WriteForm(page), ("then", "rest"));

        Assert.Contains("There is nothing here yet.", JournalUser.Shown(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_its_rest_is_over_both_pages_ask_and_the_letter_offers_four_ways()
    {
        await person.Keeps("rested");
        var id = await WritesAsync(("rest", Past));
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{id}"), $"/urge/{id}/asked"), ("contact", "fine"));

        Assert.Equal($"/journal/{id}", (await person.Open("/")).QuerySelector(".rested a")!.GetAttribute("href"));
        Assert.Contains("Your letter has rested. Read it?", JournalUser.Shown(await person.Open("/urge")), StringComparison.Ordinal);
        Assert.Equal(["Keep it unsent", "Change it", "Copy it", "Let it go"], Ways(await person.Open($"/journal/{id}")));
    }

    [Fact]
    public async Task Kept_unsent_it_asks_no_more_and_what_helped_is_shown_the_next_time()
    {
        await person.Keeps("kept");
        var id = await WritesAsync(("rest", Past));
        var letter = await person.Open($"/journal/{id}");
        var kept = await person.Browser.SendAndOpen(JournalUser.FormTo(letter, $"/urge/{id}/keep"));
        await person.Browser.SendAndOpen(JournalUser.FormTo(kept, $"/urge/{id}/helped"), ("helped", "a walk along the canal"));

        Assert.DoesNotContain("has rested", JournalUser.Shown(await person.Open("/")), StringComparison.Ordinal);
        Assert.Empty(Ways(await person.Open($"/journal/{id}")));
        Assert.Equal(["a walk along the canal"], (await person.Open("/urge")).QuerySelectorAll(".helped li").Select(l => l.TextContent));
    }

    [Fact]
    public async Task It_can_rest_another_night_and_let_go_it_lies_in_the_bin()
    {
        await person.Keeps("night");
        var id = await WritesAsync(("rest", Past));
        var home = await person.Open("/");
        var again = await person.Browser.SendAndOpen(JournalUser.FormTo(home, $"/urge/{id}/rest"), ("rest", "tonight"));
        Assert.EndsWith("morning.", again.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await person.Open("/")).QuerySelector(".rested"));

        var other = await WritesAsync(("rest", Past));
        var gone = await person.Browser.SendAndOpen(JournalUser.FormWith(await person.Open($"/journal/{other}"), "Let it go"));
        Assert.Equal("Undo", gone.QuerySelector("main .button-primary")!.TextContent);
        Assert.Null((await person.Open("/")).QuerySelector(".rested"));
    }

    [Theory]
    [InlineData("safe", "afraid", false)]
    [InlineData("safe", "not-sure", false)]
    [InlineData("contact", "he-asked-none", false)]
    [InlineData("contact", "wants-space", false)]
    [InlineData("contact", "not-tried", true)]
    public async Task Copying_is_not_offered_where_contact_was_refused_or_somebody_is_afraid(string question, string value, bool isOffered)
    {
        var user = new TestUser(site);
        var id = Guid.NewGuid();
        await user.Keeps($"{question}-{value}");
        using (var said = await user.Answer(Guid.NewGuid(), question, [["choice", value]], reflection: "can-it-be-fixed")) await Acknowledged.In(said);
        var written = await user.Browser.SendAndOpen(
            JournalUser.WriteForm(await user.Browser.Open("/urge")), ("entry", $"{id}"), ("words", "come back"), ("rest", Past), ("then", "rest"));
        Assert.Equal("It is kept here, unsent.", written.QuerySelector("h1")!.TextContent);

        var letter = await user.Browser.Open($"/journal/{id}");
        Assert.Equal(isOffered, letter.QuerySelector("[data-copy]") is not null);
        Assert.NotNull(letter.QuerySelector(".decision a[href='/help']"));
    }

    // The way to a letter stood on the first home only.
    [Theory]
    [InlineData("/")]
    [InlineData("/guides")]
    [InlineData("/guides/why-did-he-leave")]
    [InlineData("/reflections/why-he-left")]
    [InlineData("/journal")]
    [InlineData("/help")]
    [InlineData("/settings")]
    public async Task A_visitor_on_the_second_night_reaches_a_letter_from_everywhere(string page)
    {
        var visitor = new TestUser(site);
        await visitor.Writes(Guid.NewGuid(), "the first night");
        var link = Assert.Single((await visitor.Browser.Open(page)).QuerySelectorAll("header a"), a => a.TextContent == "Before you send");

        var urge = await visitor.Browser.Open(link.GetAttribute("href")!);
        var id = Guid.NewGuid();
        var resting = await visitor.Browser.SendAndOpen(
            JournalUser.WriteForm(urge), ("entry", $"{id}"), ("words", "the second night"), ("rest", "tonight"), ("then", "rest"));

        Assert.StartsWith("It rests until", resting.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("the second night", await visitor.Sees($"/journal/{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fine", "I miss talking to you")]
    [InlineData("he-asked-none", "needs no answer")]
    public async Task Beside_a_message_meant_to_make_jealous_stands_an_honest_one_but_not_where_contact_was_refused(string value, string words)
    {
        Assert.Contains("I miss talking to you", Folded(await new TestUser(site).Browser.Open("/urge")), StringComparison.Ordinal);
        var user = new TestUser(site);
        using (var said = await user.Answer(Guid.NewGuid(), "contact", [["choice", value]], reflection: "can-it-be-fixed"))
            await Acknowledged.In(said);

        var folded = Folded(await user.Browser.Open("/urge"));
        Assert.Contains(words, folded, StringComparison.Ordinal);
        Assert.Equal(value == "fine", folded.Contains("I miss talking to you", StringComparison.Ordinal));

        static string Folded(IDocument page) =>
            page.QuerySelectorAll(".after-words details")
                .Single(d => d.QuerySelector("summary")!.TextContent == "Is it meant to make him jealous?").TextContent;
    }

    [Fact]
    public void The_gate_knows_questions_and_answers_that_there_are()
    {
        var walk = site.Services.GetRequiredService<ContentLibrary>().Reflection("can-it-be-fixed")!;

        Assert.Equal(walk.Safety.Order(StringComparer.Ordinal), SendingGate.Closing.Keys.Order(StringComparer.Ordinal));
        Assert.All(SendingGate.Closing, c => Assert.Subset(walk.Find(c.Key)!.Options.Values.Select(o => o.Value).ToHashSet(), c.Value.ToHashSet()));
    }

    [Fact]
    public async Task Letters_that_rest_are_found_without_opening_the_others()
    {
        await person.Keeps("many");
        var id = await WritesAsync(("rest", Past));
        for (var i = 0; i < 20; i++) await person.Writes($"words {i}");
        var store = StoreRooms.Of(site.Services);
        var space = await person.SpaceOf(id);
        var before = store.Records.Opened;

        Assert.Equal([id], (await store.Entries.LettersAsync(space, Fields.Rest, 5, default)).Select(l => l.Id));
        Assert.Equal(1, store.Records.Opened - before);
        await using var database = await person.Database();
        Assert.Equal([id], await database.Entries.Where(e => e.SpaceId == space.Id && e.Series != null).Select(e => e.Id).ToListAsync());
    }

    [Fact]
    public async Task A_letter_without_a_rest_stays_as_it_is_and_a_page_of_the_journal_has_no_fields_of_a_letter()
    {
        await person.Keeps("plain");
        var page = await person.Open("/journal/new");
        Assert.Empty(page.QuerySelectorAll("[name=hope], [name=rest], [name=no-answer], [name=helped]"));
        var id = await person.Writes("only words", ("rest", Past), ("hope", "nothing"));

        Assert.Null((await person.Open("/")).QuerySelector(".rested"));
        Assert.DoesNotContain("nothing", JournalUser.Shown(await person.Open($"/journal/{id}")), StringComparison.Ordinal);
        await person.Open($"/urge/{id}", 404);
    }

    private async Task<Guid> WritesAsync(params (string Name, string Value)[] more) =>
        JournalUser.IdIn(await LocationAsync([("words", "I only want to know"), ("then", "rest"), .. more]));

    private async Task<string> LocationAsync((string Name, string Value)[] filled)
    {
        using var response = await person.Browser.Send(JournalUser.WriteForm(await person.Open("/urge")), filled);
        return JournalUser.Location(response);
    }

    private static IEnumerable<string> Ways(IDocument page) => page.QuerySelectorAll(".decision .ways :is(button, a)").Select(b => b.TextContent);
}
