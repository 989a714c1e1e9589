namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Above the first question of a person: who is it about? Without JavaScript, by a form of its own.</summary>
public class AboutWhomTests(Site site) : IClassFixture<Site>
{
    private const string Asked = "Who is it about?";

    private readonly Walker walker = new(site.Browse());

    [Fact]
    public async Task What_is_chosen_holds_for_this_page_and_all_later_ones_and_is_asked_no_more()
    {
        await walker.Open("/reflections/why-he-left/start?walk=short");
        Assert.Contains(Asked, walker.Text, StringComparison.Ordinal);
        await walker.Press("She", ("pronoun", "she"));

        Assert.Equal("/reflections/why-he-left/start?walk=short", walker.Address);
        Assert.DoesNotContain(Asked, walker.Text, StringComparison.Ordinal);
        Assert.Contains("She did", walker.Text, StringComparison.Ordinal);
        await walker.Open("/reflections");
        Assert.Contains("Why she left", walker.Text, StringComparison.Ordinal);
        await walker.Open("/reflections/your-part/start");
        Assert.DoesNotContain(Asked, walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_above_the_first_question_only()
    {
        await walker.Open("/reflections/why-he-left/start?question=how-long");
        Assert.DoesNotContain(Asked, walker.Text, StringComparison.Ordinal);
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["he"]);
        Assert.DoesNotContain(Asked, walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_answered_already_comes_back_to_that_answer()
    {
        await walker.Open("/reflections/why-he-left/start");
        var about = walker.Page.QuerySelectorAll("main form").Single(f => f.QuerySelector("[name=pronoun]") is not null);
        // As the saving script does: the answer is there before the other form is sent, and its token is that of the new space.
        await walker.Send("back", ("choice", "both"));
        var run = about.QuerySelector("input[name=run]")!.GetAttribute("value");
        var now = await walker.Browser.Open($"/reflections/why-he-left/{run}/who-ended");
        var token = now.QuerySelector("form[data-draft] input[name=__RequestVerificationToken]")!;
        using (var response = await walker.Browser.Send(about, ("pronoun", "they"), ("__RequestVerificationToken", token.GetAttribute("value")!)))
            await walker.Follow(new Uri(response.Headers.Location!.ToString()).PathAndQuery);

        Assert.Equal($"/reflections/why-he-left/{run}/who-ended", walker.Address);
        Assert.Equal("both", walker.Form.QuerySelector("[checked]")!.GetAttribute("value"));
        Assert.Contains("They did", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_change_nothing()
    {
        await walker.Open("/reflections/why-he-left/start");
        await walker.Press("She", ("pronoun", "it"));

        Assert.Contains(Asked, walker.Text, StringComparison.Ordinal);
        Assert.Contains("He did", walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await walker.Open("/reflections/why-he-left/start");
        var about = walker.Page.QuerySelectorAll("main form").Single(f => f.QuerySelector("[name=pronoun]") is not null);
        using var response = await walker.Browser.Send(about, ("pronoun", "she"), ("__RequestVerificationToken", ""));

        Assert.Equal(400, (int)response.StatusCode);
    }
}
