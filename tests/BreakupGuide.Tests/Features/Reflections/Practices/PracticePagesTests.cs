using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.Practices.PracticeUser;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>The pages of practices over HTTP, without JavaScript, on a real database.</summary>
public class PracticePagesTests(Site site) : IClassFixture<Site>
{
    private readonly PracticeUser user = new(site);
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task Each_practice_is_listed_and_can_be_begun_by_anybody()
    {
        await user.Walker.Open("/practices");
        Assert.Equal(library.Practices.Select(p => $"/practices/{p.Slug}"), user.Page.QuerySelectorAll("main h2 a").Select(a => a.GetAttribute("href")));
        Assert.NotEmpty(library.Practices);

        foreach (var practice in library.Practices)
        {
            await user.Walker.Open($"/practices/{practice.Slug}");
            Assert.Equal(practice.Title.He, user.Page.QuerySelector("h1")!.TextContent);
            Assert.Equal($"/practices/{practice.Slug}/new", user.Walker.LinkTo("Add an entry"));
            Assert.Empty(user.Page.QuerySelectorAll("details.about"));
            await user.Walker.Open($"/practices/{practice.Slug}/new");
            Assert.NotNull(user.Walker.Form);
        }

        await user.Walker.Browser.Open("/practices/nothing", 404);
        await user.Walker.Browser.Open("/practices/nothing/new", 404);
        await user.Walker.Browser.Open("/practices/nothing/reminder", 404);
    }

    [Fact]
    public async Task One_choice_makes_an_entry_which_journal_search_filter_and_reading_know()
    {
        await user.Add("check-in", ("q.mood.choice", "all-right"), ("q.mood.note", "Herons"));

        Assert.Contains(Says(library, "check-in", "a-better-day"), user.Noted, StringComparison.Ordinal);
        Assert.Equal([$"{Iso(Today)} How are you today? All right Herons"], user.Timeline);
        var entry = user.EntryAt(0);
        await user.Walker.Open("/journal");
        Assert.Contains("How it is by now", user.Walker.Text, StringComparison.Ordinal);
        Assert.Equal("/practices", user.Walker.LinkTo("Practices: short notes over days and weeks"));
        var found = await user.Walker.Browser.SendAndOpen(user.Page.QuerySelector("#search")!, ("kind", "log"));
        Assert.Contains("One entry found.", found.Body!.TextContent, StringComparison.Ordinal);
        found = await user.Walker.Browser.SendAndOpen(user.Page.QuerySelector("#search")!, ("words", "heron"), ("kind", "check-in"));
        Assert.Contains("One entry found.", found.Body!.TextContent, StringComparison.Ordinal);
        found = await user.Walker.Browser.SendAndOpen(user.Page.QuerySelector("#search")!, ("kind", "reflection"));
        Assert.Contains("Nothing found.", found.Body!.TextContent, StringComparison.Ordinal);

        await user.Walker.Open($"/journal/{entry}");
        Assert.Contains("How are you today?", user.Walker.Text, StringComparison.Ordinal);
        Assert.Equal($"/practices/check-in/{entry:N}", user.Walker.LinkTo("Edit"));
        Assert.DoesNotContain("/reflections/check-in", user.Page.Body!.InnerHtml, StringComparison.Ordinal);
        await user.Walker.Browser.Open($"/reflections/check-in/{entry:N}/mood", 404);
        await user.Walker.Browser.Open($"/reflections/check-in/{entry:N}/check", 404);
        await user.Walker.Browser.Open("/reflections/check-in", 404);
    }

    [Fact]
    public async Task With_a_space_each_practice_says_when_its_last_entry_was()
    {
        await user.Add("check-in", ("q.mood.choice", "low"), ("day", Iso(Today.AddDays(-3))));
        await user.Walker.Open("/practices");

        Assert.Single(user.Page.QuerySelectorAll("main li .hint"), h => h.TextContent == $"Last entry: {Today.AddDays(-3):d MMMM yyyy}");
        await user.Walker.Open("/");
        var way = user.Page.QuerySelectorAll("main a").First(a => a.TextContent.StartsWith("Practices", StringComparison.Ordinal));
        Assert.Equal("/practices", way.GetAttribute("href"));
        await user.Walker.Open("/reflections");
        Assert.Equal("/practices", user.Walker.LinkTo("See the practices"));
    }

