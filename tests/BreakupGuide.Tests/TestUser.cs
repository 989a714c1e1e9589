using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using BreakupGuide.App;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace BreakupGuide.Tests;

/// <summary>Somebody with a browser, its cookies in view, who writes by drafts as the page's script does.</summary>
internal sealed class TestUser
{
    public const string Passphrase = "moss lantern quiet harbour";

    private readonly Uri address;

    /// <param name="way">What lies between browser and site.</param>
    public TestUser(Site site, string address = "http://localhost", params DelegatingHandler[] way)
    {
        this.address = new Uri(address);
        Browser = new Browser(site.CreateDefaultClient(this.address, [new CookieContainerHandler(Cookies), .. way]));
    }

    public CookieContainer Cookies { get; } = new();

    public Browser Browser { get; }

    /// <summary>The cookie that opens the space.</summary>
    public Cookie? SpaceCookie => Cookies.GetCookies(address).SingleOrDefault(c => c.Name is "space" or "__Host-space");

    /// <summary>Takes another browser's cookie, as somebody would who copied it.</summary>
    public void Steal(Cookie cookie) => Cookies.Add(address, new Cookie(cookie.Name, cookie.Value, "/"));

    /// <summary>A form token for who this browser is now.</summary>
    public async Task<string> Token() => TokenIn(await Browser.Open("/journal/new"));

    public static string TokenIn(IDocument page) => page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>Saves words of a journal entry by draft.</summary>
    public Task<HttpResponseMessage> Write(Guid entry, string words, string? token = null, bool isOpen = false, long sequence = 1, int seen = 0) =>
        Put(
            $"/drafts/{entry}/words",
            new { value = new[] { new[] { "words", words } }, state = "given", baseVersion = seen, client = "page", sequence, zone = "Europe/London" },
            token, isOpen);

    /// <summary>Answers a question of a run by draft.</summary>
    public Task<HttpResponseMessage> Answer(
        Guid run, string field, string[][] value, string? token = null, string reflection = "why-he-left~short", long sequence = 1, int seen = 0) =>
        Put($"/drafts/{run}/{field}", new { value, state = "given", baseVersion = seen, client = "page", sequence, zone = "Europe/London", reflection }, token);

    public async Task<HttpResponseMessage> Put(string path, object body, string? token = null, bool isOpen = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.Add(FormGuard.TokenHeader, token ?? await Token());
        if (isOpen) request.Headers.Add(FormGuard.OpenHeader, "1");
        return await Browser.Http.SendAsync(request);
    }

    /// <summary>Writes and expects it to be saved.</summary>
    public async Task<Acknowledged> Writes(Guid entry, string words, string? token = null, long sequence = 1, int seen = 0)
    {
        using var response = await Write(entry, words, token, sequence: sequence, seen: seen);
        return await Acknowledged.In(response);
    }

    /// <summary>Sends a page's form whose handler has this name; other buttons and links are left alone.</summary>
    public async Task<IDocument> Fill(string page, string handler, params (string Name, string Value)[] filled)
    {
        var form = (await Browser.Open(page)).QuerySelectorAll("form").Single(f => f.QuerySelector($"input[name=_handler][value='{handler}']") is not null);
        return await Browser.SendAndOpen(form, filled);
    }

    /// <summary>Creates a space, or keeps the visitor's, and gives its recovery key.</summary>
    public async Task<string> Keeps(string name, string passphrase = Passphrase) =>
        (await Fill("/start", "start", ("Input.Name", name), ("Input.Passphrase", passphrase), ("Input.Repeat", passphrase)))
            .QuerySelector("[data-testid=recovery-key]")!.TextContent.Trim();

    public Task<IDocument> Unlocks(string name, string passphrase = Passphrase, params (string Name, string Value)[] more) =>
        Fill("/unlock", "unlock", [("Input.Name", name), ("Input.Passphrase", passphrase), .. more]);

    public Task<IDocument> Recovers(string name, string key, string passphrase) =>
        Fill("/recover", "recover", ("Input.Name", name), ("Input.Key", key), ("Input.Passphrase", passphrase), ("Input.Repeat", passphrase));

    public async Task<HttpResponseMessage> Post(string path) =>
        await Browser.Http.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await Token())]));

    /// <summary>What a page says to this browser.</summary>
    public async Task<string> Sees(string path, int status = 200) => (await Browser.Open(path, status)).Body!.TextContent;

    /// <summary>Whether the space is open and its words can be read.</summary>
    public async Task<bool> CanRead(Guid entry, string words)
    {
        using var response = await Browser.Http.GetAsync($"/journal/{entry}");
        return response.StatusCode == HttpStatusCode.OK && (await response.Content.ReadAsStringAsync()).Contains(words, StringComparison.Ordinal);
    }
}

/// <summary>The draft endpoint's 200.</summary>
internal sealed record Acknowledged(int Version, long Sequence, string? Token)
{
    public static async Task<Acknowledged> In(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Acknowledged>())!;
    }
}
