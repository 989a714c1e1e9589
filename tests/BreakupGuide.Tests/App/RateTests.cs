using System.Net;
using System.Net.Http.Json;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Spaces.Limits;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.App;

/// <summary>How often requests may come. Buckets fill so slowly here that no test has to hurry.</summary>
public sealed class RateTests
{
    private readonly SentFrom from = new("203.0.113.7");

    public static TheoryData<string, string> SignIns =>
        new() { { "/unlock", "/unlock" }, { "/recover", "/recover" }, { "/start", "/start" }, { "/unlock", "/Unlock/" } };

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:0:0:9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public async Task One_client_is_one_address_or_one_network(string first, string second, bool isSame)
    {
        using var site = Limited("SignIns", 1);
        from.Address = first;
        var guest = new TestUser(site);
        var form = (await guest.Browser.Open("/unlock")).QuerySelector("main form")!;
        Assert.Equal(200, await Status(guest, form));

        from.Address = second;
        Assert.Equal(isSame ? 429 : 200, await Status(guest, form));
    }

    [Theory]
    [InlineData("203.0.113.7", 200)]
    [InlineData("", 429)]
    public async Task Only_a_known_proxy_can_name_another_address(string known, int second)
    {
        using var site = Limited("SignIns", 1, ("BreakupGuide:KnownProxies", known));
        var guest = new TestUser(site);
        var form = (await guest.Browser.Open("/unlock")).QuerySelector("main form")!;
        foreach (var (client, status) in new[] { ("198.51.100.1", 200), ("198.51.100.2", second) })
        {
            guest.Browser.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            guest.Browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", client);
            Assert.Equal(status, await Status(guest, form));
        }
    }

    [Fact]
    public async Task Drafts_are_limited_by_space_and_say_that_nothing_is_lost()
    {
        using var site = Limited("Drafts", 3);
        var (guest, other) = (new TestUser(site), new TestUser(site));
        var (entry, others) = (Guid.NewGuid(), Guid.NewGuid());
        var first = await guest.Writes(entry, "words 1");
        for (var i = 2; i <= 4; i++) await guest.Writes(entry, $"words {i}", first.Token, sequence: i, seen: i - 1);

        using (var refused = await guest.Write(entry, "words 5", first.Token, sequence: 5, seen: 4))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Contains("still on this page", Assert.Single((await refused.Content.ReadFromJsonAsync<Refused>())!.Messages), StringComparison.Ordinal);
        }

