using System.Net.Http.Json;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Space;

/// <summary>Leaving with the last words in the same request.</summary>
public sealed class LastWordsTests : IDisposable
{
    private const string LastWords = "the very last words";

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly Guid entry = Guid.NewGuid();
    private readonly TestUser guest;

    public LastWordsTests() => guest = new TestUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_last_words_are_saved_and_then_the_space_is_locked()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "before");
        var cookie = guest.SpaceCookie!;

        Assert.Equal(204, await Leave(isOpen: true, Left(entry, LastWords, sequence: 2)));

        Assert.Null(guest.SpaceCookie);
        guest.Steal(cookie);
        Assert.False(await guest.CanRead(entry, LastWords));
        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, LastWords));
    }

    [Fact]
    public async Task Fields_of_several_pages_travel_together()
    {
        await guest.Keeps("otter");
        var (other, run) = (Guid.NewGuid(), Guid.NewGuid());

        await Leave(
            isOpen: true, Left(entry, LastWords), Left(entry, "a title", field: "title"), Left(other, "written in another tab"),
            Left(run, "he", field: "who-ended", name: "choice", reflection: "why-he-left~short"));

        await guest.Unlocks("otter");
        Assert.True(await guest.CanRead(entry, LastWords));
        Assert.True(await guest.CanRead(entry, "a title"));
        Assert.True(await guest.CanRead(other, "written in another tab"));
        await guest.Browser.Open($"/reflections/why-he-left/{run}/who-ended");
    }

    [Fact]
    public async Task A_visitors_last_words_are_saved_and_laid_aside_with_the_rest()
    {
        await guest.Writes(entry, "before");

        Assert.Equal(204, await Leave(isOpen: true, Left(entry, LastWords, sequence: 2)));

        Assert.False(await guest.CanRead(entry, LastWords));
        Assert.Contains("Continue where you were?", await guest.Sees("/"), StringComparison.Ordinal);
        using (await guest.Post("/come-back"))
        {
        }

        Assert.True(await guest.CanRead(entry, LastWords));
    }

    [Fact]
    public async Task A_visitors_first_words_can_be_the_last_ones_too()
    {
        Assert.Equal(204, await Leave(isOpen: false, Left(entry, LastWords), Left(entry, "a title", field: "title")));

        Assert.False(await guest.CanRead(entry, LastWords));
        using (await guest.Post("/come-back"))
        {
        }

        Assert.True(await guest.CanRead(entry, LastWords));
        Assert.True(await guest.CanRead(entry, "a title"));
        Assert.Single(Context().Spaces);
    }

    [Fact]
    public async Task Nothing_written_makes_no_space()
    {
        Assert.Equal(204, await Leave(isOpen: false, Left(entry, " ")));

        Assert.Empty(Context().Spaces);
    }

    [Fact]
    public async Task With_a_wrong_token_nothing_is_saved()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "before");

        Assert.Equal(400, await Leave(isOpen: true, token: "wrong", Left(entry, LastWords, sequence: 2)));

        Assert.False(await guest.CanRead(entry, LastWords));
    }

    [Fact]
    public async Task Somebody_elses_entry_stays_as_it_is_and_the_lock_comes_all_the_same()
    {
        var owner = new TestUser(site);
        await owner.Keeps("heron");
        await owner.Writes(entry, "mine alone");
        await guest.Keeps("otter");

        Assert.Equal(204, await Leave(isOpen: true, Left(entry, "over it", seen: 1)));

        Assert.Null(guest.SpaceCookie);
        Assert.True(await owner.CanRead(entry, "mine alone"));
        Assert.False(await owner.CanRead(entry, "over it"));
    }

    [Fact]
    public async Task A_page_of_a_space_that_is_locked_already_begins_no_new_one()
    {
        await guest.Keeps("otter");
        using (await guest.Post("/lock"))
        {
        }

        Assert.Equal(401, await Leave(isOpen: true, Left(entry, LastWords)));

        Assert.Equal("otter", Assert.Single(Context().Spaces).Name);
        Assert.Empty(Context().Entries);
    }

    [Fact]
    public async Task Words_that_are_too_long_do_not_keep_the_space_open_and_take_the_others_with_them()
    {
        await guest.Keeps("otter");

        await Leave(isOpen: true, Left(entry, new string('x', Limits.TextCharacters + 1)), Left(Guid.NewGuid(), LastWords));

        Assert.Null(guest.SpaceCookie);
        await guest.Unlocks("otter");
        Assert.Contains(LastWords, await guest.Sees("/journal"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"drafts":[null,{"entry":"5b2d9e0c-0000-4000-8000-000000000001"}]}""")]
    [InlineData("""{"drafts":"words"}""")]
    public async Task What_cannot_be_read_locks_too(string json)
    {
        await guest.Keeps("otter");

        Assert.Equal(204, await Send("/exit", new StringContent(json, System.Text.Encoding.UTF8, "application/json"), isOpen: true));

        Assert.Null(guest.SpaceCookie);
    }

    [Fact]
    public void Larger_bodies_than_a_few_texts_need_are_not_read()
    {
        var endpoint = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Single(e => e.RoutePattern.RawText == "/exit" && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"));

        Assert.InRange(endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()!.MaxRequestBodySize!.Value, 6 * Limits.TextCharacters, 8 * 1024 * 1024);
    }

    private static object Left(
        Guid entry, string words, string field = "words", long sequence = 1, int seen = 0, string? name = null, string? reflection = null)
    {
        string[][] value = [[name ?? field, words]];
        return new { entry, field, draft = new { value, state = "given", baseVersion = seen, client = "page", sequence, zone = "Europe/London", reflection } };
    }

    private Task<int> Leave(bool isOpen, params object[] drafts) => Leave(isOpen, null, drafts);

    private Task<int> Leave(bool isOpen, string? token, params object[] drafts) => Send("/exit", JsonContent.Create(new { drafts }), isOpen, token: token);

    private async Task<int> Send(string path, HttpContent? content, bool isOpen, TestUser? sender = null, string? token = null)
    {
        sender ??= guest;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(FormGuard.TokenHeader, token ?? await sender.Token());
        if (isOpen) request.Headers.Add(FormGuard.OpenHeader, "1");
        using var response = await sender.Browser.Http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
}
