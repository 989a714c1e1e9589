using System.Net.Http.Json;
using System.Reflection;
using System.Security.Claims;
using System.Text.RegularExpressions;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace BreakupGuide.Tests.App;

/// <summary>
/// Every endpoint of the program, tried with Anna's ids by another person, by a visitor and by somebody without a space.
/// A new endpoint, form, island or script method without a row fails: add the row below, with the ids written as
/// <c>{entry}</c>, <c>{changed}</c> with its <c>{revision}</c>, <c>{binned}</c>, <c>{run}</c>, <c>{short}</c> and <c>{session}</c>.
/// </summary>
public sealed partial class TwoPersonMatrix : IDisposable
{
    private const string Secret = "Annaswords";

    private static readonly (string, string)[] None = [];
    private static readonly (string, string)[] SpaceForm = [("Input.Name", Secret + "name"), ("Input.Passphrase", "not the right words at all"), ("Input.Repeat", "something else"), ("Input.Key", "x")];

    // Right for the one who sends it; what it opens, changes or deletes must not be Anna's.
    private static readonly (string, string)[] OwnPassphrase =
        [("passphrase", TestUser.Passphrase), ("Input.Passphrase", TestUser.Passphrase), ("Input.Current", TestUser.Passphrase), ("Input.Repeat", TestUser.Passphrase), ("Input.IsSure", "true"), ("form", "text")];

