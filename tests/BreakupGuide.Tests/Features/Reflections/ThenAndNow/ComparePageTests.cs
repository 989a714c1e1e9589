using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Tests.Features.Journal;
using Microsoft.EntityFrameworkCore;
using static BreakupGuide.Tests.Features.Reflections.ThenAndNow.PastUser;

namespace BreakupGuide.Tests.Features.Reflections.ThenAndNow;

/// <summary>Two runs of one reflection beside each other, whatever their versions.</summary>
public sealed class ComparePageTests : IDisposable
{
    private const string Walk = "why-he-left";

    private readonly PastUser user = new();

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task A_run_of_the_first_version_stands_beside_one_of_today_as_each_was_shown()
    {
        var then = await user.Runs(
            Walk, 1, 90, true,
            Says("who-ended", new ChoiceValue("he", "He did"), "Who ended it?"),
            Says("how-ended", new ChoiceValue("plainly", "It was said plainly"), "How did you learn that it was over?"),
            Says("last-certain", new TextValue("He packed on Sunday and left the keys"), "What is the last thing you know for certain?"),
            Says("disliked", new TextValue("His silence"), "What did you yourself not like?"),
            Says("long-gone", new TextValue("Only asked then"), "What nobody asks now?"));
        var now = await user.Runs(
            Walk, 3, 1, true,
            Says("who-ended", new ChoiceValue("he", "He did"), "Who ended it?"),
            Says("how-ended", new ChoiceValue("plainly", "He said it plainly"), Wording.WhyHeLeft.Ask("how-ended")),
            Says("last-certain", new TextValue("He packed on Monday and left the keys"), Wording.WhyHeLeft.Ask("last-certain")),
            Says("disliked", null, Wording.WhyHeLeft.Ask("disliked"), AnswerState.DontKnow),
            Says("said-at-the-end", new TextValue("Goodbye"), Wording.WhyHeLeft.Ask("said-at-the-end")));
        var page = await Compare(now, then);

        Assert.Equal("Then and now", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            [Wording.WhyHeLeft.Ask("said-at-the-end"), Wording.WhyHeLeft.Ask("last-certain"), Wording.WhyHeLeft.Ask("disliked"), "What nobody asks now?"],
            page.QuerySelectorAll("h3").Select(h => h.TextContent));
        // Word by word, each side with its own words only.
        Assert.Equal(["Sunday"], Marked(page, "last-certain", "del"));
        Assert.Equal(["Monday"], Marked(page, "last-certain", "ins"));
        Assert.Equal("His silence", Side(page, "disliked", 0));
        Assert.Equal("I don't know", Side(page, "disliked", 1));
        Assert.Equal("This question came later.", Side(page, "said-at-the-end", 0));
        Assert.Equal("Only asked then", Side(page, "long-gone", 0));
        Assert.Equal("This question is not asked any more.", Side(page, "long-gone", 1));
        // What was chosen is the same, however its label and its question are worded by now.
        var same = page.QuerySelector("details:has(dl)")!;
        Assert.Equal("Same in both: 2 questions", same.QuerySelector("summary")!.TextContent);
        Assert.Contains("Asked differently then: “How did you learn that it was over?”", same.TextContent, StringComparison.Ordinal);
        Assert.Contains("He said it plainly", same.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_away_and_what_was_not_reached_is_said_as_such()
    {
        // “I did” hides how it was found out.
        var then = await user.Runs(
            Walk, 3, 9, true, Says("who-ended", new ChoiceValue("i", "I did")), Says("how-ended", new ChoiceValue("silence", "By silence")));
        var now = await user.Runs(Walk, 3, 2, false, Says("who-ended", new ChoiceValue("he", "He did")));
        var page = await Compare(then, now);

        Assert.Equal("By silence By your other answers, this is not asked any more. What you wrote is kept.", Side(page, "how-ended", 0));
        Assert.Equal("Not reached", Side(page, "how-ended", 1));
        Assert.Contains("Not finished, so it says nothing yet.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".outcome"));
    }

    [Fact]
    public async Task The_earlier_one_is_then_and_two_of_one_day_are_told_apart_by_their_times()
    {
        var then = await user.Runs(Walk, 3, 3, true, Says("who-ended", new ChoiceValue("he", "He did")));
        var now = await user.Runs(Walk, 3, 3 - (1 / 24.0), true, Says("who-ended", new ChoiceValue("faded", "It faded")));
        var names = (await Compare(now, then)).QuerySelectorAll(".ends h2").Select(h => h.TextContent).ToList();

        // Each was finished four minutes after it was begun.
        Assert.Equal([$"Then: {Moment(user.Now.AddDays(-3))}", $"Now: {Moment(user.Now.AddDays(-3).AddHours(1))}"], names);
        Assert.Equal(names, (await Compare(then, now)).QuerySelectorAll(".ends h2").Select(h => h.TextContent));
    }

    [Fact]
    public async Task Numbers_stand_on_their_scale_in_words()
    {
        var then = await user.Notes("check-in", 40, Says("heavy", new ScaleValue(5, 1, 5, "Light", "Very heavy")), Says("helps", new TextValue("Soup")));
        var now = await user.Notes("check-in", 4, Says("heavy", new ScaleValue(2, 1, 5, "Light", "Very heavy")), Says("helps", new TextValue("Soup")));
        var page = await Compare(then, now);

        Assert.Equal(["5 (Very heavy)", "2, from 1 (Light) to 5 (Very heavy)"], [Side(page, "heavy", 0), Side(page, "heavy", 1)]);
        Assert.Contains("Same in both: one question", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_belong_together_says_so_and_what_is_not_there_is_not_found()
    {
        var run = await user.Runs(Walk, 3, 3, true, Says("who-ended", new ChoiceValue("he", "He did")));
        var other = await user.Runs("your-part", 2, 2, true, Says("holds-against", new TextValue("Late")));
        var entry = await user.Writes("words", 9);

        Assert.Contains(
            "not from the same walk", JournalUser.Shown(await Compare(run, other)), StringComparison.Ordinal);
        foreach (var address in new[] { $"?a={run}&b={Guid.NewGuid()}", $"?a={run}&b={run}", $"?a={run}&b={entry}", $"?a={run}", "", "?a=x&b=y" })
            await user.Open($"/journal/compare{address}", 404);
        await user.Store.Bin.PutAsync(await user.Space(), other, default);
        await user.Open($"/journal/compare?a={run}&b={other}", 404);
        await user.Site.Browse().Open($"/journal/compare?a={run}&b={run}", 404);
    }

    [Fact]
    public async Task An_answer_that_does_not_open_says_so()
    {
        var then = await user.Runs(Walk, 3, 9, true, Says("who-ended", new ChoiceValue("he", "He did")));
        var now = await user.Runs(Walk, 3, 2, true, Says("who-ended", new ChoiceValue("he", "He did")));
        await using (var database = await user.Person.Database())
        {
            var id = RecordIds.OfAnswer(await user.Space(), then, "who-ended");
            await database.Database.ExecuteSqlAsync($"""UPDATE "Answers" SET "Record" = {new byte[80]} WHERE "Id" = {id}""");
        }

        Assert.StartsWith("This answer could not be opened.", Side(await Compare(then, now), "who-ended", 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_times_are_offered_where_one_is_read()
    {
        var first = await user.Runs(Walk, 3, 30, true, Says("who-ended", new ChoiceValue("he", "He did")));
        var alone = await user.Open($"/journal/{first}");
        Assert.Empty(alone.QuerySelectorAll("a[href*='/journal/compare'], a[href*='/journal/question']"));
        var second = await user.Runs(Walk, 3, 2, true, Says("who-ended", new ChoiceValue("he", "He did")));
        string compare = $"/journal/compare?a={first:N}&b={second:N}", back = $"/journal/compare?a={second:N}&b={first:N}";

        Assert.Equal([compare], Links(await user.Open($"/journal/{first}"), "compare"));
        var read = await user.Open($"/journal/{second}");
        Assert.Equal([back], Links(read, "compare"));
        Assert.Equal([$"/journal/question/{Walk}/who-ended"], Links(read, "question"));
        Assert.Equal([compare], Links(await user.Open($"/reflections/{Walk}/{second:N}/outcome"), "compare"));
        Assert.Empty(Links(await user.Open($"/reflections/{Walk}/{first:N}/outcome"), "compare"));
        Assert.Equal([compare], Links(await user.Open($"/reflections/{Walk}"), "compare"));
    }

    [Fact]
    public async Task A_practice_that_is_set_beside_its_first_time_leads_there()
    {
        var first = await user.Notes("check-in", 40, Says("helps", new TextValue("Soup")));
        var newest = await user.Notes("check-in", 4, Says("helps", new TextValue("Walks")));
        var space = await user.Notes("giving-space", 4, Says("set-off", new TextValue("A song")));
        await user.Notes("giving-space", 3, Says("set-off", new TextValue("Rain")));

        Assert.Equal([$"/journal/compare?a={first:N}&b={newest:N}"], Links(await user.Open("/practices/check-in"), "compare"));
        Assert.Equal([$"/journal/compare?a={newest:N}&b={first:N}"], Links(await user.Open($"/journal/{newest}"), "compare"));
        Assert.Empty(Links(await user.Open($"/journal/{space}"), "compare"));
    }

    private static string Moment(DateTimeOffset begun) => BreakupGuide.UI.Moment.Words(begun.AddMinutes(4).UtcDateTime, "Europe/London");

    private Task<IDocument> Compare(Guid one, Guid other) => user.Open($"/journal/compare?a={one}&b={other}");

    private static IEnumerable<string?> Links(IDocument page, string to) =>
        page.QuerySelectorAll($"main a[href^='/journal/{to}']").Select(a => a.GetAttribute("href"));

    private static IElement Part(IDocument page, string field) => page.QuerySelector($"section.answer:has(#q-{field})")!;

    private static IEnumerable<string> Marked(IDocument page, string field, string mark) =>
        Part(page, field).QuerySelectorAll(mark).Select(m => m.ChildNodes.OfType<IText>().Single().Data.Trim());

    private static string Side(IDocument page, string field, int side) =>
        string.Join(' ', Part(page, field).QuerySelectorAll(".both > div")[side].Children.Skip(1).Select(PastUser.Words));
}
