using System.Net.Http.Json;
using System.Reflection;
using System.Security.Claims;
using System.Text.RegularExpressions;
using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Entries;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using static BreakupGuide.Tests.App.MatrixRows;

namespace BreakupGuide.Tests.App;

/// <summary>
/// Every endpoint of the program, tried with Anna's ids by another person, by a visitor and by somebody without a space.
/// A new endpoint, form, island or script method without a row fails: add it to <see cref="MatrixRows"/>, with the ids written as
/// <c>{entry}</c>, <c>{changed}</c> with its <c>{revision}</c>, <c>{binned}</c>, <c>{letter}</c>, <c>{run}</c>, <c>{short}</c>, <c>{log}</c>,
/// <c>{expected}</c>, <c>{tag}</c>, <c>{batch}</c> and <c>{session}</c>.
/// </summary>
public sealed partial class TwoPersonMatrix : IDisposable
{
    private readonly Site site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")]);
    private readonly TestUser anna;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid changed = Guid.NewGuid();
    private readonly Guid binned = Guid.NewGuid();
    private readonly Guid letter = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();
    private readonly Guid shortRun = Guid.NewGuid();
    private readonly Guid log = Guid.NewGuid();
    private readonly Guid expected = Guid.NewGuid();
    private readonly Guid batch = Guid.NewGuid();
    private Guid session;
    private string tag = "";
    private Guid revision;

