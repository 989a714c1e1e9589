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

namespace BreakupGuide.Tests.Attacks;

/// <summary>
/// Tries to break in, one way after another: another person, somebody with a copied cookie or an old key, somebody with the data directory,
/// another website, a script. What is proven elsewhere (TwoPersonMatrix, OwnerTests, SwapTests, SessionTests) is not tried again.
/// </summary>
public abstract partial class Attack(Attack.Place place) : IClassFixture<Attack.Place>
{
    protected static readonly string[] PrivatePages =
    [
        "/journal", "/journal/bin", "/settings/sessions", "/settings/passphrase", "/settings/download", "/reflections/why-he-left",
    ];

    protected const string Words = "Annaswords";

    private protected Site Site { get; } = place.Site;

    private protected TestUser Anna { get; } = new(place.Site);

    private protected string Name { get; } = $"anna {Guid.NewGuid():N}";

    private protected Guid Entry { get; } = Guid.NewGuid();

    private protected Guid Run { get; } = Guid.NewGuid();

    /// <summary>One program for all attacks; each has an Anna of its own.</summary>
    public sealed class Place : IDisposable
    {
        public Site Site { get; } = new(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}"), ("BreakupGuide:Limits:Drafts:Burst", "100000")],
            services => services.AddSingleton<TimeProvider>(new ImmediateTimers()));

        public void Dispose() => Site.Dispose();
    }

    private protected static AppDbContext Open(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private protected AppDbContext Database() => Open(Site);

    private protected async Task<string> AnnaWritesAsync()
    {
        var key = await Anna.Keeps(Name);
        var token = await Anna.Token();
        await Anna.Writes(Entry, Words, token);
        using var answered = await Anna.Answer(Run, "who-ended", [["choice", "he"]], token, "why-he-left");
        await Acknowledged.In(answered);
        return key;
    }

    private protected async Task<SpaceRow> AnnasRowAsync()
    {
        await using var database = Database();
        return await database.Spaces.AsNoTracking().SingleAsync(s => s.Name == Name);
    }

    private protected async Task<SessionRow> SessionOfAsync(Guid space)
    {
        await using var database = Database();
        return await database.Sessions.AsNoTracking().SingleAsync(s => s.SpaceId == space);
    }

    private protected async Task<int> SqlAsync(FormattableString sql)
    {
        await using var database = Database();
        return await database.Database.ExecuteSqlAsync(sql);
    }

    private protected TicketDataFormat Tickets =>
        (TicketDataFormat)Site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme).TicketDataFormat;

    private protected AuthenticationTicket TicketOf(TestUser guest) => Tickets.Unprotect(guest.SpaceCookie!.Value)!;

    /// <summary>A cookie such as somebody makes who has the folder of keys.</summary>
    private protected Cookie Forge(Guid space, Guid session, string key, bool isVisitor = false)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, space.ToString("N")), new(SpaceClaims.Session, session.ToString("N")) };
        if (isVisitor) claims.Add(new Claim(SpaceClaims.Visitor, "1"));
        var properties = new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) };
        properties.Items["key"] = key;
        return new Cookie(
            "space",
            Tickets.Protect(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SessionCookie.Scheme)), properties, SessionCookie.Scheme)));
    }

    private protected static string KeyIn(AuthenticationTicket ticket) => ticket.Properties.Items["key"]!;

    private protected TestUser ThiefWith(Cookie cookie)
    {
        var thief = new TestUser(Site);
        thief.Steal(cookie);
        return thief;
    }

    private protected static object DraftOf(string words, int seen = 0, string client = "forged", long sequence = 9, string? reflection = null) =>
        new
        {
            value = reflection is null ? new[] { new[] { "words", words } } : [["choice", words]],
            state = "given",
            baseVersion = seen,
            client,
            sequence,
            reflection,
        };

    private protected static async Task<HttpResponseMessage> SendAsync(TestUser guest, HttpMethod method, string path, HttpContent? content, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Add(FormGuard.TokenHeader, token);
        return await guest.Browser.Http.SendAsync(request);
    }

    private protected static string Filled(string text, Guid id, Guid run, Guid session) =>
        text.Replace("{id}", $"{id}", StringComparison.Ordinal)
            .Replace("{run}", $"{run}", StringComparison.Ordinal).Replace("{session}", $"{session}", StringComparison.Ordinal);

    private protected static FormUrlEncodedContent FormOf(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    /// <summary>What a person can see of an answer, without what is drawn by lot anew each time.</summary>
    private protected static async Task<string> SeenAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Length"))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Key == "Set-Cookie" ? h.Value.Select(v => Secrets().Replace(v, "=*")) : h.Value)}")
            .Order(StringComparer.Ordinal);
        // Where a browser is sent elsewhere, nobody sees the page: whether it was drawn once more before that is chance.
        var body = response.Headers.Location is null ? await response.Content.ReadAsStringAsync() : "";
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
