using BreakupGuide.Content;
using BreakupGuide.Features.Safety;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Safety;

public class HelpPageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();
    private readonly ContentLibrary library = site.Services.GetRequiredService<ContentLibrary>();

    [Fact]
    public async Task Every_help_line_is_shown_with_one_tap_to_call()
    {
        Assert.NotEmpty(library.Helplines);
        foreach (var country in library.Helplines)
        {
            var page = await browser.Open($"/help?country={ChosenCountry.Anchor(country)}");

            Assert.Equal(
                country.Lines.Where(l => l.Call is not null).Select(l => "tel:" + string.Concat(l.Call!.Where(c => char.IsDigit(c) || c == '+'))),
                page.QuerySelectorAll("a[href^='tel:']").Select(a => a.GetAttribute("href")));
            Assert.All(country.Lines, l => Assert.Contains(l.Name, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_first_numbers_come_before_everything_else_and_unfolded()
    {
        var page = await browser.Open("/help?country=united-kingdom");
        var main = page.QuerySelector("main")!;

        Assert.Equal("thinks-of-dying", main.QuerySelector("h1")!.NextElementSibling!.ClassName);
        Assert.Equal("country", main.QuerySelector(".thinks-of-dying")!.NextElementSibling!.ClassName);
        Assert.Equal(3, main.QuerySelectorAll("a[href^='tel:']").Count(a => a.Closest("details") is null));
    }

    [Theory]
    [InlineData("en-US,en;q=0.9", "United States")]
    [InlineData("is-IS, en-IE;q=0.5, en-US;q=0.8", "United States")]
    [InlineData("de-AT, en-IE;q=0.5", "Austria")]
    [InlineData("fr-CA", "Canada")]
    [InlineData("de", "Elsewhere")]
    [InlineData("", "Elsewhere")]
    [InlineData(";;;", "Elsewhere")]
    public async Task The_browsers_language_names_the_country(string languages, string country)
    {
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", languages);

        Assert.Equal(country, (await browser.Open("/help")).QuerySelector("main h2")!.TextContent);
    }

    [Fact]
    public async Task Another_country_can_be_chosen()
    {
        var page = await browser.Open("/help");
        var links = page.QuerySelectorAll("nav[aria-label=Countries] a");

        Assert.Equal(library.Helplines.Select(c => c.Country), links.Select(a => a.TextContent));
        foreach (var link in links)
        {
            var chosen = await browser.Open(link.GetAttribute("href")!);
            Assert.Equal(link.TextContent, chosen.QuerySelector("main h2")!.TextContent);
            Assert.Equal(link.TextContent, chosen.QuerySelector("nav[aria-label=Countries] a[aria-current=true]")!.TextContent);
        }
    }

    [Fact]
    public async Task No_doubt_is_printed_and_nobody_is_named_with_a_capital_within_a_sentence()
    {
        foreach (var country in library.Helplines)
        {
            var text = (await browser.Open($"/help?country={ChosenCountry.Anchor(country)}")).QuerySelector("main")!.TextContent;

            Assert.DoesNotContain("second hand", text, StringComparison.Ordinal);
            Assert.DoesNotContain("less sure", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"[a-z,] (He|She|They|Him|Her|Them) ", text);
        }
    }

    [Fact]
    public void Each_country_has_an_emergency_number_and_a_line_for_a_crisis_and_each_line_was_checked_within_180_days()
    {
        Assert.All(library.Helplines.Where(c => c.Code is not null), country =>
        {
            Assert.Contains("in danger now", country.Lines[0].For, StringComparison.Ordinal);
            Assert.InRange(country.Lines[0].Call!.Length, 2, 5);
            Assert.Contains(
                country.Lines, l => l.For.Contains("ending your life", StringComparison.Ordinal) || l.For.Contains("too much", StringComparison.Ordinal));
        });
        Assert.All(library.Helplines.SelectMany(c => c.Lines), line =>
        {
            Assert.StartsWith("http", line.Source, StringComparison.Ordinal);
            Assert.True(
                line.Checked.AddDays(180) >= DateOnly.FromDateTime(DateTime.UtcNow),
                $"{line.Name} was checked on {line.Checked:O}: look at its source again and write the new day into content/helplines.yaml.");
        });
    }

    [Fact]
    public async Task Links_that_leave_the_site_are_plain_links_that_tell_nothing()
    {
        var outside = (await browser.Open("/help?country=united-states")).QuerySelectorAll("a[href^='http']");

        Assert.NotEmpty(outside);
        Assert.All(outside, a => Assert.Equal((null, "noopener noreferrer"), (a.GetAttribute("target"), a.GetAttribute("rel"))));
    }

    [Fact]
    public async Task It_says_what_we_are_not_and_speaks_to_both_sides()
    {
        var text = (await browser.Open("/help")).QuerySelector("main")!.TextContent;

        Assert.Contains("We are not a crisis service.", text, StringComparison.Ordinal);
        Assert.Contains("Signs that a relationship is not safe", text, StringComparison.Ordinal);
        Assert.Contains("When you are worried about what you do yourself", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_follows_the_pronoun()
    {
        browser.Http.DefaultRequestHeaders.Add("Cookie", "pronoun=they");
        Assert.DoesNotMatch(@"\b([Hh]e|[Hh]im|[Hh]imself|[Ss]he)\b", (await browser.Open("/help")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("pass through the server’s memory")]
    [InlineData("Whoever has this browser can open it for 24 hours")]
    [InlineData("How many entries there are")]
    [InlineData("Your browser’s history")]
    [InlineData("If you lose both, nobody can open your words again")]
    public async Task The_privacy_page_says_what_is_not_protected(string words) =>
        Assert.Contains(words, (await browser.Open("/privacy")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
}