    public TwoPersonMatrix() => anna = new TestUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public void Every_endpoint_has_a_row()
    {
        var endpoints = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => "/" + e.RoutePattern.RawText?.Trim('/')).Distinct().Order(StringComparer.Ordinal).ToList();
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
        var invokable = types.SelectMany(t => t.GetMethods(All)).Where(m => m.IsDefined(typeof(JSInvokableAttribute), true));
        Assert.Equal(ScriptMethods, invokable.Select(m => $"{m.DeclaringType!.Name}.{m.Name}").ToHashSet());
        Assert.DoesNotContain(types, t => t.IsSubclassOf(typeof(Hub)));
    }

    [Fact]
    public async Task Nobody_else_gets_or_changes_anything_of_hers()
    {
        await AnnaWritesAsync();
        var before = await StoredBytes.OfAsync(site, "anna");
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
                if (Regex.Count(body, Secret) > (LooksForHers(row) ? 2 : 0)) problems.Add($"{line}: shows her words");
                if (await StoredBytes.OfAsync(site, "anna") != before) problems.Add($"{line}: changed what is stored");
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
        var refused = Rows.Where(r => r.Statuses[0] >= 400 && HasIds(r))
            .OrderBy(r => r.Address.EndsWith("/delete", StringComparison.Ordinal) || r.Address.EndsWith("/end", StringComparison.Ordinal))
            .ThenBy(r => r.Address.EndsWith("/end", StringComparison.Ordinal));
        foreach (var row in refused)
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
            if (Islands[island].Length > 0) Assert.Contains(Secret, await DrawAsync(anna, island), StringComparison.Ordinal);
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
        var tags = new { value = new[] { new[] { "tags", $"{Secret} as a tag" } }, state = "given", baseVersion = 0, client = "page", sequence = 2 };
        using (var tagged = await anna.Put($"/drafts/{entry}/tags", tags, token)) await Acknowledged.In(tagged);
        tag = (await anna.Browser.Open("/journal/tags")).QuerySelector(".link-list a")!.GetAttribute("href")!.Split('/')[^1];
        await anna.Writes(binned, $"{Secret} in the bin", token);
        var words = new[] { new[] { "words", $"{Secret} in a letter" }, ["kind", "letter"] };
        var sent = new { value = words, state = "given", baseVersion = 0, client = "page", sequence = 1 };
        using (var written = await anna.Put($"/drafts/{letter}/words", sent, token)) await Acknowledged.In(written);
        using (var deleted = await anna.Post($"/journal/{binned}/delete")) Assert.Equal(302, (int)deleted.StatusCode);
        using (var said = await anna.Answer(run, "who-ended", [["choice", "he"]], token, "why-he-left")) await Acknowledged.In(said);
        using (var named = await anna.Answer(run, "what-he-said", [["item.n0", $"{Secret} in an answer"]], token, "why-he-left", sequence: 2))
            await Acknowledged.In(named);
        using (var brief = await anna.Answer(shortRun, "who-ended", [["choice", "he"]], token)) await Acknowledged.In(brief);
        using (var mood = await anna.Answer(log, "mood", [["q.mood.choice", "low"]], token, "check-in")) await Acknowledged.In(mood);
        using (var helps = await anna.Answer(log, "helps", [["q.helps.text", $"{Secret} in a practice"]], token, "check-in", sequence: 2))
            await Acknowledged.In(helps);
        using (var look = await anna.Answer(expected, "look-on", [["q.look-on.date", "2026-01-01"]], token, "what-i-expect")) await Acknowledged.In(look);
        await StoreRooms.Of(site.Services).BringIn.BringAsync(
            site.Services.GetRequiredService<OpenSpaces>().Find(PrincipalOf(anna))!, batch, 1, [Came.Entry(Guid.NewGuid(), $"{Secret} that came in")], default);
        session = PrincipalOf(anna).SessionId()!.Value;
    }

    /// <summary>
    /// Another person with a space and an entry, a visitor with one, somebody with neither; a new one each time, since some requests end their session.
    /// </summary>
    private async Task<TestUser> SomebodyAsync(int who)
    {
        var guest = new TestUser(site);
        if (who == 0) await guest.Keeps($"berta {Guid.NewGuid():N}");
        if (who < 2) await guest.Writes(Guid.NewGuid(), "somebody else's");
        return guest;
    }

    private async Task<HttpResponseMessage> SendAsync(TestUser guest, MatrixRow row)
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
            string[][] value = row.Reflection is null ? [["words", "written over"]] : [["choice", "i"], ["q.mood.choice", "good"], ["day", "2026-01-01"]];
            request.Content = JsonContent.Create(new { value, state = "given", baseVersion = 1, client = "forged", sequence = 9, reflection = row.Reflection });
        }

        return await guest.Browser.Http.SendAsync(request);
    }

    private async Task<string> DrawAsync(TestUser guest, string island)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var component = typeof(AppDbContext).Assembly.GetTypes().Single(t => t.Name == island);
        var parameters = Islands[island]
            .ToDictionary(p => p.Name, object? (p) => component.GetProperty(p.Name)!.PropertyType == typeof(Guid) ? Guid.Parse(Fill(p.Value)) : p.Value);
        var authentication = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        authentication.SetAuthenticationState(Task.FromResult(new AuthenticationState(PrincipalOf(guest))));
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>Who a circuit of this browser would be.</summary>
    private ClaimsPrincipal PrincipalOf(TestUser guest)
    {
        if (guest.SpaceCookie is not { } cookie) return new();
        var format = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme).TicketDataFormat;
        return format.Unprotect(cookie.Value)!.Principal;
    }

    private static bool LooksForHers(MatrixRow row) =>
        row.Address.Contains(Secret, StringComparison.Ordinal) || row.Fields.Any(f => f.Value.Contains(Secret, StringComparison.Ordinal));

    private static bool HasIds(MatrixRow row) =>
        row.Address.Contains('{', StringComparison.Ordinal) || row.Fields.Any(f => f.Value.Contains('{', StringComparison.Ordinal));

    private string Fill(string text) => new (string Name, Guid Id)[]
    {
        ("entry", entry), ("letter", letter), ("binned", binned), ("run", run), ("short", shortRun), ("session", session), ("log", log),
        ("expected", expected), ("batch", batch), ("changed", changed), ("revision", revision),
    }.Aggregate(text.Replace("{tag}", tag, StringComparison.Ordinal), (filled, id) => filled.Replace($"{{{id.Name}}}", $"{id.Id}", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "BreakupGuide"), "*.razor", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex("(?:@formname|FormName)=\"([^\"]+)\"")]
    private static partial Regex FormName();

    [GeneratedRegex("<(\\w+)[^<>]*@rendermode")]
    private static partial Regex Island();
}
