using AngleSharp.Dom;
using BreakupGuide.Entries;
using static BreakupGuide.Tests.Features.Reflections.ThenAndNow.PastUser;

namespace BreakupGuide.Tests.Features.Reflections.ThenAndNow;

/// <summary>One question over time.</summary>
public sealed class OneQuestionPageTests : IDisposable
{
    private const string Address = "/journal/question/why-he-left/last-certain";

    private readonly PastUser user = new();

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task Every_answer_stands_with_its_day_in_the_wording_it_had_the_newest_first()
    {
        var asked = Wording.WhyHeLeft.Ask("last-certain");
        var first = await user.Runs("why-he-left", 1, 60, true, Says("last-certain", new TextValue("He packed"), "As it was asked then?"));
        var second = await user.Runs("why-he-left", 3, 9, true, Says("last-certain", new TextValue("He called"), asked));
        await user.Runs("why-he-left", 3, 2, true, Says("last-certain", null, asked, AnswerState.NotToday));
        var page = await user.Open(Address);

        Assert.Equal(asked, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Not today", "He called", "As it was asked then? He packed"], Answers(page));
        Assert.Equal([$"/journal/{second}", $"/journal/{first}"], page.QuerySelectorAll("h2 a").Skip(1).Select(a => a.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("h2"), h => Assert.Matches("^[0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9]{2}:[0-9]{2}$", h.TextContent));
    }

    [Fact]
    public async Task Twenty_stand_on_a_page()
    {
        for (var i = 0; i < 22; i++) await user.Runs("why-he-left", 3, 40 - i, true, Says("last-certain", new TextValue($"Answer {i}")));
        var page = await user.Open(Address);

        Assert.Equal(20, page.QuerySelectorAll("main ol > li").Length);
        var next = await user.Open(page.QuerySelector(".more a")!.GetAttribute("href")!);
        Assert.Equal(["Answer 1", "Answer 0"], next.QuerySelectorAll("main ol .quote").Select(q => q.TextContent));
        Assert.Empty(next.QuerySelectorAll(".more"));
        Assert.Equal(Address, next.QuerySelectorAll("main a").Single(a => a.TextContent == "Back to the newest").GetAttribute("href"));
    }

    [Fact]
    public async Task A_question_that_nobody_asks_any_more_keeps_its_answers_and_one_that_never_was_is_not_found()
    {
        await user.Runs("why-he-left", 1, 60, true, Says("long-gone", new TextValue("Kept"), "What nobody asks now?"));
        await user.Runs("gone-walk", 1, 60, true, Says("any", new TextValue("Kept, too"), "Of a walk that is gone?"));

        var page = await user.Open("/journal/question/why-he-left/long-gone");
        Assert.Equal("What nobody asks now?", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Kept"], Answers(page));
        Assert.Equal(["Kept, too"], Answers(await user.Open("/journal/question/gone-walk/any")));
        Assert.Contains("will stand here", (await user.Open("/journal/question/why-he-left/how-long")).Body!.TextContent, StringComparison.Ordinal);
        await user.Open("/journal/question/why-he-left/never-was", 404);
        await user.Open("/journal/question/never-was/any", 404);
        await user.Site.Browse().Open(Address, 404);
    }

    [Fact]
    public async Task An_entry_of_a_practice_stands_on_its_day()
    {
        await user.Notes("check-in", 5, Says("helps", new TextValue("Soup")));

        var page = await user.Open("/journal/question/check-in/helps");
        Assert.Equal(
            user.DaysAgo(5).ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture), page.QuerySelector("main h2")!.TextContent);
    }

    private static IEnumerable<string> Answers(IDocument page) =>
        page.QuerySelectorAll("main ol > li").Select(l => string.Join(' ', l.Children.Skip(1).Select(PastUser.Words)));
}
