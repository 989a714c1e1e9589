using System.Net.Http.Json;
using System.Text.Json;
using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>The journal's fields as draft.js sends them.</summary>
public class JournalDraftsTests(Site site) : IClassFixture<Site>
{
    private readonly JournalUser person = new(site);

    [Fact]
    public async Task A_draft_and_the_post_of_the_same_page_are_one_row_of_saves()
    {
        var form = JournalUser.WriteForm(await person.Open("/journal/new"));
        var saved = await Put(form, "words", "Half a", 1);
        Assert.Equal(1, saved.GetProperty("version").GetInt32());
        form.QuerySelector("input[name=__RequestVerificationToken]")!.SetAttribute("value", saved.GetProperty("token").GetString()!);

        // The form still carries base version 0; it is the same page that writes on.
        var reading = await person.Browser.SendAndOpen(form, ("words", "Half a sentence"), ("client", "page"), ("sequence", "2"));
        Assert.Equal("Half a sentence", reading.QuerySelector(".prose")?.TextContent);
    }

    [Fact]
    public async Task A_letter_that_is_saved_as_a_draft_is_a_letter()
    {
        var form = JournalUser.WriteForm(await person.Open("/journal/new?prompt=letter"));
        await Put(form, "title", "To you", 1, ["kind", "letter"]);
        var id = Guid.Parse(form.GetAttribute("data-draft")!.Split('/')[2]);

        Assert.Equal(EntryKind.Letter, (await person.Entries.FindAsync(await person.SpaceOf(id), id, default))!.Kind);
    }

    [Fact]
    public async Task A_draft_that_breaks_a_rule_is_refused_in_words()
    {
        var form = JournalUser.WriteForm(await person.Open("/journal/new"));
        var answer = await Put(form, "title", new string('a', 201), 1, status: 400);

        Assert.Contains("200 characters", answer.GetProperty("messages")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_are_measured_before_they_are_taken_apart()
    {
        var form = JournalUser.WriteForm(await person.Open("/journal/new"));
        var answer = await Put(form, "tags", string.Concat(Enumerable.Repeat("a,", 1001)), 1, status: 400);

        Assert.Contains("Keep each tag to 40 characters", answer.GetProperty("messages")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_field_of_another_name()
    {
        var form = JournalUser.WriteForm(await person.Open("/journal/new"));
        await Put(form, "opening", "words", 1, status: 404);
    }

    private async Task<JsonElement> Put(AngleSharp.Dom.IElement form, string field, string text, int sequence, string[]? more = null, int status = 200)
    {
        var pairs = new List<string[]> { new[] { field, text } };
        if (more is not null) pairs.Add(more);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{form.GetAttribute("data-draft")}/{field}")
        {
            Content = JsonContent.Create(new { value = pairs, state = "given", baseVersion = 0, client = "page", sequence, zone = "Europe/Berlin" }),
        };
        request.Headers.Add("X-Form-Token", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
        using var response = await person.Browser.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        return status == 404 ? default : await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