    /// <summary>Address as tried; its form's handler and fields where it is a POST; statuses for another person, a visitor, somebody without a space.</summary>
    private static readonly Row[] Rows =
    [
        // For everybody; what they show is the caller's own.
        Row.Page("/", "/"),
        Row.Page("/guides", "/guides?q=space"),
        Row.Page("/guides/{Slug}", "/guides/why-did-he-leave"),
        Row.Page("/help", "/help"),
        Row.Page("/privacy", "/privacy"),
        Row.Page("/reflections", "/reflections"),
        Row.Page("/reflections/{Slug}", "/reflections/why-he-left"),
        Row.Page("/reflections/{Slug}/start", "/reflections/why-he-left/start"),
        Row.Page("/journal", "/journal?before={entry}"),
        Row.Form("/journal", "/journal", "search", [("words", Secret)], 200, 200, 400),
        Row.Get("/journal/bin", "/journal/bin", 200, 200, 401),
        Row.Page("/journal/new", "/journal/new"),
        Row.Page("/settings", "/settings"),
        Row.Form("/settings", "/settings", "preferences", [("pronoun", "he"), ("look", "dark")], 302, 302, 302),
        Row.Form("/settings", "/settings", "forget", None, 302, 302, 302),
        Row.Form("/settings", "/settings", "leaving", [("place", "x")], 200, 200, 200),
        Row.Get("/settings/download", "/settings/download", 200, 200, 401),
        Row.Post("/settings/download/file", "/settings/download/file", OwnPassphrase, 200, 200, 404),
        Row.Get("/settings/sessions", "/settings/sessions", 200, 200, 401),
        Row.Post("/settings/sessions/{session:guid}/end", "/settings/sessions/{session}/end", None, 404, 404, 404),
        Row.Post("/settings/sessions/end-all", "/settings/sessions/end-all", None, 302, 404, 404),
        Row.Post("/settings/lock-after", "/settings/lock-after", [("minutes", "30")], 302, 404, 404),
        Row.Get("/settings/passphrase", "/settings/passphrase", 200, 200, 401),
        Row.Form("/settings/passphrase", "/settings/passphrase", "passphrase", OwnPassphrase, 200, 400, 400),
        Row.Get("/settings/recovery-key", "/settings/recovery-key", 200, 200, 401),
        Row.Form("/settings/recovery-key", "/settings/recovery-key", "recovery-key", OwnPassphrase, 200, 400, 400),
        Row.Get("/settings/delete", "/settings/delete", 200, 200, 401),
        Row.Form("/settings/delete", "/settings/delete", "delete", OwnPassphrase, 302, 400, 400),
        Row.Page("/start", "/start"),
        Row.Form("/start", "/start", "start", SpaceForm, 400, 200, 200),
        Row.Page("/unlock", "/unlock"),
        Row.Form("/unlock", "/unlock", "unlock", SpaceForm, 400, 200, 200),
        Row.Page("/recover", "/recover"),
        Row.Form("/recover", "/recover", "recover", SpaceForm, 400, 200, 200),
        Row.Get("/error", "/error", 200, 200, 200),
        Row.Get("/not-found", "/not-found", 404, 404, 404),
        Row.Get("/exit", "/exit", 302, 302, 302),
        // The caller's own session or words. A page without its form answers 400.
        Row.Post("/exit", "/exit", None, 204, 204, 204),
        Row.Post("/exit/explained", "/exit/explained", [("back", "/journal/{entry}")], 302, 302, 302),
        Row.Post("/stay", "/stay", None, 204, 204, 401),
        Row.Get("/session", "/session", 204, 204, 401),
        Row.Post("/lock", "/lock", None, 302, 302, 302),
        Row.Post("/discard", "/discard", None, 302, 302, 302),
        Row.Post("/come-back", "/come-back", None, 302, 302, 302),
        Row.Post("/journal/bin/empty", "/journal/bin/empty", None, 302, 302, 404),
        // Anna's: not there for anybody else. Without a space a page says that it is locked (401). Words that are sent under her id begin
        // an entry of the sender's own, as under an id that never was (302, 200): nobody learns from it what exists (AttackTests).
        Row.Get("/journal/{Id:guid}", "/journal/{entry}", 404, 404, 401),
        Row.Get("/journal/{Id:guid}", "/journal/{run}", 404, 404, 401),
        Row.Get("/journal/{Id:guid}/edit", "/journal/{entry}/edit", 404, 404, 401),
        Row.Form("/journal/{Id:guid}/edit", "/journal/{entry}/edit", "write", [("entry", "{entry}"), ("words", "written over"), ("base.words", "1")], 302, 302, 302),
        Row.Form("/journal/new", "/journal/new", "write", [("entry", "{entry}"), ("words", "written over"), ("base.words", "1")], 302, 302, 302),
        Row.Post("/journal/{id:guid}/delete", "/journal/{entry}/delete", None, 404, 404, 404),
        Row.Get("/journal/{Id:guid}/versions", "/journal/{changed}/versions", 404, 404, 401),
        Row.Get("/journal/{Id:guid}/versions/{Version:guid}", "/journal/{changed}/versions/{revision}", 404, 404, 401),
        // With the base that would hold for Anna.
        Row.Post("/journal/{id:guid}/versions/{revision:guid}/restore", "/journal/{changed}/versions/{revision}/restore", [("base", "2")], 404, 404, 404),
        Row.Post("/journal/{id:guid}/restore", "/journal/{binned}/restore", None, 404, 404, 404),
        Row.Get("/reflections/{Slug}/{RunId:guid}/{Field}", "/reflections/why-he-left/{run}/who-ended", 404, 404, 404),
        Row.Form(
            "/reflections/{Slug}/start", "/reflections/why-he-left/start", "about", [("pronoun", "he"), ("run", "{run}"), ("field", "who-ended")], 302, 302, 302),
        Row.Form("/reflections/{Slug}/{RunId:guid}/{Field}", "/reflections/why-he-left/{run}/who-ended", "answer", [("choice", "i"), ("reflection", "why-he-left"), ("base", "1")], 302, 302, 302),
        Row.Get("/reflections/{Slug}/{RunId:guid}/check", "/reflections/why-he-left/{run}/check", 404, 404, 404),
        Row.Form("/reflections/{Slug}/{RunId:guid}/check", "/reflections/why-he-left/{run}/check", "finish", None, 400, 400, 400),
        Row.Form("/reflections/{Slug}/{RunId:guid}/check", "/reflections/why-he-left/{short}/check", "widen", None, 400, 400, 400),
        Row.Get("/reflections/{Slug}/{RunId:guid}/outcome", "/reflections/why-he-left/{run}/outcome", 404, 404, 404),
        Row.Get("/reflections/{Slug}/{RunId:guid}/so-far", "/reflections/why-he-left/{run}/so-far", 404, 404, 404),
        Row.Put("/drafts/{entry:guid}/{field}", "/drafts/{entry}/words", null, 200, 200, 200),
        Row.Put("/drafts/{entry:guid}/{field}", "/drafts/{run}/who-ended", "why-he-left", 200, 200, 200),
        // Each gets the key of their own space (BufferKeyTests).
        Row.Post("/drafts/key", "/drafts/key", None, 200, 200, 401),
        // Circuits: what they draw is in Islands.
        Row.Any("POST", "/_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", 200),
        Row.Any("POST", "/_blazor", "/_blazor?id=x", 404),
        Row.Any("POST", "/_blazor/disconnect", "/_blazor/disconnect", 400),
        Row.Any("GET", "/_blazor/initializers", "/_blazor/initializers", 200),
        Row.Any("GET", "/_framework/opaque-redirect", "/_framework/opaque-redirect?url=x", 400),
        // Files that are not there.
        Row.Any("GET", "/{**path:file}", "/entries.db", 404),
    ];

