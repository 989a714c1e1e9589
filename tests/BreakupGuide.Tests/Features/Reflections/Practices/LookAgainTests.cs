using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.Practices.PracticeUser;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>An entry that somebody looks at again, on a day that they chose.</summary>
public class LookAgainTests(Site site) : IClassFixture<Site>
{
    private const string Neutral = "There is something you wanted to look at again.";

    private readonly PracticeUser user = new(site);
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task On_that_day_the_later_questions_are_asked_and_only_then()
    {
        await user.Walker.Open("/practices/what-i-expect/new");
        Assert.Null(user.Walker.Form.QuerySelector("[name='q.compared.choice']"));
        await user.Walker.Send("save", ("q.kind.choice", "fear"), ("q.expect.text", "A bad Sunday"), ("q.look-on.date", Iso(Today)));
        var entry = user.EntryAt(0);

        Assert.Contains("To look at again", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Open("/");
        Assert.Contains(Neutral, user.Walker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sunday", user.Walker.Text.Replace(DateTime.UtcNow.DayOfWeek.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
        await user.Walker.Follow($"/practices/what-i-expect/{entry:N}/again");
        Assert.Contains("A bad Sunday", user.Walker.Text, StringComparison.Ordinal);
        Assert.Null(user.Walker.Form.QuerySelector("[name='q.kind.choice'], [name=day]"));
        await user.Walker.Send("save", ("q.compared.choice", "better"), ("q.happened.text", "Rain, and tea"));

        Assert.Contains(Says(library, "what-i-expect", "better"), user.Noted, StringComparison.Ordinal);
        Assert.DoesNotContain("To look at again", user.Walker.Text, StringComparison.Ordinal);
        Assert.Contains("A bad Sunday", Assert.Single(user.Timeline), StringComparison.Ordinal);
        await user.Walker.Open("/");
        Assert.DoesNotContain(Neutral, user.Walker.Text, StringComparison.Ordinal);
        // What was answered then can be changed with the rest.
        await user.Walker.Open($"/practices/what-i-expect/{entry:N}");
        Assert.Equal("Rain, and tea", user.Walker.Form.QuerySelector("[name='q.happened.text']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Before_that_day_nothing_asks_for_it()
    {
        await user.Add("what-i-expect", ("q.kind.choice", "hope"), ("q.look-on.date", Iso(Today.AddDays(2))));
        var entry = user.EntryAt(0);

        Assert.DoesNotContain("To look at again", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Follow($"/practices/what-i-expect/{entry:N}/again");
        Assert.NotNull(user.Walker.LinkTo("Add an entry"));
        await user.Walker.Open("/");
        Assert.DoesNotContain(Neutral, user.Walker.Text, StringComparison.Ordinal);
        // A practice without such questions has no such page.
        await user.Add("check-in", ("q.mood.choice", "low"));
        await user.Walker.Browser.Open($"/practices/check-in/{user.EntryAt(0):N}/again", 404);
    }
}