        Assert.True(await guest.CanRead(entry, "words 4"));
        // Somebody else in the same house writes on, and by the form's own post so does this one.
        await other.Writes(others, "theirs");
        var form = (await guest.Browser.Open($"/journal/{entry}/edit")).QuerySelector("form[data-draft]")!;
        await guest.Browser.SendAndOpen(form, ("words", "words by form"));
        Assert.True(await guest.CanRead(entry, "words by form"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_that_come_with_leaving_count_like_others_and_leaving_is_never_refused(bool isKept)
    {
        using var site = Limited("Drafts", 3);
        var guest = new TestUser(site);
        if (isKept) await guest.Keeps("otter");
        var entries = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToList();
        using (var left = await LeaveAsync()) Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);

        Assert.False(await guest.CanRead(entries[0], "left"));
        await using (var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
            Assert.Equal(entries[..3].Order(), (await database.Entries.Select(e => e.Id).ToListAsync()).Order());
        if (!isKept) return;
        // It is the same count.
        await guest.Unlocks("otter");
        using var refused = await guest.Write(Guid.NewGuid(), "one more");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        async Task<HttpResponseMessage> LeaveAsync()
        {
            var words = new
            {
                value = new[] { new[] { "words", "left" } },
                state = "given",
                baseVersion = 0,
                client = "page",
                sequence = 1,
                zone = "Europe/London",
            };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/exit")
            {
                Content = JsonContent.Create(new { drafts = entries.Select(e => new { entry = e, field = "words", draft = words }) }),
            };
            request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
            return await guest.Browser.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Nobody_who_writes_meets_a_limit()
    {
        using var site = new Site();
        var guest = new TestUser(site);
        var entry = Guid.NewGuid();
        var first = await guest.Writes(entry, "0");
        // A page sends one save every two seconds and one for each click: this is minutes of it, at once.
        for (var i = 2; i <= 100; i++) await guest.Writes(entry, $"{i}", first.Token, sequence: i, seen: i - 1);

        var limits = new LimitOptions();
        Assert.True(limits.Drafts is { Burst: >= 100, PerMinute: >= 600 });
        // A class, a clinic or a night train behind one address.
        Assert.True(limits.SignInsAtAddress is { Burst: >= 20, PerMinute: >= 10 });
        // Somebody who tries her name every five seconds from her address leaves room for her.
        Assert.True(limits.SignIns is { PerMinute: > 12 } && limits.SignInsAtAddress is { PerMinute: > 24 });
        Assert.True(limits.Changes is { Burst: >= 200, PerMinute: >= 600 });
        Assert.True(limits.NewVisitors is { Burst: >= 50 });
    }

    [Fact]
    public async Task Other_changes_are_limited_and_leaving_never_is()
    {
        using var site = Limited("Changes", 1);
        var guest = new TestUser(site);
        await guest.Keeps("otter");
        var entry = Guid.NewGuid();
        await guest.Writes(entry, "mine");
        using (var binned = await guest.Post($"/journal/{entry}/delete")) Assert.Equal(302, (int)binned.StatusCode);
        using (var refused = await guest.Post($"/journal/{entry}/restore")) Assert.Equal(429, (int)refused.StatusCode);
        using (var negotiated = await guest.Browser.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null))
            Assert.Equal(429, (int)negotiated.StatusCode);

        using (var locked = await guest.Post("/lock")) Assert.Equal(302, (int)locked.StatusCode);
        Assert.Null(guest.SpaceCookie);
        using (var gone = await guest.Browser.Http.GetAsync("/exit")) Assert.Equal(302, (int)gone.StatusCode);
    }

    [Fact]
    public async Task New_visitors_spaces_are_limited_by_address_and_words_stay_where_they_are()
    {
        using var site = Limited("NewVisitors", 1);
        var (first, second) = (new TestUser(site), new TestUser(site));
        await first.Writes(Guid.NewGuid(), "first");

        using (var refused = await second.Write(Guid.NewGuid(), "second"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("still on this page", Assert.Single((await refused.Content.ReadFromJsonAsync<Refused>())!.Messages), StringComparison.Ordinal);
        }

        var form = (await second.Browser.Open("/journal/new")).QuerySelector("form[data-draft]")!;
        var page = await second.Browser.SendAndOpen(form, ("words", "second by form"));
        Assert.Contains("has to wait", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("second by form", page.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Null(second.SpaceCookie);
        await using (var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
            Assert.Equal(1, await database.Spaces.CountAsync());

        from.Address = "203.0.113.8";
        await second.Writes(Guid.NewGuid(), "second");
    }

    [Theory]
    [InlineData("Drafts:Burst", "0")]
    [InlineData("SignIns:PerMinute", "-1")]
    [InlineData("CircuitsInSpace", "0")]
    public void A_limit_that_lets_nobody_in_stops_the_start(string key, string value)
    {
        using var site = new Site([($"BreakupGuide:Limits:{key}", value)]);

        var failure = Assert.Throws<OptionsValidationException>(() => site.Services);
        Assert.Contains("BreakupGuide:Limits", failure.Message, StringComparison.Ordinal);
    }

    private Site Limited(string what, int burst, params (string, string)[] more) =>
        new(
            [($"BreakupGuide:Limits:{what}:Burst", $"{burst}"), ($"BreakupGuide:Limits:{what}:PerMinute", "1"), .. more],
            s => s.AddSingleton<IStartupFilter>(from));

    private static async Task<int> Status(TestUser guest, AngleSharp.Dom.IElement form)
    {
        using var response = await guest.Browser.Send(form);
        return (int)response.StatusCode;
    }

    private sealed record Refused(IReadOnlyList<string> Messages);
}
