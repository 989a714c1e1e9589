using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Settings;

public class SettingsPageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Fact]
    public async Task Choosing_she_and_dark_is_saved_and_every_page_follows()
    {
        var page = await browser.Open("/settings");
        Assert.Equal(["he", "system"], Checked(page));
        Assert.Equal("", page.QuerySelector("[role=status].saved-line")!.TextContent);

        page = await browser.SendAndOpen(Form(page), ("pronoun", "she"), ("look", "dark"));

        Assert.Equal("Saved", page.QuerySelector("[role=status].saved-line")!.TextContent);
        Assert.Equal(["she", "dark"], Checked(page));
        var home = await browser.Open("/");
        Assert.Equal("dark", home.DocumentElement.GetAttribute("data-look"));
        Assert.Equal("dark", home.QuerySelector("meta[name=color-scheme]")?.GetAttribute("content"));
        Assert.Contains(home.QuerySelectorAll("a"), a => a.TextContent == "I am about to message her");
    }

    [Fact]
    public async Task The_cookies_hold_one_word_each_and_are_kept_from_scripts_and_other_sites()
    {
        using var response = await browser.Send(Form(await browser.Open("/settings")), ("pronoun", "they"), ("look", "light"));

        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, c => c.StartsWith("pronoun=they;", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("look=light;", StringComparison.Ordinal));
        Assert.All(cookies, c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, c => Assert.Contains("samesite=lax", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_word_that_was_not_offered_is_refused_and_nothing_is_set()
    {
        using var response = await browser.Send(Form(await browser.Open("/settings")), ("pronoun", "it"), ("look", "dark"));
        var page = await Browser.Read(response);

        Assert.NotNull(page.QuerySelector("[role=alert]"));
        Assert.DoesNotContain(response.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(v => v.Contains("look=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_forged_cookie_counts_as_not_set()
    {
        browser.Http.DefaultRequestHeaders.Add("Cookie", "look=\"><script>; pronoun=x");
        var page = await browser.Open("/");

        Assert.Equal("system", page.DocumentElement.GetAttribute("data-look"));
        Assert.Contains(page.QuerySelectorAll("a"), a => a.TextContent == "I am about to message him");
    }

    [Fact]
    public async Task The_tab_says_notes() => Assert.Equal("Notes", (await browser.Open("/settings")).Title);

    private static IElement Form(IDocument page) => page.QuerySelector("form:has(input[name=pronoun])")!;

    private static IEnumerable<string?> Checked(IDocument page) => page.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value"));
}
