using System.Text.Json;
using AngleSharp.Html.Parser;
using BreakupGuide.Tests.Features.Journal;
using BreakupGuide.Tests.Features.Reflections;
using YamlDotNet.Serialization;

namespace BreakupGuide.Tests.Features.Export;

/// <summary>The formats for people and other programs, over what somebody wrote and answered.</summary>
public sealed class FormatTests : IDisposable
{
    private const string Words = "# Not a title\n\nGrüße — слова\n- Wednesday swimming\n- <b>bold</b>";
    private const string Title = "yes: [no]\u2028\"#1\"";

    private static readonly Wording Fixable = Wording.CanItBeFixed;

    private readonly Site site = new();
    private readonly JournalUser person;
    private readonly Walker walker;

    public FormatTests()
    {
        person = new JournalUser(site);
        walker = new Walker(person.Browser);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Markdown_has_one_file_for_each_entry_with_its_words_as_they_were_typed()
    {
        var id = await Writes();
        var (name, text) = Assert.Single(await Downloaded.ZipAsync(person.Browser, "markdown"));

        Assert.Equal("2026/2026-05-29 yes_ _no_ __1_.md", name);
        var (front, body) = Parted(text);
        Assert.Equal(["title", "created", "updated", "tags", "id", "kind", "date", "zone", "mood"], front.Keys);
        Assert.Equal("yes: [no] \"#1\"", front["title"]);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}Z$", (string)front["created"]);
        Assert.Equal(["work", "no", "2026"], ((List<object>)front["tags"]).Cast<string>());
        Assert.Equal((id.ToString(), "journal", "2026-05-29", "Very low"), (front["id"], front["kind"], front["date"], front["mood"]));
        Assert.Equal(Words + "\n", body);
    }

