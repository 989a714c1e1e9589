using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>What a device may keep to be read without a network, and what it is given for that. What the browser does with it: OfflineJourneys.</summary>
public sealed partial class OfflineTests(Site site) : IClassFixture<Site>
{
    private const string Asks = "X-Kept-For";
    private const string Nothing = "pronoun=he; look=system; exit=bbc; shift=on; hidden=show";

    private readonly TestUser user = new(site);

    [Fact]
    public async Task The_list_names_pages_to_read_and_what_they_need_and_each_is_a_strangers_and_may_be_kept()
    {
        var kept = await Kept(user);
        Assert.Equal(Nothing, kept.Edition);
        Assert.Superset(new HashSet<string> { "/guides", "/help", "/offline", "/guides/why-did-he-leave" }, kept.Pages.ToHashSet());
        Assert.All(kept.Pages, p => Assert.Matches("^/(guides(/[a-z-]+)?|help|offline)$", p));

        var needed = new HashSet<string>();
        foreach (var address in kept.Pages.Concat(kept.Files))
        {
            using var response = await Ask(address, kept.Pages.Contains(address) ? kept.Edition : null);
            Assert.Equal((HttpStatusCode.OK, address), (response.StatusCode, address));
            Assert.False(response.Headers.CacheControl!.NoStore, address);
            Assert.False(response.Headers.Contains("Set-Cookie"), address);
            var text = await response.Content.ReadAsStringAsync();
            needed.UnionWith(
                from Match asset in (kept.Pages.Contains(address) ? Loaded() : Imported()).Matches(text)
                select new Uri(new Uri("http://localhost" + (kept.Pages.Contains(address) ? "/" : address)), asset.Groups[1].Value).AbsolutePath);
        }

        Assert.True(needed.Count > 6);
        Assert.Empty(needed.Except(kept.Files));
    }

