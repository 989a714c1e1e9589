using System.Net;
using System.Net.Http.Json;
using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Whoever passes a question over, or goes back, while words stand in it that no draft has saved yet loses none of them.</summary>
public class PassingOverTests(Site site) : IClassFixture<Site>
{
    private static readonly string Question = Wording.WhyHeLeft.Ask("hoped-for");

    private readonly Walker walker = new(site.Browse());

    public static TheoryData<string, string> Ways => new() { { "skip", "Skipped" }, { "dont-know", "I don't know" }, { "not-today", "Not today" } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_was_typed_is_kept_and_the_question_passed_over(string way, string shown)
    {
        await AtQuestion();
        await walker.Send(way, ("text", "Half a thought"));
        await Stands("Half a thought", shown);

        // And once more: what is written on is what stands.
        await walker.Send(way, ("text", "Half a thought, and the rest"));
        await Stands("Half a thought, and the rest", shown);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_stood_there_is_kept_when_nothing_new_was_typed(string way, string shown)
    {
        await AtQuestion();
        await walker.Send("continue", ("text", "Written before"));
        await walker.Send("back");
        await walker.Send(way);

        await Stands("Written before", shown);
    }

    [Fact]
    public async Task What_was_cleared_stays_cleared_and_becomes_an_earlier_version()
    {
        await AtQuestion();
        await walker.Send("continue", ("text", "Written before"));
        await walker.Send("back");
        var run = RunId;
        await walker.Send("skip", ("text", ""));

        await Stands("", "Skipped");
        Assert.Contains(
            "Written before", (await walker.Browser.Open($"/journal/{run}/versions")).QuerySelector("main li .words")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_cannot_be_kept_comes_back_and_what_stood_there_stays(string way, string shown)
    {
        await AtQuestion();
        await walker.Send("continue", ("text", "Written before"));
        await walker.Send("back");
        var address = walker.Address;
        var text = string.Concat(Enumerable.Repeat("Too long. ", 2_001));
        await walker.Send(way, ("text", text));

        Assert.Equal(Question, walker.Question);
        Assert.Equal(text, walker.Form.QuerySelector("textarea")!.TextContent);
        Assert.Contains("20,000 is the most", walker.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is thrown away. Change it or clear it, then pass this question over.", walker.Text, StringComparison.Ordinal);
        var back = walker.Form;
        await walker.Open(address);
        Assert.Equal("Written before", walker.Form.QuerySelector("textarea")!.TextContent);

        using var shorter = await walker.Browser.Send(back, ("text", "Shorter"), ("go", way));
        Assert.Equal(HttpStatusCode.Redirect, shorter.StatusCode);
        await Stands("Shorter", shown);
    }

    [Fact]
    public async Task Going_back_keeps_what_was_typed_and_brings_back_what_cannot_be_kept()
    {
        await AtQuestion();
        var text = string.Concat(Enumerable.Repeat("Too long. ", 2_001));
        await walker.Send("back", ("text", text));
        Assert.Equal((Question, text), (walker.Question, walker.Form.QuerySelector("textarea")!.TextContent));
        Assert.DoesNotContain("pass this question over", walker.Text, StringComparison.Ordinal);

        await walker.Send("back", ("text", "Half a thought"));
        Assert.Equal(Wording.WhyHeLeft.Ask("why-i-left"), walker.Question);
        await walker.Send("continue");
        Assert.Equal("Half a thought", walker.Form.QuerySelector("textarea")!.TextContent);
    }

    [Theory]
    [InlineData(true, "All of it")]
    [InlineData(false, "All of it")]
    [InlineData(true, "")]
    [InlineData(false, "")]
    public async Task The_order_in_which_draft_and_form_arrive_does_not_matter(bool isDraftFirst, string typed)
    {
        await AtQuestion();
        var form = walker.Form;
        await Draft(form, "All", 1);
        if (isDraftFirst) await Draft(form, typed.Length > 0 ? "All of" : "", 2);
        using (var skipped = await walker.Browser.Send(form, ("text", typed), ("go", "skip"), ("client", "page"), ("sequence", "3"), ("base", "1")))
            Assert.Equal(HttpStatusCode.Redirect, skipped.StatusCode);
        if (!isDraftFirst) await Draft(form, typed.Length > 0 ? "All of" : "", 2);

        await Stands(typed, "Skipped");
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_save_and_keeps_no_version_of_its_own()
    {
        await AtQuestion();
        var run = RunId;
        for (var i = 0; i < 2; i++)
        {
            using var skipped = await walker.Browser.Send(walker.Form, ("text", "Once"), ("go", "skip"), ("client", "page"), ("sequence", "1"));
            Assert.Equal(HttpStatusCode.Redirect, skipped.StatusCode);
        }

        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        Assert.Equal(0, await database.Revisions.CountAsync(r => r.EntryId == run));
        Assert.Equal([1, 1, 1, 1], await database.Answers.Where(a => a.EntryId == run).Select(a => a.RowVersion).ToListAsync());
    }

    [Fact]
    public async Task Words_that_another_tab_saved_are_not_passed_over_unseen()
    {
        await AtQuestion();
        var other = walker.Form;
        await walker.Send("continue", ("text", "From the first tab"));
        using var response = await walker.Browser.Send(other, ("text", "From the second tab"), ("go", "skip"));
        var page = await Browser.Read(response);

        Assert.Equal("From the first tab", page.QuerySelector("form .notice .quote")!.TextContent);
        Assert.Equal("From the second tab", page.QuerySelector("form textarea")!.TextContent);
    }

    private string RunAddress => walker.Address[..walker.Address.LastIndexOf('/')];

    private Guid RunId => Guid.Parse(walker.Form.GetAttribute("data-draft")!.Split('/')[^1]);

    private async Task AtQuestion()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["i"], ["longer"], ["The silence"]);
        Assert.Equal(Question, walker.Question);
    }

    private async Task Draft(AngleSharp.Dom.IElement form, string text, long sequence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{form.GetAttribute("data-draft")}/hoped-for")
        {
            Content = JsonContent.Create(
                new { value = new[] { new[] { "text", text } }, state = "given", baseVersion = 0, client = "page", sequence, reflection = "why-he-left" }),
        };
        request.Headers.Add("X-Form-Token", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
        using var response = await walker.Browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>The check says how the question was met, and “Change” finds these words in it.</summary>
    private async Task Stands(string words, string shown)
    {
        await walker.Open($"{RunAddress}/check");
        Assert.Equal(shown, walker.Checked[Question]);
        await walker.Change(Question);
        Assert.Equal(words, walker.Form.QuerySelector("textarea")!.TextContent);
    }
}