    [Fact]
    public async Task For_an_earlier_day_the_questions_speak_of_that_day()
    {
        var day = Iso(Today.AddDays(-7));
        await user.Walker.Open("/practices/check-in/new");
        Assert.Contains("How are you today?", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Send("stay", ("day", day));

        Assert.Contains("How were you that day?", user.Walker.Text, StringComparison.Ordinal);
        Assert.Equal(day, user.Walker.Form.QuerySelector("[name=day]")!.GetAttribute("value"));
        await user.Walker.Send("save", ("q.mood.choice", "good"));
        Assert.Equal([$"{day} How were you that day? Good"], user.Timeline);
    }

    [Fact]
    public async Task A_day_to_come_is_refused_and_nothing_typed_is_lost()
    {
        await user.Walker.Open("/practices/check-in/new");
        await user.Walker.Send("save", ("q.mood.choice", "good"), ("q.helps.text", "Soup"), ("day", Iso(Today.AddDays(2))));

        Assert.Equal("That day is still to come. Choose today or an earlier day.", user.Page.QuerySelector("#day-problem")!.TextContent);
        Assert.Equal("Soup", user.Walker.Form.QuerySelector("[name='q.helps.text']")!.GetAttribute("value"));
        Assert.Equal("good", user.Walker.Form.QuerySelector("[name='q.mood.choice'][checked]")!.GetAttribute("value"));
        await user.Walker.Send("save", ("day", Iso(Today)));
        Assert.Single(user.Timeline);
    }

    [Fact]
    public async Task What_is_too_long_comes_back_with_everything_else()
    {
        await user.Walker.Open("/practices/check-in/new");
        await user.Walker.Send("save", ("q.mood.choice", "good"), ("q.helps.text", new string('x', 301)));

        Assert.StartsWith("This is longer than can be kept here", user.Page.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("good", user.Walker.Form.QuerySelector("[name='q.mood.choice'][checked]")!.GetAttribute("value"));
        await user.Walker.Send("save", ("q.helps.text", "Soup"));
        Assert.Contains("Soup", Assert.Single(user.Timeline), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_entry_is_not_stored()
    {
        await user.Add("check-in", ("q.helps.text", "   "));

        Assert.Contains("There is nothing here yet.", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Open("/practices/check-in");
        Assert.Empty(user.Timeline);
        Assert.DoesNotContain("Cookie", user.Walker.Browser.Http.DefaultRequestHeaders.Select(h => h.Key));
    }

    [Fact]
    public async Task The_timeline_is_read_by_days_twenty_at_a_time()
    {
        foreach (var ago in Enumerable.Range(1, PageSize + 1).Reverse())
            await user.Add("check-in", ("q.mood.choice", "low"), ("day", Iso(Today.AddDays(-ago))));
        await user.Add("check-in", ("q.mood.choice", "good"), ("day", Iso(Today.AddDays(-100))));
        await user.Walker.Open("/practices/check-in");

        Assert.Equal(Enumerable.Range(1, PageSize).Select(ago => Iso(Today.AddDays(-ago))), user.Timeline.Select(l => l[..10]));
        await user.Walker.Follow(user.Walker.LinkTo("Earlier entries"));
        Assert.Equal([Iso(Today.AddDays(-PageSize - 1)), Iso(Today.AddDays(-100))], user.Timeline.Select(l => l[..10]));
        Assert.DoesNotContain("Earlier entries", user.Walker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_and_the_newest_entry_stand_side_by_side_where_the_practice_says_so()
    {
        await user.Add("check-in", ("q.mood.choice", "low"), ("q.heavy.number", "5"), ("day", Iso(Today.AddDays(-40))));
        Assert.Null(user.Page.QuerySelector("#first-and-newest"));
        await user.Add("check-in", ("q.mood.choice", "so-so"), ("day", Iso(Today.AddDays(-20))));
        await user.Add("check-in", ("q.mood.choice", "good"));

        var beside = user.Page.QuerySelector("#first-and-newest")!.ParentElement!;
        Assert.Equal(["How are you today?", "How heavy did it feel?"], beside.QuerySelectorAll("h3").Select(h => h.TextContent));
        Assert.Equal(
            [$"{Today.AddDays(-40):d MMMM yyyy} Low", $"{Today:d MMMM yyyy} Good"],
            beside.QuerySelector(".both")!.Children.Select(Words));
        Assert.EndsWith("Nothing noted", Words(beside.QuerySelectorAll(".both")[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_chosen_yet_it_says_where_and_still_takes_words()
    {
        await user.Add("change-log", ("q.what.text", "I listened"));
        Assert.Contains("I listened", Assert.Single(user.Timeline), StringComparison.Ordinal);
        await user.Walker.Open("/practices/change-log/new");

        Assert.Contains("There is nothing to choose from yet", user.Walker.Text, StringComparison.Ordinal);
        Assert.Equal("/reflections/your-part", user.Walker.LinkTo("“Your part”"));
        Assert.Null(user.Walker.Form.QuerySelector("[name='q.about.option']"));
    }
}
