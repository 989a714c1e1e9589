using System.Net;
using BreakupGuide.App;

namespace BreakupGuide.Tests.Entries;

/// <summary>The key under which a browser keeps words that have not reached the server.</summary>
public sealed class BufferKeyTests : IDisposable
{
    private readonly Site site = new([("BreakupGuide:PassphraseRounds", "220000")]);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task It_is_the_same_again_whenever_the_space_is_open_and_nobody_else_gets_it()
    {
        var anna = new TestUser(site);
        await anna.Writes(Guid.NewGuid(), "as a visitor");
        var key = await KeyOf(anna);
        Assert.Equal(64, key.Length);

        // Kept words come back after the space got a passphrase, was locked and unlocked, and its passphrase was changed.
        await anna.Keeps("otter");
        Assert.Equal(key, await KeyOf(anna));
        (await anna.Post("/lock")).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(anna));
        await anna.Unlocks("otter");
        Assert.Equal(key, await KeyOf(anna));
        await anna.Fill(
            "/settings/passphrase", "passphrase", ("Input.Current", TestUser.Passphrase),
            ("Input.Passphrase", "kettle violin nineteen moss"), ("Input.Repeat", "kettle violin nineteen moss"));
        Assert.Equal(key, await KeyOf(anna));

        var berta = new TestUser(site);
        await berta.Keeps("heron");
        Assert.NotEqual(key, await KeyOf(berta));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(new TestUser(site)));
    }

    [Fact]
    public async Task It_is_given_to_forms_of_ours_only_and_kept_by_nobody_on_the_way()
    {
        var anna = new TestUser(site);
        await anna.Keeps("otter");
        using (var link = await anna.Browser.Http.GetAsync("/drafts/key")) Assert.Equal(HttpStatusCode.NotFound, link.StatusCode);
        using (var foreign = await anna.Browser.Http.PostAsync("/drafts/key", null)) Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        using var given = await AskAsync(anna);
        Assert.Equal(
            "no-cache, no-store", given.Headers.CacheControl?.ToString().Replace("no-store, no-cache", "no-cache, no-store", StringComparison.Ordinal));
        Assert.Equal("nosniff", Assert.Single(given.Headers.GetValues("X-Content-Type-Options")));
    }

    private static async Task<string> KeyOf(TestUser guest)
    {
        using var response = await AskAsync(guest);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Convert.ToHexString(await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<HttpStatusCode> StatusOf(TestUser guest)
    {
        using var response = await AskAsync(guest);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(TestUser guest)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/drafts/key");
        request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
        return await guest.Browser.Http.SendAsync(request);
    }
}
