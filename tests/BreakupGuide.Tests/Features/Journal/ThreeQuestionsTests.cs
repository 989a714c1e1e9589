using AngleSharp.Dom;
using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>What is asked once a letter has rested, and what copying waits for.</summary>
public class ThreeQuestionsTests(Site site) : IClassFixture<Site>
{
    private const string Past = "2026-01-01T06:00Z";

    private readonly JournalUser person = new(site);

    [Fact]
    public async Task Three_questions_are_asked_before_four_ways()
    {
        await person.Keeps("three");
        var id = await WritesAsync();
        var page = await person.Open($"/journal/{id}");

        Assert.True(page.QuerySelector(".three")!.HasAttribute("open"));
        Assert.Equal(
            ["What do you want from this?", "Are you two in touch?", "How will you be if no answer comes?"],
            page.QuerySelectorAll(".three :is(label.asked, legend)").Select(l => l.TextContent));
        Assert.Contains("Did he ask for space", page.QuerySelector("#contact-hint")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("retired", page.QuerySelectorAll(".three input[name=contact]").Select(i => i.GetAttribute("value")));
        Assert.Equal(["Keep it unsent", "Change it", "Let it go"], Ways(page));
        Assert.Contains("“Copy it” is offered once", JournalUser.Shown(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_rests_nothing_is_asked()
    {
        await person.Keeps("resting");
        var id = await WritesAsync(("rest", "3-hours"));

        Assert.Null((await person.Open($"/journal/{id}")).QuerySelector(".three"));
    }

    [Theory]
    [InlineData("3-hours", 3)]
    [InlineData("12-hours", 12)]
    public async Task It_rests_for_as_many_hours_as_were_chosen(string rest, int hours)
    {
        await person.Keeps($"hours-{hours}");
        var id = await WritesAsync(("rest", rest));

        var entry = await person.Entries.FindAsync(await person.SpaceOf(id), id, default);
        Assert.InRange(entry!.RestsUntil!.Value - DateTime.UtcNow, TimeSpan.FromHours(hours - 0.1), TimeSpan.FromHours(hours + 1));
    }

    [Fact]
    public async Task Answers_are_kept_with_the_letter_and_copying_is_offered_where_contact_is_free()
    {
        await person.Keeps("answered");
        var id = await WritesAsync(("no-answer", "sad"));
        Assert.Equal("sad", (await person.Open($"/journal/{id}")).QuerySelector("#no-answer")!.TextContent.TrimStart('\n'));

        var page = await AnswersAsync(id, ("want", "that he knows"), ("no-answer", "sad, and I will ring Eva"), ("contact", "not-tried"));

        Assert.Equal("Your answers are kept.", page.QuerySelector(".said")!.TextContent);
        Assert.Equal(["that he knows", "sad, and I will ring Eva"], page.QuerySelectorAll("article .quote").Select(q => q.TextContent));
        Assert.Contains("you said: “No, and I have not tried”", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.False(page.QuerySelector(".three")!.HasAttribute("open"));
        Assert.Equal(["Keep it unsent", "Change it", "Copy it", "Let it go"], Ways(page));
    }

    [Fact]
    public async Task What_is_said_here_about_contact_counts_everywhere()
    {
        await person.Keeps("everywhere");
        var id = await WritesAsync();
        var page = await AnswersAsync(id, ("contact", "he-asked-none"));
        Assert.Contains("this letter is for you and stays here", JournalUser.Shown(page), StringComparison.Ordinal);

        Assert.DoesNotContain("Copy it", Ways(await person.Open($"/journal/{await WritesAsync()}")));
        var walk = await person.Open("/reflections/can-it-be-fixed/start?question=contact");
        Assert.Equal("he-asked-none", walk.QuerySelector("input[name=choice][checked]")!.GetAttribute("value"));
        // And taken back, it is open again.
        Assert.Contains("Copy it", Ways(await AnswersAsync(id, ("contact", "fine"))));
    }

    [Theory]
    [InlineData("fine", "“Copy it” is offered once")]
    [InlineData("he-asked-none", "this letter is for you and stays here")]
    public async Task After_thirty_days_it_is_asked_again_and_a_no_still_holds(string said, string words)
    {
        await person.Keeps($"old-{said}");
        var id = await WritesAsync();
        await SaysBeforeAsync(id, said, daysAgo: 31);

        var page = await person.Open($"/journal/{id}");
        Assert.Contains("Is that still so?", JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.Contains(words, JournalUser.Shown(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Copy it", Ways(page));

        // Said again it counts from today.
        Assert.Equal(said == "fine", Ways(await AnswersAsync(id, ("contact", said))).Contains("Copy it"));
    }

    [Fact]
    public async Task What_was_said_within_thirty_days_is_shown_and_can_be_changed()
    {
        await person.Keeps("fresh");
        var id = await WritesAsync();
        await SaysBeforeAsync(id, "fine", daysAgo: 29);

        var page = await person.Open($"/journal/{id}");
        Assert.Equal("Change that answer", page.QuerySelector(".three details summary")!.TextContent);
        Assert.Contains("Copy it", Ways(page));
    }

    [Fact]
    public async Task Words_that_met_a_newer_version_become_an_earlier_one()
    {
        await person.Keeps("two-places");
        var id = await WritesAsync();
        var stale = JournalUser.FormTo(await person.Open($"/journal/{id}"), $"/urge/{id}/asked");
        await AnswersAsync(id, ("want", "first"));

        var page = await person.Browser.SendAndOpen(stale, ("want", "second"));

        Assert.Contains("changed in another place", page.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("first", page.QuerySelectorAll("article .quote").Select(q => q.TextContent));
        var revisions = await person.Earlier.ListAsync(await person.SpaceOf(id), id, default);
        Assert.Contains(revisions, r => r.Fields?.GetValueOrDefault("want")?.Text == "second");
    }

    [Fact]
    public async Task An_answer_that_is_not_offered_is_not_saved()
    {
        await person.Keeps("made-up");
        var page = await AnswersAsync(await WritesAsync(), ("contact", "whatever"));

        Assert.Contains("could not be saved", page.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Copy it", Ways(page));
    }

    [Fact]
    public async Task The_answer_is_downloaded_with_the_letter_and_is_no_version_of_it()
    {
        await person.Keeps("taken-along");
        var id = await WritesAsync();
        await AnswersAsync(id, ("contact", "fine"));
        await AnswersAsync(id, ("contact", "not-tried"));

        Assert.DoesNotContain("Are you two in touch?", JournalUser.Shown(await person.Open($"/journal/{id}/versions")), StringComparison.Ordinal);
        using var file = await person.Browser.Send(
            JournalUser.FormTo(await person.Open("/settings/download"), "/settings/download/file"),
            ("form", "page"), ("passphrase", "moss lantern quiet harbour"));
        Assert.Contains("No, and I have not tried", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<Guid> WritesAsync(params (string Name, string Value)[] more)
    {
        using var response = await person.Browser.Send(
            JournalUser.WriteForm(await person.Open("/urge")), [.. more, ("words", "I only want to know"), ("then", "rest"), ("rest", Past)]);
        return JournalUser.IdIn(JournalUser.Location(response));
    }

    private async Task<IDocument> AnswersAsync(Guid letter, params (string Name, string Value)[] filled) =>
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{letter}"), $"/urge/{letter}/asked"), filled);

    private async Task SaysBeforeAsync(Guid letter, string said, int daysAgo)
    {
        var saved = await person.Answers.SaveAsync(
            await person.SpaceOf(letter),
            new AnswerChange(
                Guid.NewGuid(), "contact", "contact", "Are you two in touch?", new ChoiceValue(said, "That"), AnswerState.Given, 0, "page", 1, null,
                new RunStart(new Run("can-it-be-fixed", 1, WalkLength.Short), []), null, DateTime.UtcNow.AddDays(-daysAgo)),
            default);
        Assert.IsType<Saved.Done>(saved);
    }

    private static IReadOnlyList<string> Ways(IDocument page) => [.. page.QuerySelectorAll(".decision .ways :is(button, a)").Select(b => b.TextContent)];
}