    /// <summary>Components that a circuit draws, with the parameters that somebody else would give them.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> Islands = new()
    {
        ["JournalPreview"] = [("Entry", "{entry}")],
        ["QuestionIsland"] = [("Entry", "{run}"), ("Reflection", "why-he-left"), ("Field", "what-he-said")],
    };

    /// <summary>Methods that a page's script can call in a circuit; none so far.</summary>
    private static readonly HashSet<string> ScriptMethods = [];

    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly TestUser anna;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid changed = Guid.NewGuid();
    private readonly Guid binned = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();
    private readonly Guid shortRun = Guid.NewGuid();
    private Guid session;
    private Guid revision;

    public TwoPersonMatrix() => anna = new TestUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public void Every_endpoint_has_a_row()
    {
        var endpoints = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null).Select(e => "/" + e.RoutePattern.RawText?.Trim('/')).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(endpoints.Count > 30);

        Assert.Empty(endpoints.Except(Rows.Select(r => r.Pattern).Append("/_framework/{fileName}")));
        Assert.Empty(Rows.Select(r => r.Pattern).Except(endpoints));
    }

    [Fact]
    public void Every_form_has_a_row()
    {
        var forms = Sources().SelectMany(s => FormName().Matches(s)).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.True(forms.Count >= 9);

        Assert.Equal(forms.Order(StringComparer.Ordinal), Rows.Select(r => r.Handler).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_that_a_circuit_can_reach_has_a_row()
    {
        var islands = Sources().SelectMany(s => Island().Matches(s)).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(Islands.Keys.Order(StringComparer.Ordinal), islands.Order(StringComparer.Ordinal));

        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var types = typeof(AppDbContext).Assembly.GetTypes();
        Assert.Equal(ScriptMethods, types.SelectMany(t => t.GetMethods(All)).Where(m => m.IsDefined(typeof(JSInvokableAttribute), true)).Select(m => $"{m.DeclaringType!.Name}.{m.Name}").ToHashSet());
        Assert.DoesNotContain(types, t => t.IsSubclassOf(typeof(Hub)));
    }

    [Fact]
    public async Task Nobody_else_gets_or_changes_anything_of_hers()
    {
        await AnnaWritesAsync();
        var before = await StoredAsync();
        var problems = new List<string>();
        foreach (var row in Rows)
        {
            for (var who = 0; who < 3; who++)
            {
                using var response = await SendAsync(await SomebodyAsync(who), row);
                var body = await response.Content.ReadAsStringAsync();
                var line = $"{row.Method} {row.Address} {row.Handler} by {new[] { "another person", "a visitor", "nobody" }[who]}";
                if ((int)response.StatusCode != row.Statuses[who]) problems.Add($"{line}: {(int)response.StatusCode} instead of {row.Statuses[who]}");
                // A search shows the word that was looked for.
                if (Regex.Count(body, Secret) > (row.Address.Contains(Secret, StringComparison.Ordinal) || row.Fields.Any(f => f.Value.Contains(Secret, StringComparison.Ordinal)) ? 2 : 0)) problems.Add($"{line}: shows her words");
                if (await StoredAsync() != before) problems.Add($"{line}: changed what is stored");
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    /// <summary>The control: the same requests reach something when they come from Anna.</summary>
    [Fact]
    public async Task The_same_requests_find_hers_for_herself()
    {
        await AnnaWritesAsync();
        var problems = new List<string>();
        foreach (var row in Rows.Where(r => r.Statuses[0] >= 400 && HasIds(r)).OrderBy(r => r.Address.EndsWith("/delete", StringComparison.Ordinal) || r.Address.EndsWith("/end", StringComparison.Ordinal)).ThenBy(r => r.Address.EndsWith("/end", StringComparison.Ordinal)))
        {
            using var response = await SendAsync(anna, row);
            if ((int)response.StatusCode >= 400) problems.Add($"{row.Method} {row.Address} {row.Handler}: {(int)response.StatusCode}");
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Fact]
    public async Task Circuits_of_others_draw_nothing_of_hers()
    {
        await AnnaWritesAsync();
        foreach (var island in Islands.Keys)
        {
            for (var who = 0; who < 3; who++) Assert.DoesNotContain(Secret, await DrawAsync(await SomebodyAsync(who), island), StringComparison.Ordinal);
            Assert.Contains(Secret, await DrawAsync(anna, island), StringComparison.Ordinal);
        }
    }

    private async Task AnnaWritesAsync()
    {
        await anna.Keeps("anna");
        var token = await anna.Token();
        await anna.Writes(entry, $"{Secret} in an entry", token);
        await anna.Writes(changed, $"{Secret} before", token);
        // Emptied, so that an earlier version is kept.
        await anna.Writes(changed, "", token, sequence: 2, seen: 1);
        var versions = await anna.Browser.Open($"/journal/{changed}/versions");
        revision = Guid.Parse(versions.QuerySelector("main li a")!.GetAttribute("href")!.Split('/')[^1]);
        await anna.Writes(binned, $"{Secret} in the bin", token);
        using (var deleted = await anna.Post($"/journal/{binned}/delete")) Assert.Equal(302, (int)deleted.StatusCode);
        using (var said = await anna.Answer(run, "who-ended", [["choice", "he"]], token, "why-he-left")) await Acknowledged.In(said);
        using (var named = await anna.Answer(run, "what-he-said", [["item.n0", $"{Secret} in an answer"]], token, "why-he-left", sequence: 2)) await Acknowledged.In(named);
        using (var brief = await anna.Answer(shortRun, "who-ended", [["choice", "he"]], token)) await Acknowledged.In(brief);
        session = PrincipalOf(anna).SessionId()!.Value;
    }

    /// <summary>Another person with a space and an entry, a visitor with one, somebody with neither; a new one each time, since some requests end their session.</summary>
    private async Task<TestUser> SomebodyAsync(int who)
    {
        var guest = new TestUser(site);
        if (who == 0) await guest.Keeps($"berta {Guid.NewGuid():N}");
        if (who < 2) await guest.Writes(Guid.NewGuid(), "somebody else's");
        return guest;
    }

    private async Task<HttpResponseMessage> SendAsync(TestUser guest, Row row)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), Fill(row.Address));
        if (row.Method != "GET") request.Headers.Add(FormGuard.TokenHeader, await guest.Token());
        if (row.Method == "POST" && !row.Address.StartsWith("/_", StringComparison.Ordinal))
        {
            var handler = row.Handler is null ? Array.Empty<(string, string)>() : [("_handler", row.Handler)];
            request.Content = new FormUrlEncodedContent(handler.Concat(row.Fields).Select(f => KeyValuePair.Create(f.Item1, Fill(f.Item2))));
        }

        if (row is { Method: "POST", Pattern: "/exit" })
        {
            var draft = new { value = new[] { new[] { "words", "written over" } }, state = "given", baseVersion = 1, client = "forged", sequence = 9 };
            request.Content = JsonContent.Create(new { drafts = new[] { new { entry, field = "words", draft } } });
        }

        if (row.Method == "PUT")
        {
            var value = row.Reflection is null ? new[] { new[] { "words", "written over" } } : [["choice", "i"]];
            request.Content = JsonContent.Create(new { value, state = "given", baseVersion = 1, client = "forged", sequence = 9, reflection = row.Reflection });
        }

        return await guest.Browser.Http.SendAsync(request);
    }

    private async Task<string> DrawAsync(TestUser guest, string island)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var component = typeof(AppDbContext).Assembly.GetTypes().Single(t => t.Name == island);
        var parameters = Islands[island].ToDictionary(p => p.Name, object? (p) => component.GetProperty(p.Name)!.PropertyType == typeof(Guid) ? Guid.Parse(Fill(p.Value)) : p.Value);
        var authentication = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        authentication.SetAuthenticationState(Task.FromResult(new AuthenticationState(PrincipalOf(guest))));
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>Who a circuit of this browser would be.</summary>
    private ClaimsPrincipal PrincipalOf(TestUser guest)
    {
        if (guest.SpaceCookie is not { } cookie) return new();
        var format = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme).TicketDataFormat;
        return format.Unprotect(cookie.Value)!.Principal;
    }

    /// <summary>Everything that is stored of Anna, byte by byte.</summary>
    private async Task<string> StoredAsync()
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var space = await database.Spaces.AsNoTracking().SingleAsync(s => s.Name == "anna");
        var lines = new List<string>();
        foreach (var type in database.Model.GetEntityTypes())
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!.MakeGenericMethod(type.ClrType).Invoke(database, null)!;
            foreach (var row in await rows.AsNoTracking().ToListAsync())
            {
                var values = type.GetProperties().Select(p => (p.Name, Value: p.PropertyInfo!.GetValue(row))).ToList();
                // Failed tries and last uses are meant to change.
                if (values.Any(v => v.Value is Guid id && id == space.Id))
                    lines.Add(type.ClrType.Name + " " + string.Join(' ', values.Where(v => v.Name is not ("FailedTries" or "LastSeen" or "LastUsed")).Select(v => $"{v.Name}={Text(v.Value)}")));
            }
        }

        Assert.True(lines.Count > 6);
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        SealedText text => Convert.ToHexString(text.Bytes),
        _ => $"{value}",
    };

    private static bool HasIds(Row row) => row.Address.Contains('{', StringComparison.Ordinal) || row.Fields.Any(f => f.Value.Contains('{', StringComparison.Ordinal));

    private string Fill(string text) => text.Replace("{entry}", $"{entry}", StringComparison.Ordinal).Replace("{binned}", $"{binned}", StringComparison.Ordinal).Replace("{run}", $"{run}", StringComparison.Ordinal)
        .Replace("{short}", $"{shortRun}", StringComparison.Ordinal).Replace("{session}", $"{session}", StringComparison.Ordinal)
        .Replace("{changed}", $"{changed}", StringComparison.Ordinal).Replace("{revision}", $"{revision}", StringComparison.Ordinal);

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "BreakupGuide"), "*.razor", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex("(?:@formname|FormName)=\"([^\"]+)\"")]
    private static partial Regex FormName();

    [GeneratedRegex("<(\\w+)[^<>]*@rendermode")]
    private static partial Regex Island();

    /// <param name="Pattern">As the program knows the endpoint.</param>
    /// <param name="Statuses">For another person, a visitor, somebody without a space.</param>
    private sealed record Row(string Method, string Pattern, string Address, string? Handler, (string Name, string Value)[] Fields, string? Reflection, int[] Statuses)
    {
        public static Row Page(string pattern, string address) => Get(pattern, address, 200, 200, 200);

        public static Row Get(string pattern, string address, int other, int visitor, int nobody) => new("GET", pattern, address, null, None, null, [other, visitor, nobody]);

        public static Row Post(string pattern, string address, (string, string)[] fields, int other, int visitor, int nobody) => new("POST", pattern, address, null, fields, null, [other, visitor, nobody]);

        public static Row Form(string pattern, string address, string handler, (string, string)[] fields, int other, int visitor, int nobody) => new("POST", pattern, address, handler, fields, null, [other, visitor, nobody]);

        public static Row Put(string pattern, string address, string? reflection, int other, int visitor, int nobody) => new("PUT", pattern, address, null, None, reflection, [other, visitor, nobody]);

        public static Row Any(string method, string pattern, string address, int status) => new(method, pattern, address, null, None, null, [status, status, status]);
    }
}
