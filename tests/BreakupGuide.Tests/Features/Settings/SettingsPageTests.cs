using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Settings;

public class SettingsPageTests(Site site) : IClassFixture<Site>
{
    private readonly Browser browser = site.Browse();

    [Fact]
    public async Task Choosing_she_and_dark_is_saved_and_every_page_follows()
    {
        var page = await browser.Open("/settings");
        Assert.Equal(["he", "system", "true"], Checked(page));
        Assert.Equal("", page.QuerySelector("[role=status].saved-line")!.TextContent);

        page = await browser.SendAndOpen(Form(page), ("pronoun", "she"), ("look", "dark"));

        Assert.Equal("Saved", page.QuerySelector("[role=status].saved-line")!.TextContent);
        Assert.Equal(["she", "dark", "true"], Checked(page));
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
    public async Task How_somebody_leaves_is_saved_and_every_page_follows()
    {
        var page = await browser.Open("/settings");
        Assert.Equal(["bbc", "true"], LeavingForm(page).QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal("on show", Ways(page));

        // A box that is not ticked is not sent.
        using (var response = await browser.Http.PostAsync("/settings", new FormUrlEncodedContent(
            [Of(page, "_handler"), Of(page, "__RequestVerificationToken"), KeyValuePair.Create("place", "google"), KeyValuePair.Create("hidden", "true")])))
        {
            Assert.All(response.Headers.GetValues("Set-Cookie"), c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
        }

        page = await browser.Open("/settings");
        Assert.Equal(
            ["google", "hidden"],
            LeavingForm(page).QuerySelectorAll("input[checked]").Select(i => i.GetAttribute(i.GetAttribute("name") == "place" ? "value" : "name")));
        Assert.Equal("off cover", Ways(await browser.Open("/")));
    }

    [Fact]
    public async Task A_place_that_was_not_offered_is_refused_and_nothing_is_set()
    {
        using var response = await browser.Send(LeavingForm(await browser.Open("/settings")), ("place", "https://evil.example/"));
        var page = await Browser.Read(response);

        Assert.Contains("Choose one of the places", page.QuerySelector("[role=alert]:not([data-lock-said])")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(response.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(v => v.StartsWith("exit=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_tab_says_notes() => Assert.Equal("Notes – settings", (await browser.Open("/settings")).Title);

    private static IElement Form(IDocument page) => page.QuerySelector("form:has(input[name=pronoun])")!;

    private static IElement LeavingForm(IDocument page) => page.QuerySelector("form:has(input[name=place])")!;

    private static string Ways(IDocument page) =>
        page.QuerySelector("[data-exit-to]") is { } exit ? $"{exit.GetAttribute("data-exit-shift")} {exit.GetAttribute("data-exit-hidden")}" : "";

    private static KeyValuePair<string, string> Of(IDocument page, string name) =>
        KeyValuePair.Create(name, LeavingForm(page).QuerySelector($"input[name={name}]")!.GetAttribute("value")!);

    private static IEnumerable<string?> Checked(IDocument page) => Form(page).QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value"));
}
