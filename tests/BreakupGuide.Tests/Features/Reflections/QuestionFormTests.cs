using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>The forms of questions over HTTP: what comes back, what another tab did, and what the saving script relies on.</summary>
public class QuestionFormTests(Site site) : IClassFixture<Site>
{
    private readonly Walker walker = new(site.Browse());

    private async Task At(string question, params string[][] answers)
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(answers);
        for (var step = 0; !walker.Address.EndsWith($"/{question}", StringComparison.Ordinal) && step < 30; step++) await walker.Send("skip");
        Assert.EndsWith($"/{question}", walker.Address, StringComparison.Ordinal);
    }

    private IEnumerable<IElement> Rows => walker.Form.QuerySelectorAll("textarea[name^='item.']");

    private async Task<HttpResponseMessage> Put(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Form-Token", walker.Form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
        return await walker.Browser.Http.SendAsync(request);
    }

    private static object Draft(string[][] value, int baseVersion = 0, long sequence = 1) =>
        new { value, state = "given", baseVersion, client = "page-1", sequence, zone = "Europe/London", reflection = "why-he-left" };

    [Fact]
    public async Task Add_another_comes_back_with_one_row_more_and_everything_that_was_typed()
    {
        await At("what-he-said", ["he"]);
        var names = Rows.Select(r => r.GetAttribute("name")!).ToList();
        Assert.Equal(3, names.Count);

        await walker.Send("add", (names[0], "First"), (names[1], "Second"));

        Assert.EndsWith("/what-he-said?rows=4", walker.Address, StringComparison.Ordinal);
        Assert.Equal(["First", "Second", "", ""], Rows.Select(r => r.TextContent));
        Assert.Equal(names[..2], Rows.Take(2).Select(r => r.GetAttribute("name")));
        Assert.Empty(Rows.Skip(2).Select(r => r.GetAttribute("name")).Intersect(names));
    }

    [Fact]
    public async Task Only_an_answer_that_is_stored_says_where_Continue_leads_without_its_form()
    {
        await At("how-ended", ["he"]);
        Assert.False(walker.Form.HasAttribute("data-draft-next"));
        await walker.Answer([walker.Form.QuerySelector("input[name=choice]")!.GetAttribute("value")!]);
        var next = walker.Address;
        await walker.Send("back");

        Assert.Equal(next, walker.Form.GetAttribute("data-draft-next"));
        Assert.True(walker.Form.QuerySelector("button[value=continue]")!.HasAttribute("data-draft-continue"));
        // From the check the way leads back there, which only the form says.
        await walker.Open($"{walker.Address}?from=check");
        Assert.False(walker.Form.QuerySelector("button[value=continue]")!.HasAttribute("data-draft-continue"));

        await walker.Open(next);
        await walker.Send("skip");
        await walker.Open(next);
        Assert.False(walker.Form.HasAttribute("data-draft-next"));
    }

    [Theory]
    [InlineData("x", 3)]
    [InlineData("5", 5)]
    [InlineData("-2147483648", 3)]
    [InlineData("99999999999", 3)]
    public async Task Whatever_stands_in_the_address_gives_a_list_with_rows(string rows, int shown)
    {
        await At("disliked", ["he"]);
        foreach (var address in new[] { $"{walker.Address}?rows={rows}", $"/reflections/why-he-left/start?question=disliked&rows={rows}" })
        {
            await walker.Open(address);
            Assert.Equal(shown, Rows.Count());
        }
    }

    [Fact]
    public async Task A_row_that_was_removed_never_lends_its_name_to_another_thought()
    {
        await At("what-he-said", ["he"]);
        var removed = Rows.First().GetAttribute("name")!;
        await walker.Answer(["A thought"]);
        await walker.Send("back");
        await walker.Send("continue", (removed, ""));
        await walker.Send("back");

        Assert.DoesNotContain(removed, Rows.Select(r => r.GetAttribute("name")));
    }

    [Fact]
    public async Task More_ticks_than_may_be_best_bring_the_choice_between_them_and_going_on_again_is_allowed()
    {
        await At("which-fit", ["he"]);
        Assert.Empty(walker.Form.QuerySelectorAll("input[name=pick]"));

        await walker.Answer(["space", "weight", "drift"]);
        Assert.EndsWith("/which-fit", walker.Address, StringComparison.Ordinal);
        Assert.Equal(["space", "weight", "drift"], walker.Form.QuerySelectorAll("input[name=pick]").Select(i => i.GetAttribute("value")));
        Assert.Equal(Wording.WhyHeLeft.AskToPick("which-fit"), walker.Form.QuerySelector("legend")!.TextContent);

        await walker.Send("continue", ("pick", "weight"), ("pick", "drift"));
        Assert.EndsWith("/weight", walker.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_who_cannot_choose_the_best_goes_on()
    {
        await At("which-fit", ["he"], ["plainly"], [], ["Room"]);
        await walker.Answer(["space", "weight", "drift"]);
        await walker.Send("continue");

        Assert.EndsWith("/reasons-in-words", walker.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_answer_comes_back_whole_with_what_to_do_beside_it()
    {
        await At("which-fit", ["he"]);
        await walker.Answer(["plans", "space", "drift"]);
        await walker.Send("continue", ("pick", "plans"), ("pick", "space"), ("pick", "drift"));

        Assert.Equal("Choose two at most.", walker.Page.QuerySelector("#messages[role=alert] > .error")!.TextContent);
        Assert.Equal(3, walker.Form.QuerySelectorAll("input[name=pick][checked]").Length);
        Assert.True(walker.Form.HasAttribute("data-draft-unsaved"));
        await walker.Send("continue", ("pick", "plans"), ("pick", "space"));
        Assert.EndsWith("/plans", walker.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_long_comes_back_as_it_was_typed()
    {
        await At("hoped-for", ["i"]);
        var text = string.Concat(Enumerable.Repeat("Too long. ", 2_001));
        await walker.Send("continue", ("text", text));

        Assert.Equal(text, walker.Form.QuerySelector("textarea")!.TextContent);
        Assert.Equal("true", walker.Form.QuerySelector("textarea")!.GetAttribute("aria-invalid"));
        Assert.Contains("20,000 is the most", walker.Page.QuerySelector("[role=alert] > .error")!.TextContent, StringComparison.Ordinal);
        await walker.Send("continue", ("text", "Shorter"));
        Assert.EndsWith("/came-instead", walker.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_show_both_texts_and_go_on_with_the_one_that_is_sent_again()
    {
        await At("hoped-for", ["i"]);
        var other = walker.Page;
        await walker.Send("continue", ("text", "From the first tab"));
        await walker.Browser.Send(other.QuerySelector("form[data-draft]")!, ("text", "From the second tab"), ("go", "continue"));
        using (var response = await walker.Browser.Send(other.QuerySelector("form[data-draft]")!, ("text", "From the second tab"), ("go", "continue")))
        {
            var page = await Browser.Read(response);
            Assert.Equal("From the first tab", page.QuerySelector("form .notice .quote")!.TextContent);
            Assert.Equal("From the second tab", page.QuerySelector("form textarea")!.TextContent);
            using var again = await walker.Browser.Send(page.QuerySelector("form[data-draft]")!, ("go", "continue"));
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }

        await walker.Send("back");
        Assert.Equal("From the second tab", walker.Form.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task The_form_tells_the_saving_script_what_it_needs()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        var first = walker.Form;
        Assert.Matches("^/drafts/[0-9a-f]{32}$", first.GetAttribute("data-draft"));
        Assert.Equal("why-he-left~short", first.GetAttribute("data-draft-reflection"));
        Assert.Equal(first.GetAttribute("action"), first.GetAttribute("data-draft-address"));
        Assert.False(first.HasAttribute("data-draft-open"));
        Assert.NotNull(first.QuerySelector("[data-draft-field=who-ended][data-draft-version='0'] input[data-saved]"));
        Assert.Equal(3, first.QuerySelectorAll("input[name=client], input[name=sequence], input[name=base]").Length);
        Assert.False(first.HasAttribute("data-enhance"));
        Assert.NotNull(first.Closest("[data-enhance-nav=false]"));

        await walker.Answer(["he"]);
        Assert.Equal("true", walker.Form.GetAttribute("data-draft-open"));
        Assert.False(walker.Form.HasAttribute("data-draft-address"));
    }

    [Fact]
    public async Task A_draft_begins_the_run_and_the_forms_own_post_goes_on_from_it()
    {
        await walker.Open("/reflections/why-he-left/start");
        var address = walker.Form.GetAttribute("action")!;
        using (var saved = await Put($"{walker.Form.GetAttribute("data-draft")}/who-ended", Draft([["choice", "i"]])))
        {
            Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        }

        await walker.Open(address);
        Assert.Equal("i", walker.Form.QuerySelector("[checked]")!.GetAttribute("value"));
        await walker.Send("continue", ("choice", "both"), ("client", "page-1"), ("sequence", "2"), ("base", "0"));
        Assert.EndsWith("/how-long", walker.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_that_break_a_rule_are_refused_in_words_and_unknown_fields_are_not_found()
    {
        await At("hoped-for", ["i"]);
        var draft = walker.Form.GetAttribute("data-draft")!;
        using (var refused = await Put($"{draft}/hoped-for", Draft([["text", new string('x', 20_001)]])))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("longer than can be kept", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var unknown = await Put($"{draft}/no-such-question", Draft([["text", "x"]]))) Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Words_for_a_question_that_another_tab_has_hidden_are_kept()
    {
        await At("hoped-for", ["i"]);
        using (var saved = await Put($"{walker.Form.GetAttribute("data-draft")}/what-i-sensed", Draft([["item.n0", "Kept all the same"]])))
            Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        await walker.Open(walker.Address.Replace("hoped-for", "who-ended", StringComparison.Ordinal));
        await walker.Answer(["he"]);
        await walker.Open(walker.Address.Replace("how-ended", "what-i-sensed", StringComparison.Ordinal));
        Assert.Equal("Kept all the same", Rows.First().TextContent);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await At("hoped-for", ["i"]);
        using var response = await walker.Browser.Send(walker.Form, ("__RequestVerificationToken", ""), ("text", "x"), ("go", "continue"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