    [Fact]
    public async Task Two_entries_of_one_day_and_title_have_files_of_their_own()
    {
        for (var i = 0; i < 3; i++) await person.Writes("words", ("title", "Monday / tea"), ("date", "2026-05-29"));
        await person.Writes("words", ("title", "Monday / tea"), ("date", "2026-05-30"));
        var deleted = await person.Writes("gone", ("date", "2026-05-31"));
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{deleted}"), $"/journal/{deleted}/delete"));

        Assert.Equal(
            [
                "2026/2026-05-29 Monday _ tea.md", "2026/2026-05-29 Monday _ tea (2).md", "2026/2026-05-29 Monday _ tea (3).md",
                "2026/2026-05-30 Monday _ tea.md", "bin/2026/2026-05-31 Free writing.md",
            ],
            (await Downloaded.ZipAsync(person.Browser, "markdown")).Keys);
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("page")]
    [InlineData("day-one")]
    public async Task A_walk_is_taken_along_with_its_questions_its_map_and_what_the_answers_said(string form)
    {
        await walker.FinishWithMap();
        await Writes();
        var text = await TextAsync(form);

        foreach (var said in new[]
        {
            Fixable.Ask("reasons"), "We were both tired.", "He was late", "What your answers said", "Left open", "(Skipped)",
            $"{Fixable.Called("changeable")}: {Fixable.Label("changeable", "can-and-wish")}", "Very low",
        })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        foreach (var value in new[] { "very-low", "can-and-wish", "between-us", "not-today" }) Assert.DoesNotContain(value, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_markdown_questions_are_headings_and_an_answer_is_none()
    {
        await walker.Open("/reflections/can-it-be-fixed/start?walk=short");
        while (!walker.Address.EndsWith("/reasons", StringComparison.Ordinal))
            await walker.Answer([walker.Form.QuerySelector("input[name=choice]")!.GetAttribute("value")!]);
        await walker.Answer(["# tired", "late"]);
        var (front, body) = Parted(Assert.Single(await Downloaded.ZipAsync(person.Browser, "markdown")).Value);

        Assert.Contains($"## {Fixable.Ask("reasons")}\n\n- # tired\n- late\n", body, StringComparison.Ordinal);
        Assert.Equal(("reflection", "can-it-be-fixed", "Not finished yet"), (front["kind"], front["reflection"], front["state"]));
        Assert.Matches("^[0-9]+$", (string)front["version"]);
        Assert.DoesNotContain("What your answers said", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_One_finds_moment_zone_tags_and_text()
    {
        var id = await Writes();
        var deleted = await person.Writes("gone");
        await person.Browser.SendAndOpen(JournalUser.FormTo(await person.Open($"/journal/{deleted}"), $"/journal/{deleted}/delete"));
        await person.Writes("today");
        var (name, text) = Assert.Single(await Downloaded.ZipAsync(person.Browser, "day-one"));
        using var json = JsonDocument.Parse(text);

        Assert.Equal("Notes.json", name);
        Assert.Equal("1.0", json.RootElement.GetProperty("metadata").GetProperty("version").GetString());
        var entries = json.RootElement.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(2, entries.Count);
        var entry = entries[0];
        Assert.Equal(id.ToString("N").ToUpperInvariant(), entry.GetProperty("uuid").GetString());
        Assert.Equal(["work", "no", "2026"], entry.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal($"# yes: [no] \"#1\"\n\n{Words}\n\nMood: Very low", entry.GetProperty("text").GetString());
        // It was written on another day than the one it is about: it stands in the middle of that.
        var zone = TimeZoneInfo.FindSystemTimeZoneById(entry.GetProperty("timeZone").GetString()!);
        Assert.Equal(
            new DateTime(2026, 5, 29, 12, 0, 0), TimeZoneInfo.ConvertTimeFromUtc(entry.GetProperty("creationDate").GetDateTime(), zone));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", entry.GetProperty("modifiedDate").GetString());
        Assert.Equal(entries[1].GetProperty("creationDate").GetString(), entries[1].GetProperty("modifiedDate").GetString());
        Assert.Equal("today", entries[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere_and_holds_its_months()
    {
        await Writes();
        await person.Writes("<script>alert(1)</script>", ("title", "<img src=x onerror=alert(1)>"), ("date", "2026-04-01"));
        await walker.FinishWithMap();
        var text = await Downloaded.TextAsync(person.Browser, "page");
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text);

        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, [src], [onerror]"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("article").Length);
        Assert.Equal("April 2026", page.QuerySelector("h2")!.TextContent);
        var links = page.QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")![1..]).ToList();
        Assert.Equal(page.QuerySelectorAll("section.month").Select(s => s.Id), links);
        Assert.Equal("<img src=x onerror=alert(1)>", page.QuerySelector("article h3")!.TextContent);
        Assert.Contains("Wednesday swimming", page.QuerySelector("article li")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("page")]
    [InlineData("day-one")]
    [InlineData("notes")]
    public async Task Nothing_of_somebody_else_is_in_it(string form)
    {
        await Writes();
        var other = new JournalUser(site);
        await other.Writes("their own words");
        await new Walker(other.Browser).Open("/reflections/why-he-left/start");

        Assert.DoesNotContain("their own words", await TextAsync(form), StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(string form) =>
        form == "page"
            ? new HtmlParser().ParseDocument(await Downloaded.TextAsync(person.Browser, form)).Body!.TextContent
            : string.Join('\n', (await Downloaded.ZipAsync(person.Browser, form)).Values.Select(Unescaped));

    private static string Unescaped(string text) => text.Replace("\\u0027", "'", StringComparison.Ordinal).Replace("\\u0022", "\"", StringComparison.Ordinal);

    private Task<Guid> Writes() =>
        person.Writes(Words, ("title", Title), ("mood", "very-low"), ("tags", "work, no, 2026"), ("date", "2026-05-29"));

    private static (Dictionary<string, object> Front, string Body) Parted(string text)
    {
        var parts = text.Split("---\n", 3);
        Assert.Equal("", parts[0]);
        Assert.StartsWith("\n", parts[2], StringComparison.Ordinal);
        return (new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parts[1]), parts[2][1..]);
    }
}
