using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.App;

/// <summary>How often somebody may try to get in. Buckets fill so slowly here that no test has to hurry.</summary>
public sealed class SignInRateTests
{
    private readonly SentFrom from = new("203.0.113.7");

    public static TheoryData<string, string> SignIns =>
        new() { { "/unlock", "/unlock" }, { "/recover", "/recover" }, { "/start", "/start" }, { "/unlock", "/Unlock/" } };

    [Theory]
    [MemberData(nameof(SignIns))]
    public async Task Sign_ins_of_one_address_are_limited_and_the_page_says_what_to_do(string page, string target)
    {
        using var site = Limited("SignIns", 2);
        var guest = new TestUser(site);
        var form = (await guest.Browser.Open(page)).QuerySelector("main form")!;
        form.SetAttribute("action", target);
        for (var i = 0; i < 2; i++) Assert.Equal(200, await Status(guest, form));

        using var refused = await guest.Browser.Send(form);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        var words = await Browser.Read(refused);
        Assert.Equal("Please wait a moment", words.QuerySelector("h1")!.TextContent);
        Assert.Contains("it is not lost", words.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(refused.Headers.GetValues("X-Content-Type-Options")));

        // Looking is not limited, and neighbours are not held up.
        await guest.Browser.Open(page);
        from.Address = "203.0.113.8";
        Assert.Equal(200, await Status(guest, form));
    }

    [Fact]
    public async Task Somebody_who_tries_one_name_does_not_take_the_tries_of_others_at_the_same_address()
    {
        using var site = Limited("SignIns", 2);
        var guest = new TestUser(site);
        var form = (await guest.Browser.Open("/unlock")).QuerySelector("main form")!;
        foreach (var (name, status) in new[] { ("anna", 200), (" ANNA", 200), ("Anna ", 429), ("anna", 429), ("berta", 200), (new string('x', 300), 200) })
        {
            using var tried = await guest.Browser.Send(form, ("Input.Name", name), ("Input.Passphrase", "not the passphrase"));
            Assert.Equal(status, (int)tried.StatusCode);
        }

        from.Address = "203.0.113.8";
        using var elsewhere = await guest.Browser.Send(form, ("Input.Name", "anna"), ("Input.Passphrase", "not the passphrase"));
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Tries_of_many_names_from_one_address_are_limited_together()
    {
        using var site = Limited("SignInsAtAddress", 2);
        var guest = new TestUser(site);
        var form = (await guest.Browser.Open("/unlock")).QuerySelector("main form")!;
        foreach (var (address, name, status) in new[] { (7, "anna", 200), (7, "berta", 200), (7, "clara", 429), (8, "clara", 200) })
        {
            from.Address = $"203.0.113.{address}";
            using var tried = await guest.Browser.Send(form, ("Input.Name", name), ("Input.Passphrase", "not the passphrase"));
            Assert.Equal(status, (int)tried.StatusCode);
        }
    }

    [Fact]
    public async Task A_passphrase_that_is_asked_for_again_is_tried_as_rarely()
    {
        using var site = Limited("SignIns", 1);
        var (guest, other) = (new TestUser(site), new TestUser(site));
        await guest.Keeps("otter");
        await other.Keeps("heron");
        foreach (var page in new[] { "/settings/delete", "/settings/passphrase", "/settings/recovery-key", "/settings/download" })
        {
            var form = (await guest.Browser.Open(page)).QuerySelector("main form")!;
            Assert.Equal(page == "/settings/delete" ? 200 : 429, await Status(guest, form));
        }

        var theirs = (await other.Browser.Open("/settings/delete")).QuerySelector("main form")!;
        Assert.Equal(200, await Status(other, theirs));
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
}
