using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>Every page as somebody sees it who has written nothing.</summary>
public sealed class PublicPages
{
    private static readonly (string Name, string Address)[] Addresses =
    [
        ("home", "/"), ("guides", "/guides"), ("guides-search", "/guides?q=space"), ("guides-nothing-found", "/guides?q=zzzz"),
        ("guide", "/guides/reasons-signs-and-steps"), ("help", "/help"), ("privacy", "/privacy"), ("settings", "/settings"),
        ("practices", "/practices"), ("practice", "/practices/giving-space"), ("practice-gate", "/practices/ladder/new"),
        ("practice-new", "/practices/check-in/new"), ("reminder", "/practices/check-in/reminder"),
        ("reflections", "/reflections"), ("introduction", "/reflections/why-he-left"), ("first-question", "/reflections/why-he-left/start"),
        ("start", "/start"), ("unlock", "/unlock"), ("recover", "/recover"), ("journal-closed", "/journal"), ("pause", "/pause"),
        ("offline", "/offline"), ("not-found", "/nothing/here"),
    ];

    private static readonly string[] OnTheNarrowest =
    [
        "/", "/guides", "/guides/reasons-signs-and-steps", "/reflections", "/reflections/why-he-left", "/reflections/why-he-left/start",
        "/practices", "/practices/check-in/new", "/practices/check-in/reminder", "/journal",
        "/journal/new", "/urge", "/pause", "/start", "/unlock", "/recover", "/settings", "/help", "/privacy", "/offline",
    ];

    [Theory]
    [MemberData(nameof(PageInspection.Views), MemberType = typeof(PageInspection))]
    public async Task Every_page_fits_and_can_be_used_by_everybody(string view)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(view);

        var problems = await page.InspectAsync(view, Addresses);
        Assert.True(problems.Length == 0, problems);
    }

    [Fact]
    public async Task Without_our_scripts_every_page_can_be_used_by_everybody()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageWithoutOurScriptsAsync();

        var problems = await page.InspectAsync(PageViews.WithoutScripts, Addresses);
        Assert.True(problems.Length == 0, problems);
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_on_the_narrowest_phone()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 320, height: 640);
        foreach (var address in OnTheNarrowest)
        {
            await page.GotoAsync(address);
            Assert.True(await page.FitsAsync(), $"{address} scrolls sideways at 320 px");
        }
    }

    [Theory]
    [InlineData("/urge")]
    [InlineData("/help")]
    [InlineData("/unlock")]
    public async Task The_header_of_a_phone_is_one_line_wherever_one_is(string address)
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 390, height: 844);
        await page.GotoAsync(address);

        var name = (await page.Locator(".top > .name").BoundingBoxAsync())!;
        var ways = (await page.Locator(".top > .aside").BoundingBoxAsync())!;
        Assert.True(ways.Y < name.Y + name.Height, $"The ways begin at {ways.Y}, and the name ends at {name.Y + name.Height}.");
    }

    [Fact]
    public async Task The_first_screen_of_a_phone_shows_all_three_ways_in()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync(width: 360, height: 740);
        await page.GotoAsync("/");

        foreach (var name in new[] { "Answer the first question", "I am about to message him", "I only want to read" })
        {
            var box = await page.GetByRole(AriaRole.Link, new() { Name = name }).BoundingBoxAsync();
            Assert.True(box is not null && box.Y + box.Height < 740 - 48, $"“{name}” is below the first screen");
        }
    }
}
