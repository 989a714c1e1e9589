using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.UnderstandingUser;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>The page as it was on a day, and what it costs.</summary>
public sealed class UnderstandingOnADayTests : IDisposable
{
    private const int MostOfAClick = 10;

    private readonly StillClock clock = new();
    private readonly StatementCount statements = new();
    private readonly Site site;
    private readonly TestUser user;
    private readonly Guid run = Guid.NewGuid();
    private readonly DateTimeOffset begun;
    private UnlockedSpace space = null!;

    public UnderstandingOnADayTests()
    {
        // The cookies of a test's browser follow the real time: by now nine days have gone by.
        begun = new DateTimeOffset(clock.Now.UtcDateTime.Date.AddDays(-9).AddHours(12), TimeSpan.Zero);
        site = new Site([], services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(statements));
        });
        user = new TestUser(site);
    }

    public void Dispose()
    {
        space.Dispose();
        site.Dispose();
    }

    [Fact]
    public async Task Each_day_shows_the_answers_and_the_names_of_that_day()
    {
        await LivesAsync();

        var first = await user.Browser.Open(On(0));
        Assert.Equal(["he was tired do I believe it: I am guessing"], Parts(first)["reasons"]);
        Assert.Contains($"As it was on {Long(0)}", first.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Some of them were changed since.", first.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["he was tired do I believe it: Yes", "the winter"], Parts(await user.Browser.Open(On(3)))["reasons"]);
        // By then there was a newer run, in which nothing was said of it yet.
        Assert.Equal(["he was tired", "the winter", "the move"], Parts(await user.Browser.Open(On(6)))["reasons"]);
        Assert.Equal(["he was tired", "the winter", "the move"], Parts(await user.Browser.Open(Page))["reasons"]);
    }

    [Fact]
    public async Task The_days_on_which_something_was_begun_or_changed_are_offered()
    {
        await LivesAsync();

        var page = await user.Browser.Open(On(3));

        var form = page.QuerySelector("form[method=get]")!;
        Assert.Equal(["", Day(6), Day(3), Day(0)], form.QuerySelectorAll("option").Select(o => o.GetAttribute("value")!));
        Assert.Equal(Day(3), form.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Equal(Page, form.GetAttribute("action"));
        Assert.DoesNotContain(page.QuerySelectorAll("main form input"), i => i.GetAttribute("name") == "words");
    }

    [Theory]
    [InlineData("2999-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("yesterday")]
    [InlineData("")]
    public async Task What_is_no_day_of_the_past_shows_what_holds_now(string day)
    {
        await LivesAsync();

        Assert.Equal(3, Parts(await user.Browser.Open($"{Page}?on={day}"))["reasons"].Length);
    }

    [Fact]
    public async Task A_day_before_everything_is_empty_and_leads_back()
    {
        await LivesAsync();

        foreach (var day in new[] { Day(-5), "0001-01-01" })
        {
            var page = await user.Browser.Open($"{Page}?on={day}");
            Assert.Empty(Parts(page)["reasons"]);
            Assert.NotNull(page.QuerySelector($"main .notice a[href='{Page}']"));
        }
    }

    [Fact]
    public async Task It_costs_the_same_however_much_there_is()
    {
        await LivesAsync();
        for (var i = 0; i < 110; i++) await WritesAsync(i);
        await MeasureAsync();
        var small = await MeasureAsync();
        for (var i = 110; i < 250; i++) await WritesAsync(i);

        var large = await MeasureAsync();

        Assert.Equal(small, large);
        Assert.All(large, c => Assert.True(c.Statements is > 0 and <= MostOfAClick, $"{c.What} takes {c.Statements} statements."));
        Assert.All(large, c => Assert.True(c.Records <= 2 * Limits.ListItems, $"{c.What} opens {c.Records} records."));
    }

    private async Task<List<(string What, int Statements, long Records)>> MeasureAsync()
    {
        var costs = new List<(string, int, long)>();
        foreach (var page in new[] { Page, Others, On(3) })
        {
            var before = StoreRooms.Of(site.Services).Records.Opened;
            statements.Reset();
            await user.Browser.Open(page);
            costs.Add((page, statements.Count, StoreRooms.Of(site.Services).Records.Opened - before));
        }

        return costs;
    }

    private async Task LivesAsync()
    {
        space = (await site.Services.GetRequiredService<SpaceStore>().KeepAsync(null, "anna", TestUser.Passphrase, default))!.Value.Space;
        clock.Now = begun;
        await SaysAsync(run, "who-ended", new ChoiceValue("he", "He did"));
        await SaysAsync(run, "which-fit", new ChecklistValue([new("other", "Something else")], []));
        await NamesAsync(run, 0, "he was tired");
        await SaysAsync(run, "how-sure", Sorted("guess", "I am guessing"));
        clock.Now = begun.AddDays(3);
        await NamesAsync(run, 1, "he was tired", "the winter");
        await SaysAsync(run, "how-sure", Sorted("sure", "Yes"), seen: 1);
        clock.Now = begun.AddDays(6);
        var newer = Guid.NewGuid();
        await SaysAsync(newer, "who-ended", new ChoiceValue("he", "He did"));
        await NamesAsync(newer, 0, "the move");
        clock.Now = DateTimeOffset.UtcNow;
        await user.Unlocks("anna");
    }

    private async Task WritesAsync(int i)
    {
        var other = Guid.NewGuid();
        await SaysAsync(other, "who-ended", new ChoiceValue("he", "He did"));
        await NamesAsync(other, 0, $"reason {i}");
    }

    private SortValue Sorted(string value, string label) => new([new(Thread("n0"), "he was tired", value, label)]);

    private string Thread(string row) => BreakupGuide.Features.Reflections.Item.IdOf(RecordIds.OfThread(space, run, "other-reason", row));

    private Task NamesAsync(Guid of, int seen, params string[] reasons) => SaysAsync(
        of, "other-reason",
        new ListValue([.. reasons.Select((r, i) => new ListItem($"n{i}", RecordIds.OfThread(space, of, "other-reason", $"n{i}"), r))]), seen, "reason");

    private async Task SaysAsync(Guid of, string field, AnswerValue value, int seen = 0, string? thread = null) => Assert.IsType<Saved.Done>(
        await StoreRooms.Of(site.Services).Answers.SaveAsync(
            space,
            new AnswerChange(
                of, field, field, field, value, AnswerState.Given, seen, $"page {seen}", 1, null,
                new RunStart(new Run("why-he-left", 2, WalkLength.Whole), []), thread),
            default));

    private string On(int days) => $"{Page}?on={Day(days)}";

    private string Day(int days) => begun.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Long(int days) => begun.AddDays(days).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