    [Fact]
    public async Task A_copy_is_nobodys_whoever_asks_for_it()
    {
        await user.Keeps("has a page to herself");
        Assert.Contains(">Lock<", await Text("/guides", null), StringComparison.Ordinal);

        var copy = await Text("/guides", Nothing);

        Assert.DoesNotContain(">Lock<", copy, StringComparison.Ordinal);
        Assert.DoesNotContain(">Unlock<", copy, StringComparison.Ordinal);
        Assert.Contains("the copy on this device", copy, StringComparison.Ordinal);
        using var strangers = await Ask("/guides", Nothing);
        Assert.Equal(copy, await strangers.Content.ReadAsStringAsync());
        // Nor does a session come in by the header.
        Assert.Equal(copy, await Text("/guides", $"{Nothing}; {user.SpaceCookie!.Name}={user.SpaceCookie.Value}"));
        Assert.DoesNotContain("the copy on this device", await Text("/guides", null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_page_is_the_same_however_it_is_asked_for()
    {
        await user.Keeps("writes at night");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/journal");
        request.Headers.Add(Asks, Nothing);
        using var response = await user.Browser.Http.SendAsync(request);

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains(">Lock<", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_follows_what_was_chosen_in_the_browser_and_nothing_else()
    {
        await user.Fill("/settings", "preferences", ("pronoun", "she"), ("look", "dark"));
        await user.Fill("/settings", "leaving", ("place", "wikipedia"), ("shift", "false"), ("hidden", "true"));
        var before = await Kept(new TestUser(site));
        var kept = await Kept(user);

        Assert.Equal("pronoun=she; look=dark; exit=wikipedia; shift=off; hidden=cover", kept.Edition);
        Assert.NotEqual(before.Name, kept.Name);
        var help = await Text("/help", $"space=forged; {kept.Edition}; left=yes; look=\"><script>");
        Assert.Contains("afraid of what she will do", help, StringComparison.Ordinal);
        Assert.Contains("data-look=\"dark\"", help, StringComparison.Ordinal);
        Assert.Contains("https://www.wikipedia.org/", help, StringComparison.Ordinal);
        using var again = await Ask("/help", kept.Edition);
        Assert.Equal(help, await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Help_of_every_country_stands_in_the_copy()
    {
        var countries = site.Services.GetRequiredService<ContentLibrary>().Helplines.Count;
        Assert.True(countries > 3);

        Assert.Equal(countries, (await Text("/help", Nothing)).Split("class=\"country\"").Length - 1);
        Assert.Equal(2, (await Text("/help", null)).Split("class=\"country\"").Length);
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("leave with words")]
    [InlineData("delete")]
    [InlineData("discard")]
    [InlineData("settings")]
    public async Task After_leaving_and_deleting_nothing_is_kept_until_somebody_says_so(string way)
    {
        var entry = Guid.NewGuid();
        if (way == "delete") await user.Keeps("deletes everything");
        else if (way == "discard") await user.Writes(entry, "words");
        Assert.Equal(HttpStatusCode.OK, await Begins());
        var token = await user.Token();

        if (way == "exit") (await user.Browser.Http.GetAsync("/exit")).Dispose();
        if (way == "leave with words") (await Leave(token)).Dispose();
        if (way == "delete") await user.Fill("/settings/delete", "delete", ("Input.Passphrase", TestUser.Passphrase), ("Input.IsSure", "true"));
        if (way == "discard") (await user.Post("/discard")).Dispose();
        if (way == "settings") await user.Browser.SendAndOpen(await Section(), ("offline", "false"));

        Assert.Equal(HttpStatusCode.NoContent, await Begins());
        using (var update = new HttpRequestMessage(HttpMethod.Get, "/offline.js"))
        {
            update.Headers.Add("Service-Worker", "script");
            using var response = await user.Browser.Http.SendAsync(update);
            Assert.Matches("^importScripts\\('/scripts/[a-z0-9]{10}/offline/end[.]js'\\);\n$", await response.Content.ReadAsStringAsync());
        }

        Assert.False((await Section()).QuerySelector("[name=offline]")!.HasAttribute("checked"));
        await user.Browser.SendAndOpen(await Section(), ("offline", "true"));
        Assert.Equal(HttpStatusCode.OK, await Begins());
        Assert.True((await Section()).QuerySelector("[name=offline]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Whether_a_device_keeps_them_changes_no_page_and_none_is_made_anew_for_it()
    {
        using var first = await Ask("/privacy", null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/privacy");
        request.Headers.Add("Cookie", "offline=no");
        using var second = await site.CreateClient(new() { HandleCookies = false }).SendAsync(request);

        Assert.NotNull(first.Headers.ETag);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    private async Task<HttpStatusCode> Begins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/offline.js");
        using var response = await user.Browser.Http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> Leave(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/exit") { Content = new StringContent("{}") };
        request.Headers.Add("X-Form-Token", token);
        return await user.Browser.Http.SendAsync(request);
    }

    private async Task<IElement> Section() =>
        (await user.Browser.Open("/settings")).QuerySelector("[aria-labelledby=without-network] form")!;

    private static async Task<Script> Kept(TestUser user)
    {
        var script = await user.Browser.Http.GetStringAsync("/offline.js");
        var list = Regex.Match(script, "^self[.]kept = (.+);\nimportScripts\\('/scripts/[a-z0-9]{10}/offline/worker[.]js'\\);\n$");
        return JsonSerializer.Deserialize<Script>(list.Groups[1].Value, JsonSerializerOptions.Web)!;
    }

    private async Task<string> Text(string path, string? edition)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (edition is not null) request.Headers.Add(Asks, edition);
        using var response = await user.Browser.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> Ask(string path, string? edition)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (edition is not null) request.Headers.Add(Asks, edition);
        return await site.CreateClient(new() { HandleCookies = false }).SendAsync(request);
    }

    [GeneratedRegex("<(?:link|script|img)[^>]* (?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("(?:^|\\n)import [^;]*from '([^']+)'|url\\(\"([^\"]+)\"\\)")]
    private static partial Regex Imported();

    private sealed record Script(string Name, string Edition, IReadOnlyList<string> Pages, IReadOnlyList<string> Files);
}
