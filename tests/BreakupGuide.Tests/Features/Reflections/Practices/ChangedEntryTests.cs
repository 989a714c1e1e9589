using static BreakupGuide.Tests.Features.Reflections.Practices.PracticeUser;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>Entries of practices that are gone on with, changed in two places, thrown away and brought back.</summary>
public class ChangedEntryTests(Site site) : IClassFixture<Site>
{
    private readonly PracticeUser user = new(site);

    [Fact]
    public async Task Changing_an_entry_is_the_same_page_filled_in_and_keeps_the_earlier_version()
    {
        await user.Add("check-in", ("q.mood.choice", "low"), ("q.helps.text", "Soup"));
        var entry = user.EntryAt(0);
        await user.Walker.Open($"/practices/check-in/{entry:N}");
        Assert.Equal("Soup", user.Walker.Form.QuerySelector("[name='q.helps.text']")!.GetAttribute("value"));
        await user.Walker.Send("save", ("q.mood.choice", "good"), ("q.helps.text", ""), ("day", Iso(Today.AddDays(-1))));

        Assert.Equal([$"{Iso(Today.AddDays(-1))} How were you that day? Good"], user.Timeline);
        await user.Walker.Open($"/journal/{entry}/versions");
        Assert.Contains("Soup", user.Walker.Text, StringComparison.Ordinal);
        Assert.Contains("Low", user.Walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_two_places_meet_and_neither_is_lost()
    {
        await user.Add("check-in", ("q.mood.choice", "low"), ("q.helps.text", "Soup"));
        var entry = user.EntryAt(0);
        await user.Walker.Open($"/practices/check-in/{entry:N}");
        var old = user.Walker.Form;
        await user.Walker.Send("save", ("q.helps.text", "Soup and bread"));
        var both = await user.Walker.Browser.SendAndOpen(old, ("q.helps.text", "Tea"));

        Assert.Contains("Soup and bread", both.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Tea", both.QuerySelector("[name='q.helps.text']")!.GetAttribute("value"));
        var saved = await user.Walker.Browser.SendAndOpen(both.QuerySelector("form[data-draft]")!, ("go", "save"));
        Assert.Contains("Tea", Words(saved.QuerySelector("ol.timeline")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_the_bin_is_in_no_timeline_and_comes_back()
    {
        await user.Add("check-in", ("q.mood.choice", "low"));
        var entry = user.EntryAt(0);
        await user.Walker.Open($"/journal/{entry}");
        await user.Walker.Press("Put it into the bin");
        await user.Walker.Open("/practices/check-in");
        Assert.Empty(user.Timeline);
        await user.Walker.Browser.Open($"/practices/check-in/{entry:N}", 404);

        await user.Walker.Open($"/journal/{entry}");
        await user.Walker.Press("Undo");
        await user.Walker.Open("/practices/check-in");
        Assert.Single(user.Timeline);
    }

    [Fact]
    public async Task Words_for_an_entry_that_went_into_the_bin_meanwhile_become_a_new_one()
    {
        await user.Add("check-in", ("q.mood.choice", "low"));
        var entry = user.EntryAt(0);
        await user.Walker.Open($"/practices/check-in/{entry:N}");
        var form = user.Walker.Form;
        await user.Walker.Open($"/journal/{entry}");
        await user.Walker.Press("Put it into the bin");
        var back = await user.Walker.Browser.SendAndOpen(form, ("q.helps.text", "Soup"));

        Assert.Contains("was put into the bin meanwhile", back.Body!.TextContent, StringComparison.Ordinal);
        var saved = await user.Walker.Browser.SendAndOpen(back.QuerySelector("form[data-draft]")!, ("go", "save"));
        Assert.Contains("Soup", Words(saved.QuerySelector("ol.timeline")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_token_does_not_hold_gives_the_words_back()
    {
        await user.Walker.Open("/practices/check-in/new");
        using var response = await user.Walker.Browser.Send(user.Walker.Form, ("q.helps.text", "Soup"), ("__RequestVerificationToken", "old"));

        Assert.Equal(400, (int)response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal("Soup", page.QuerySelector("textarea[name='q.helps.text']")!.TextContent);
        var saved = await user.Walker.Browser.SendAndOpen(page.QuerySelector("form[data-holds-words]")!);
        Assert.Contains("Soup", Words(saved.QuerySelector("ol.timeline")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_draft_begins_the_entry_on_the_day_that_stands_in_the_form()
    {
        await user.Walker.Open("/practices/check-in/new");
        var day = Iso(Today.AddDays(-2));
        await user.Walker.Draft("mood", [["q.mood.choice", "low"], ["day", day]]);
        await user.Walker.Open("/practices/check-in");

        Assert.Equal([$"{day} How were you that day? Low"], user.Timeline);
        Assert.Contains("Go on with it", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Open($"/practices/check-in/{user.EntryAt(0):N}");
        await user.Walker.Draft("day", [["day", Iso(Today)]]);
        await user.Walker.Open("/practices/check-in");
        Assert.StartsWith(Iso(Today), Assert.Single(user.Timeline), StringComparison.Ordinal);
    }
}
