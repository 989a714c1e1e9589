using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests;

/// <summary>
/// Tries to break in, one way after another: another person, somebody with a copied cookie or an old key, somebody with the data directory,
/// another website, a script. What is proven elsewhere (TwoPersonMatrix, OwnerTests, SwapTests, SessionTests) is not tried again.
/// </summary>
public sealed partial class AttackTests(AttackTests.Place place) : IClassFixture<AttackTests.Place>
{
    private const string Words = "Annaswords";

    private readonly Site site = place.Site;
    private readonly TestUser anna = new(place.Site);
    private readonly string name = $"anna {Guid.NewGuid():N}";
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();

    /// <summary>One program for all attacks; each has an Anna of its own.</summary>
    public sealed class Place : IDisposable
    {
        public Site Site { get; } = new(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}"), ("BreakupGuide:Limits:Drafts:Burst", "100000")],
            services => services.AddSingleton<TimeProvider>(new ImmediateTimers()));

        public void Dispose() => Site.Dispose();
    }

    private static AppDbContext Open(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private AppDbContext Database() => Open(site);

    private async Task<string> AnnaWritesAsync()
    {
        var key = await anna.Keeps(name);
        var token = await anna.Token();
        await anna.Writes(entry, Words, token);
        using var answered = await anna.Answer(run, "who-ended", [["choice", "he"]], token, "why-he-left");
        await Acknowledged.In(answered);
        return key;
    }

    private async Task<SpaceRow> AnnasRowAsync()
    {
        await using var database = Database();
        return await database.Spaces.AsNoTracking().SingleAsync(s => s.Name == name);
    }

    private async Task<SessionRow> SessionOfAsync(Guid space)
    {
        await using var database = Database();
        return await database.Sessions.AsNoTracking().SingleAsync(s => s.SpaceId == space);
    }

    private async Task<int> SqlAsync(FormattableString sql)
    {
        await using var database = Database();
        return await database.Database.ExecuteSqlAsync(sql);
    }

    private TicketDataFormat Tickets =>
        (TicketDataFormat)site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme).TicketDataFormat;

    private AuthenticationTicket TicketOf(TestUser guest) => Tickets.Unprotect(guest.SpaceCookie!.Value)!;

    /// <summary>A cookie such as somebody makes who has the folder of keys.</summary>
    private Cookie Forge(Guid space, Guid session, string key, bool isVisitor = false)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, space.ToString("N")), new(SpaceClaims.Session, session.ToString("N")) };
        if (isVisitor) claims.Add(new Claim(SpaceClaims.Visitor, "1"));
        var properties = new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) };
        properties.Items["key"] = key;
        return new Cookie(
            "space",
            Tickets.Protect(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SessionCookie.Scheme)), properties, SessionCookie.Scheme)));
    }

    private static string KeyIn(AuthenticationTicket ticket) => ticket.Properties.Items["key"]!;

    private TestUser ThiefWith(Cookie cookie)
    {
        var thief = new TestUser(site);
        thief.Steal(cookie);
        return thief;
    }

    private static object DraftOf(string words, int seen = 0, string client = "forged", long sequence = 9, string? reflection = null) =>
        new
        {
            value = reflection is null ? new[] { new[] { "words", words } } : [["choice", words]],
            state = "given", baseVersion = seen, client, sequence, reflection,
        };

    private static async Task<HttpResponseMessage> SendAsync(TestUser guest, HttpMethod method, string path, HttpContent? content, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Add(FormGuard.TokenHeader, token);
        return await guest.Browser.Http.SendAsync(request);
    }

    private static string Filled(string text, Guid id, Guid run, Guid session) =>
        text.Replace("{id}", $"{id}", StringComparison.Ordinal)
            .Replace("{run}", $"{run}", StringComparison.Ordinal).Replace("{session}", $"{session}", StringComparison.Ordinal);

    private static FormUrlEncodedContent FormOf(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    /// <summary>What a person can see of an answer, without what is drawn by lot anew each time.</summary>
    private static async Task<string> SeenAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Length"))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Key == "Set-Cookie" ? h.Value.Select(v => Secrets().Replace(v, "=*")) : h.Value)}")
            .Order(StringComparer.Ordinal);
        var body = await response.Content.ReadAsStringAsync();
        return Ids().Replace($"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{Drawn().Replace(body, "*")}", "id");
    }

    [GeneratedRegex("=[^;]+")]
    private static partial Regex Secrets();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex Ids();

    // Form tokens, and what Blazor seals for its islands.
    [GeneratedRegex("CfDJ8[\\w-]+|<!--Blazor[^>]*-->")]
    private static partial Regex Drawn();
}
