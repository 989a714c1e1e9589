using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BreakupGuide.Data;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Entries;

/// <summary>The draft endpoint over HTTP.</summary>
public sealed class DraftEndpointTests(Site site) : IClassFixture<Site>
{
    private readonly TestUser guest = new(site);
    private readonly Guid entry = Guid.NewGuid();

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
                    state = "given",
                    baseVersion = seen,
                    client,
                    sequence,
                    zone = "Europe/London",
                    reflection,
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

        var (saved, _, _) = await site.Services.GetRequiredService<DraftSaver>().SaveAsync(
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

    private sealed record Conflict(int Version, IReadOnlyList<string> Stored);
}
