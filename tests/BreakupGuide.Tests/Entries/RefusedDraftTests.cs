using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Entries;

/// <summary>Drafts that are not saved: what cannot be read, what is too long, what is not there, and where the space is locked.</summary>
public sealed class RefusedDraftTests(Site site) : IClassFixture<Site>
{
    private readonly TestUser guest = new(site);
    private readonly Guid entry = Guid.NewGuid();

    /// <summary>What is sent again unchanged would be refused for ever; what has no room now may have some later.</summary>
    [Theory]
    [InlineData("date", "date", "2099-01-10", null)]
    [InlineData("who-ended", "choice", "nobody knows this one", "why-he-left")]
    public async Task A_value_that_is_wrong_in_itself_is_refused_as_invalid(string field, string name, string value, string? reflection)
    {
        await guest.Writes(Guid.NewGuid(), "so that there is a space");

        using var response = await guest.Put(
            $"/drafts/{entry}/{field}",
            new { value = new[] { new[] { name, value } }, state = "given", baseVersion = 0, client = "page", sequence = 1, reflection },
            await guest.Token());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("invalid").GetBoolean());
    }

    [Fact]
    public async Task A_space_that_is_full_makes_no_words_invalid()
    {
        using var small = new Site([], services => services.AddSingleton(Options.Create(new EntryOptions { BytesInVisitorsSpace = 1 })));
        var visitor = new TestUser(small);
        await visitor.Writes(entry, "fills it");

        using var response = await visitor.Write(entry, "and more", sequence: 2, seen: 1);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("invalid").GetBoolean());
    }

    [Fact]
    public async Task A_page_that_was_open_is_told_that_the_space_is_locked()
    {
        await guest.Keeps($"otter {entry:N}");
        await guest.Writes(entry, "before the lock");
        using (await guest.Post("/lock"))
        {
        }

        var before = Stored();
        using var response = await guest.Write(entry, "after the lock", "any", isOpen: true, sequence: 2);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Equal(before, Stored());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"value":"words","client":"a","sequence":1}""")]
    [InlineData("""{"value":[["words"]],"client":"a","sequence":1}""")]
    [InlineData("""{"value":[["words",null]],"client":"a","sequence":1}""")]
    [InlineData("""{"value":[["words","x"]],"client":"","sequence":1}""")]
    [InlineData("""{"value":[["words","x"]],"client":"a","sequence":0}""")]
    [InlineData("""{"value":[["words","x"]],"client":"a","sequence":1,"baseVersion":-1}""")]
    [InlineData("""{"value":[["words","x"]],"client":"a","sequence":1,"state":"nonsense"}""")]
    [InlineData("""{"value":[["words","\ud800"]],"client":"a","sequence":1}""")]
    public async Task What_cannot_be_read_is_said_in_a_sentence(string json)
    {
        using var response = await Send($"/drafts/{entry}/words", new StringContent(json, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("could not be read", Assert.Single((await response.Content.ReadFromJsonAsync<Refused>())!.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_instead_of_a_draft_is_said_in_a_sentence()
    {
        using var response = await Send($"/drafts/{entry}/words", new FormUrlEncodedContent([KeyValuePair.Create("words", "x")]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single((await response.Content.ReadFromJsonAsync<Refused>())!.Messages);
    }

    [Fact]
    public async Task Too_long_a_text_is_said_in_a_sentence_and_changes_nothing()
    {
        await guest.Writes(entry, "short enough");

        using var response = await guest.Write(entry, new string('x', Limits.TextCharacters + 1), sequence: 2);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("200,000", Assert.Single((await response.Content.ReadFromJsonAsync<Refused>())!.Messages), StringComparison.Ordinal);
        Assert.True(await guest.CanRead(entry, "short enough"));
    }

    [Fact]
    public void Larger_bodies_than_the_longest_text_needs_are_not_read()
    {
        var endpoint = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Single(e => e.RoutePattern.RawText?.StartsWith("/drafts/{entry", StringComparison.Ordinal) == true);

        Assert.InRange(
            endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata>()!.MaxRequestBodySize!.Value,
            6 * Limits.TextCharacters, 8 * 1024 * 1024);
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("nonsense", "why-he-left~short")]
    [InlineData("who-ended", "no-such-reflection")]
    [InlineData("outcome", "why-he-left")]
    public async Task An_unknown_field_is_not_found(string field, string? reflection)
    {
        var before = Stored();
        using var response = await guest.Put($"/drafts/{entry}/{field}", new { value = Words("text", "x"), client = "a", sequence = 1, reflection });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(guest.SpaceCookie);
        Assert.Equal(before, Stored());
    }

    [Fact]
    public async Task Somebody_elses_entry_is_not_there_and_stays_as_it_is()
    {
        var run = Guid.NewGuid();
        await guest.Writes(entry, "mine alone");
        using (var answered = await guest.Answer(run, "who-ended", [["choice", "he"]]))
        {
            await Acknowledged.In(answered);
        }

        var stranger = new TestUser(site);
        await stranger.Writes(Guid.NewGuid(), "a stranger's");
        var walk = $"/reflections/why-he-left/{run}";
        string[] paths = [$"/journal/{entry}", $"/journal/{entry}/edit", $"/journal/{run}", $"{walk}/who-ended", $"{walk}/check", $"{walk}/outcome"];
        foreach (var path in paths)
            await stranger.Browser.Open(path, 404);

        // Changing a run without beginning one is not found; a known id is answered like an unknown one.
        foreach (var id in new[] { run, Guid.NewGuid() })
        {
            using var response = await stranger.Write(id, "", sequence: 5);
            Assert.Equal(0, (await Acknowledged.In(response)).Version);
        }

        using (await stranger.Write(entry, "over it", sequence: 9))
        {
        }

        Assert.True(await guest.CanRead(entry, "mine alone"));
        Assert.False(await guest.CanRead(entry, "over it"));
    }

    private static string[][] Words(string name, string value) => [[name, value]];

    private async Task<HttpResponseMessage> Send(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
        request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
        return await guest.Browser.Http.SendAsync(request);
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private IReadOnlyList<string> Stored()
    {
        using var database = Context();
        return
        [
            .. database.Entries.AsEnumerable().Select(e => $"{e.SpaceId} {e.Id} {e.RowVersion} {e.Binned}").Order(),
            .. database.Answers.AsEnumerable().Select(a => $"{a.Id} {a.RowVersion}").Order(),
            .. database.Spaces.AsEnumerable().Select(s => $"{s.Id} {s.Name}").Order(),
            .. database.Sessions.AsEnumerable().Select(s => $"{s.Id} {s.Away}").Order(),
        ];
    }

    private sealed record Refused(IReadOnlyList<string> Messages);
}
