using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Runs over HTTP, without JavaScript, on a real database.</summary>
public class RunPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly Wording Why = Wording.WhyHeLeft;
    private static readonly string Who = Why.Ask("who-ended");
    private static readonly string Said = Why.Ask("what-he-said");
    private readonly Walker walker = new(site.Browse());

    private static readonly string[] He = ["he"];
    private static readonly string[] I = ["i"];

    private async Task<Walker> AtCheck(params string[][] answers)
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(answers);
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal)) await walker.Send("skip");
        return walker;
    }

    private string RunAddress => walker.Address[..walker.Address.LastIndexOf('/')];

    private static readonly string[] Pages = ["who-ended", "check", "outcome"];

    [Fact]
    public async Task Looking_at_the_first_question_writes_nothing()
    {
        await walker.Open("/reflections/why-he-left/start");

        Assert.Equal(Who, walker.Question);
        Assert.False(walker.Browser.Http.DefaultRequestHeaders.Contains("Cookie"));
        var run = Guid.Parse(walker.Form.GetAttribute("data-draft")!.Split('/')[^1]);
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        Assert.False(await database.Entries.AnyAsync(e => e.Id == run));
        await walker.Browser.Open($"/reflections/why-he-left/{run:N}/who-ended", 404);
    }

    [Fact]
    public async Task A_question_page_says_what_it_needs_to_and_nothing_that_tells_on_its_tab()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He);

        Assert.StartsWith("Notes – ", walker.Page.Title, StringComparison.Ordinal);
        Assert.Equal(Why.Ask("how-ended"), walker.Page.QuerySelector("h1#question")!.TextContent);
        Assert.Equal("question", walker.Form.QuerySelector("fieldset")!.GetAttribute("aria-labelledby"));
        Assert.Equal(["Continue", "Back", "Skip", "I don't know", "Stop here for today"], walker.Form.QuerySelectorAll("button").Select(b => b.TextContent));
        Assert.Single(walker.Form.QuerySelectorAll("[role=status][data-draft-status]"));
        Assert.Single(walker.Page.QuerySelectorAll("main h1"));
        Assert.StartsWith(Why.Title, walker.Page.QuerySelector("main .kicker")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_pages_are_not_kept_by_the_browser()
    {
        await AtCheck(He);
        foreach (var page in Pages)
        {
            using var response = await walker.Browser.Http.GetAsync($"{RunAddress}/{page}");
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Earlier_answers_stay_in_view_where_a_question_builds_on_them()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He, ["plainly"], [], ["He needs <b>room</b>"]);

        Assert.EndsWith("/what-i-sensed", walker.Address, StringComparison.Ordinal);
        var earlier = walker.Page.QuerySelectorAll("details").Single(d => d.QuerySelector("summary")!.TextContent == "What you wrote before");
        Assert.Equal("He needs <b>room</b>", earlier.QuerySelector("dd")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_person_comes_back_to_where_they_were()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He, ["plainly"]);
        await walker.Open("/reflections/why-he-left");

        Assert.Contains($"You were at: “{Why.Ask("how-long")}”", walker.Text, StringComparison.Ordinal);
        await walker.Follow(walker.LinkTo("Continue"));
        Assert.Equal(Why.Ask("how-long"), walker.Question);
        await walker.Open("/reflections");
        Assert.Contains("in progress", walker.Text, StringComparison.Ordinal);
        Assert.Contains("not started", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_from_a_guide_leads_to_its_question_where_a_run_is_open_and_else_to_the_introduction()
    {
        await walker.Follow("/reflections/why-he-left?question=how-long");
        Assert.Equal(Why.Title, walker.Page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(walker.LinkTo("Begin"));

        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He);
        await walker.Follow("/reflections/why-he-left?question=how-long");
        Assert.Equal(Why.Ask("how-long"), walker.Question);

        // Hidden by the answers so far.
        await walker.Follow("/reflections/why-he-left?question=why-i-left");
        Assert.Equal(Why.Title, walker.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Back_leads_to_the_question_before_and_keeps_what_was_typed()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(I, ["longer"], ["The silence"], ["A quiet home"], ["It is quiet"], ["calmly"]);
        Assert.EndsWith("/whom-it-hurt", walker.Address, StringComparison.Ordinal);
        await walker.Send("back", ("text", "Half a thought"));

        Assert.Equal(Why.Ask("how-i-ended"), walker.Question);
        Assert.Equal("calmly", walker.Form.QuerySelector("[checked]")!.GetAttribute("value"));
        await walker.Answer(["calmly"]);
        Assert.Equal("Half a thought", walker.Form.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Passing_over_is_an_answer_of_its_own_kind_and_loses_nothing_that_was_typed()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(He);
        await walker.Send("dont-know");
        await walker.Send("not-today");
        await walker.Send("skip", (walker.Form.QuerySelector("textarea[name^='item.']")!.GetAttribute("name")!, "Typed all the same"));
        await walker.Open($"{RunAddress}/check");

        Assert.Equal("I don't know", walker.Checked[Why.Ask("how-ended")]);
        Assert.Equal("Not today", walker.Checked[Why.Ask("how-long")]);
        Assert.Equal("Skipped", walker.Checked[Said]);
        await walker.Change(Said);
        Assert.Equal("Typed all the same", walker.Form.QuerySelector("textarea[name^='item.']")!.TextContent);

        // Going on from an unchanged “I don't know” leaves it one.
        await walker.Open($"{RunAddress}/how-ended");
        await walker.Send("continue");
        await walker.Open($"{RunAddress}/check");
        Assert.Equal("I don't know", walker.Checked[Why.Ask("how-ended")]);
    }

    [Fact]
    public async Task A_change_opens_new_questions_first_and_then_leads_back_to_the_check()
    {
        await AtCheck(He, ["plainly"], ["two-years"], ["He needs room"]);
        Assert.Equal("He needs room", walker.Checked[Said]);

        await walker.Change(Who);
        await walker.Answer(I);
        Assert.Equal(Why.Ask("why-i-left"), walker.Question);
        await walker.Answer(["It was too much"], ["Peace"], ["Silence"], ["calmly"], ["Both of us"], ["It was too much=stands"], ["him"]);
        Assert.EndsWith("/check", walker.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, walker.Checked.Keys);

        // The answers that rested are back with their questions.
        await walker.Change(Who);
        await walker.Answer(He);
        Assert.EndsWith("/check", walker.Address, StringComparison.Ordinal);
        Assert.Equal("He needs room", walker.Checked[Said]);
        Assert.Equal(Why.Label("how-ended", "plainly"), walker.Checked[Why.Ask("how-ended")]);
    }

    [Fact]
    public async Task A_question_that_rests_leads_to_where_the_run_is()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(I);
        await walker.Follow($"{RunAddress}/what-he-said");

        Assert.Equal(Why.Ask("how-long"), walker.Question);
    }

    [Fact]
    public async Task Questions_about_each_item_ask_in_the_persons_words()
    {
        await walker.Open("/reflections/your-part/start");
        await walker.Answer(["no"], ["I was late", "I was loud"], ["I was late=true", "I was loud=partly"], ["I was late=for-me", "I was loud=for-me"]);
        Assert.EndsWith("/work-on", walker.Address, StringComparison.Ordinal);
        await walker.Send("continue", ("option", walker.Form.QuerySelectorAll("input[name=option]")[1].GetAttribute("value")!));

        Assert.Equal(Wording.YourPart.Ask("starts").Replace("{item}", "I was loud", StringComparison.Ordinal), walker.Question);
        Assert.Contains("~", walker.Address, StringComparison.Ordinal);
        await walker.Answer(["with-me"], ["When I am tired"], ["Count to ten"]);
        Assert.EndsWith("/not-mine", walker.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_elses_run_is_not_found_and_nothing_is_written_to_it()
    {
        await AtCheck(He);
        var run = RunAddress;
        var other = new Walker(site.Browse());
        foreach (var page in Pages) await other.Browser.Open($"{run}/{page}", 404);

        await other.Open("/reflections/why-he-left/start");
        await other.Answer(I);
        foreach (var page in Pages) await other.Browser.Open($"{run}/{page}", 404);

        using (var response = await other.Browser.Http.PostAsync($"{run}/who-ended", new FormUrlEncodedContent(
            other.Form.QuerySelectorAll("input[type=hidden][name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!))
                .Concat([KeyValuePair.Create("choice", "faded")]))))
            // It begins a run of one's own; the answer tells nothing of what exists.
            Assert.Equal(302, (int)response.StatusCode);

        await walker.Open($"{run}/check");
        Assert.Equal(Why.Label("who-ended", "he"), walker.Checked[Who]);
    }

    [Fact]
    public async Task Addresses_that_lead_nowhere_are_not_found()
    {
        await AtCheck(He);

        await walker.Browser.Open("/reflections/no-such-walk", 404);
        await walker.Browser.Open("/reflections/no-such-walk/start", 404);
        await walker.Browser.Open($"{RunAddress}/no-such-question", 404);
        await walker.Browser.Open($"{RunAddress}/who-can~x", 404);
        await walker.Browser.Open(RunAddress.Replace("why-he-left", "your-part", StringComparison.Ordinal) + "/check", 404);
    }

    [Fact]
    public async Task Labels_are_kept_as_they_were_shown()
    {
        walker.Browser.Http.DefaultRequestHeaders.Add("Cookie", "pronoun=she");
        await walker.Open("/reflections/why-he-left/start");
        Assert.Contains("She did", walker.Text, StringComparison.Ordinal);
        await AtCheck(He);

        walker.Browser.Http.DefaultRequestHeaders.Remove("Cookie");
        await walker.Open(walker.Address);
        Assert.Equal("She did", walker.Checked[Who]);
    }
}
