using BreakupGuide.Content;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>
/// Going through the same reflection again and again, each time heavier: before one more run something else is offered, and never instead of it.
/// </summary>
public class CirclesTests(Site site) : IClassFixture<Site>
{
    private const string Start = "/reflections/why-he-left/start";

    private readonly TestUser user = new(site);

    [Fact]
    public async Task After_three_heavy_runs_distance_a_guide_and_a_rest_are_offered_before_the_next_and_the_question_stays()
    {
        await RunsAsync("heavier", "heavier", "heavier");

        var page = await user.Browser.Open(Start);

        var offer = page.QuerySelector(".circles")!;
        Assert.Equal(
            ["/journal/new?prompt=friend", $"/guides/{GoingInCircles.GuideSlug}", "/pause", "/settings"],
            offer.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.NotNull(page.QuerySelector("h1#question"));
        Assert.NotNull(page.QuerySelector("form[data-draft]"));
        // Only at the beginning, and only of this reflection.
        Assert.Null((await user.Browser.Open($"{Start}?question=who-ended")).QuerySelector(".circles"));
        Assert.Null((await user.Browser.Open("/reflections/your-part/start")).QuerySelector(".circles"));
    }

    [Fact]
    public async Task Two_heavy_runs_and_lighter_ones_are_no_circle()
    {
        await RunsAsync("heavier", "lighter", "heavier", "same");

        Assert.Null((await user.Browser.Open(Start)).QuerySelector(".circles"));
    }

    [Fact]
    public async Task Runs_of_more_than_a_fortnight_ago_do_not_count()
    {
        await RunsAsync("heavier", "heavier", "heavier");
        await using (var database = await DatabaseAsync())
        {
            var old = DateTime.UtcNow.AddDays(-15);
            var space = (await SpaceAsync()).Id;
            var one = await database.Entries.Where(e => e.SpaceId == space && e.Series != null).Select(e => e.Id).FirstAsync();
            await database.Entries.Where(e => e.SpaceId == space && e.Id == one).ExecuteUpdateAsync(set => set.SetProperty(e => e.Created, old));
        }

        Assert.Null((await user.Browser.Open(Start)).QuerySelector(".circles"));
    }

    [Fact]
    public async Task Whoever_does_not_want_to_be_offered_a_pause_is_not()
    {
        await RunsAsync("heavier", "heavier", "heavier");
        user.Browser.Http.DefaultRequestHeaders.Add("Cookie", "pause=no");

        Assert.Null((await user.Browser.Open(Start)).QuerySelector(".circles"));
    }

    [Fact]
    public async Task However_many_runs_there_are_a_few_are_opened()
    {
        await RunsAsync([.. Enumerable.Repeat("heavier", 40)]);
        var store = StoreRooms.Of(site.Services);
        var space = await SpaceAsync();
        var before = store.Records.Opened;

        var answers = await store.Entries.AnswersInRunsAsync(space, "why-he-left", RunStore.HowNow, DateTime.UtcNow.AddDays(-14), 12, default);

        Assert.Equal(12, answers.Count);
        Assert.Equal(12, store.Records.Opened - before);
    }

    [Fact]
    public void Every_reflection_that_asks_how_it_is_now_offers_that_answer()
    {
        var asked = site.Services.GetRequiredService<ContentLibrary>().Reflections.Select(r => r.Find(RunStore.HowNow)).OfType<Question>().ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, q => Assert.Contains(q.Options.Values, o => o.Value == RunStore.Heavier));
        Assert.NotNull(site.Services.GetRequiredService<ContentLibrary>().Guide(GoingInCircles.GuideSlug));
    }

    private async Task RunsAsync(params string[] howNow)
    {
        await user.Writes(Guid.NewGuid(), "a space");
        var store = StoreRooms.Of(site.Services);
        var space = await SpaceAsync();
        foreach (var value in howNow)
        {
            var run = Guid.NewGuid();
            (string, AnswerValue)[] answers = [("what-he-said", new TextValue("much")), (RunStore.HowNow, new ChoiceValue(value, value))];
            foreach (var (field, given) in answers)
            {
                await store.Answers.SaveAsync(
                    space,
                    new AnswerChange(
                        run, field, field, field, given, AnswerState.Given, 0, "page", 1, null,
                        new RunStart(new Run("why-he-left", 1, WalkLength.Short), []), null),
                    default);
            }
        }
    }

    private async Task<UnlockedSpace> SpaceAsync()
    {
        await using var database = await DatabaseAsync();
        // Tests of a class run one after the other, and each makes one space.
        var session = await database.Sessions.OrderByDescending(s => s.Began).Select(s => s.Id).FirstAsync();
        return site.Services.GetRequiredService<OpenSpaces>().Find(session)!.Space;
    }

    private Task<AppDbContext> DatabaseAsync() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
}
