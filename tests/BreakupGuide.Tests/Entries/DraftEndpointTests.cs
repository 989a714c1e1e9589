using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Entries;

/// <summary>The draft endpoint over HTTP, and what every request that may change something must carry.</summary>
public sealed class DraftEndpointTests(Site site) : IClassFixture<Site>
{
    private readonly TestUser guest = new(site);
    private readonly Guid entry = Guid.NewGuid();

    public static TheoryData<string> Methods => ["POST", "PUT", "DELETE", "PATCH"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task No_endpoint_changes_anything_without_a_form_token(string method)
    {
        await guest.Writes(entry, "so that there is a space");
        var paths = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(PathOf)
            .Where(p => !p.StartsWith("/_", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "/lock", "/discard", "/come-back", "/exit", "/start", "/unlock", "/recover", "/journal", "/drafts/00000000-0000-0000-0000-000000000001/x",
            },
            paths.ToHashSet());

        var before = Stored();
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) };
            using var response = await guest.Browser.Http.SendAsync(request);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} without a token answers {(int)response.StatusCode}.");
        }

        Assert.Equal(before, Stored());
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_none()
    {
        var other = new TestUser(site);
        await other.Writes(Guid.NewGuid(), "other words");
        await guest.Writes(entry, "mine");

        using var response = await guest.Write(entry, "changed", await other.Token());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(await guest.CanRead(entry, "mine"));
    }

    [Fact]
    public async Task The_first_words_of_a_visitor_make_a_space_and_bring_a_token_that_works()
    {
        using var response = await guest.Write(entry, "first words", sequence: 7);
        var first = await Acknowledged.In(response);
        Assert.Equal((1, 7L), (first.Version, first.Sequence));
        Assert.NotNull(first.Token);

        var second = await guest.Writes(entry, "first and second words", first.Token, sequence: 8, seen: 1);
        Assert.Equal((2, 8L, null), (second.Version, second.Sequence, second.Token));
        Assert.True(await guest.CanRead(entry, "first and second words"));
    }

    /// <summary>A browser that was closed sends what it kept when it is opened again, even if somebody wrote over it meanwhile.</summary>
    [Theory]
    [InlineData("words", null)]
    [InlineData("what-he-said", "why-he-left")]
    public async Task A_save_that_arrived_once_is_no_conflict_when_it_comes_again_after_a_newer_one(string field, string? reflection)
    {
        var token = await guest.Token();
        var first = await Acknowledged.In(await Send("page", 2, 0, "first words", token));
        token = first.Token ?? token;
        await Acknowledged.In(await Send("another page", 2, 1, "second words", token));

        Assert.Equal(2, (await Acknowledged.In(await Send("page", 2, 0, "first words", token))).Version);
        Assert.Equal(2, (await Acknowledged.In(await Send("page", 1, 0, "first w", token))).Version);
        // What the other page had not sent yet is one.
        Assert.Equal(HttpStatusCode.Conflict, (await Send("page", 3, 0, "first words and more", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Send("a third page", 1, 0, "first words", token)).StatusCode);
        Assert.Contains("second words", await guest.Sees($"/journal/{entry}"), StringComparison.Ordinal);

        Task<HttpResponseMessage> Send(string client, long sequence, int seen, string words, string token) =>
            guest.Put(
                $"/drafts/{entry}/{field}",
                new
                {
                    value = new[] { new[] { reflection is null ? "words" : "item.n0", words } },
                    state = "given", baseVersion = seen, client, sequence, zone = "Europe/London", reflection,
                },
                token);
    }

    [Fact]
    public async Task First_words_whose_acknowledgement_was_lost_can_be_sent_again()
    {
        var token = await guest.Token();
        await guest.Writes(entry, "lost on the way", token);
        // The answer never came, so neither did the cookie.
        guest.SpaceCookie!.Expired = true;

        var again = await guest.Writes(entry, "lost on the way", token);
        Assert.Equal(1, again.Version);
        Assert.True(await guest.CanRead(entry, "lost on the way"));
    }

    [Fact]
    public async Task A_repeated_save_answers_the_same_again()
    {
        var first = await guest.Writes(entry, "once", sequence: 3);

        Assert.Equal(first with { Token = null }, await guest.Writes(entry, "once", sequence: 3));
    }

    /// <summary>A page that sends again what an earlier one kept must be able to tell whether anything was unsaved.</summary>
    [Theory]
    [InlineData("words", "words", null)]
    [InlineData("who-ended", "choice", "why-he-left")]
    public async Task A_save_that_changes_nothing_is_answered_as_repeated(string field, string name, string? reflection)
    {
        var token = await guest.Token();
        var first = await Send("page", 2, "both");
        token = first.GetProperty("token").GetString()!;
        Assert.False(first.GetProperty("repeated").GetBoolean());

        // Overtaken by the form's own post, the same once more, and the same from another page.
        Assert.True((await Send("page", 1, "i")).GetProperty("repeated").GetBoolean());
        Assert.True((await Send("page", 2, "both")).GetProperty("repeated").GetBoolean());
        Assert.True((await Send("another page", 2, "both")).GetProperty("repeated").GetBoolean());
        Assert.False((await Send("page", 3, "faded")).GetProperty("repeated").GetBoolean());

        async Task<JsonElement> Send(string client, long sequence, string value)
        {
            using var response = await guest.Put(
                $"/drafts/{entry}/{field}",
                new { value = new[] { new[] { name, value } }, state = "given", baseVersion = 0, client, sequence, reflection },
                token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

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
    public async Task Nothing_written_makes_no_space()
    {
        var before = Stored();

        Assert.Equal(0, (await guest.Writes(entry, "  ")).Version);
        Assert.Null(guest.SpaceCookie);
        Assert.Equal(before, Stored());
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_no_script()
    {
        using var response = await guest.Write(entry, "words");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("space=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no-", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        using var secure = new Site([("BreakupGuide:PublicUrl", "https://example.org")]);
        using var response = await new TestUser(secure, "https://localhost").Write(entry, "words");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-space=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
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

    [Fact]
    public async Task A_conflict_brings_both_texts_home()
    {
        await guest.Writes(entry, "from the phone");
        using var response = await guest.Put(
            $"/drafts/{entry}/words", new { value = Words("words", "from the tablet"), baseVersion = 0, client = "tablet", sequence = 1 });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var conflict = (await response.Content.ReadFromJsonAsync<Conflict>())!;
        Assert.Equal((1, "from the phone"), (conflict.Version, Assert.Single(conflict.Stored)));
        Assert.True(await guest.CanRead(entry, "from the phone"));
    }

    [Fact]
    public async Task Words_that_arrived_are_saved_although_the_browser_has_left()
    {
        await guest.Writes(entry, "here");
        using var scope = site.Services.CreateScope();
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = await Principal(), RequestAborted = left.Token };

        var (saved, _) = await site.Services.GetRequiredService<DraftSaver>().SaveAsync(
            http, new Draft(entry, "words", null, [KeyValuePair.Create("words", "gone already")], AnswerState.Given, 1, "page", 2, null), left.Token);

        Assert.Equal(new Saved.Done(2), saved);
        Assert.True(await guest.CanRead(entry, "gone already"));
    }

    private async Task<System.Security.Claims.ClaimsPrincipal> Principal()
    {
        await using var database = Context();
        var row = await database.Entries.SingleAsync(e => e.Id == entry);
        var session = await database.Sessions.SingleAsync(s => s.SpaceId == row.SpaceId);
        return new(new System.Security.Claims.ClaimsIdentity([new(SpaceClaims.Session, session.Id.ToString("N"))], "test"));
    }

    private static string[][] Words(string name, string value) => [[name, value]];

    private async Task<HttpResponseMessage> Send(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
        request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
        return await guest.Browser.Http.SendAsync(request);
    }

    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }] } => "00000000-0000-0000-0000-000000000001",
        _ => "x",
    }))));

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

    private sealed record Conflict(int Version, IReadOnlyList<string> Stored);
}
