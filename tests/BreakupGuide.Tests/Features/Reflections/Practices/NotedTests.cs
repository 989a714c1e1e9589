using static BreakupGuide.Tests.Features.Reflections.Practices.PracticeUser;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>What was noted in “What I did differently” stands on the page of what one understands, with its day.</summary>
public class NotedTests(Site site) : IClassFixture<Site>
{
    private readonly PracticeUser anna = new(site);

    [Fact]
    public async Task What_was_done_stands_there_by_its_day_and_leads_back_to_its_entry()
    {
        await anna.Add("change-log", ("q.today.choice", "did"), ("q.what.text", "Rang before I was late"));
        var entry = anna.EntryAt(0);

        await anna.Walker.Open("/understanding");

        var part = anna.Page.QuerySelector("section[aria-labelledby=done]")!;
        Assert.Contains("Rang before I was late", Words(part), StringComparison.Ordinal);
        Assert.Contains($"/practices/change-log/{entry:N}", part.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));

        await anna.Walker.Open($"/understanding?on={Iso(Today.AddDays(-2))}");
        Assert.DoesNotContain("Rang before I was late", anna.Walker.Text, StringComparison.Ordinal);
        var other = new PracticeUser(site);
        await other.Walker.Open("/understanding");
        Assert.DoesNotContain("Rang before I was late", other.Walker.Text, StringComparison.Ordinal);
    }
}
