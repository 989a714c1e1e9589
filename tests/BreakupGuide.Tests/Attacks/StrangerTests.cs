using System.Net;
using System.Net.Http.Json;
using BreakupGuide.App;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Attacks;

/// <summary>Another person, with a space or without, who knows ids and writes requests by hand.</summary>
public sealed class StrangerTests(Attack.Place place) : Attack(place)
{
    public static TheoryData<string, string, string> Asked => new()
    {
        { "GET", "/journal/{id}", "" },
        { "GET", "/journal/{id}/edit", "" },
        { "GET", "/journal?before={id}", "" },
        { "GET", "/reflections/why-he-left/{run}/who-ended?from=check", "" },
        { "GET", "/reflections/why-he-left/{run}/check", "" },
        { "GET", "/reflections/why-he-left/{run}/outcome", "" },
        { "GET", "/reflections/why-he-left?question={run}", "" },
        { "POST", "/journal/{id}/delete", "" },
        { "POST", "/journal/{id}/restore", "then=bin" },
        { "POST", "/journal/{id}/edit", "_handler=write&words=over&base.words=1&entry={id}" },
        { "POST", "/journal/new", "_handler=write&words=over&base.words=1&entry={id}" },
        { "POST", "/reflections/why-he-left/{run}/who-ended", "_handler=answer&choice=i&reflection=why-he-left&base=1" },
        { "POST", "/reflections/why-he-left/{run}/check", "_handler=finish" },
        { "POST", "/settings/sessions/{session}/end", "" },
        { "PUT", "/drafts/{id}/words", "" },
        { "PUT", "/drafts/{run}/who-ended", "why-he-left" },
        { "EXIT", "/exit", "" },
    };

    /// <summary>Whoever saw an address on her phone must not learn whether what stood there still exists.</summary>
    [Theory]
    [MemberData(nameof(Asked))]
    public async Task What_belongs_to_somebody_else_is_answered_like_what_never_was(string method, string path, string body)
    {
        await AnnaWritesAsync();
        var session = (await SessionOfAsync((await AnnasRowAsync()).Id)).Id;
        var stranger = new TestUser(Site);
        await stranger.Keeps($"berta {Guid.NewGuid():N}");
        await stranger.Writes(Guid.NewGuid(), "a stranger's");

        foreach (var who in new Func<Task<TestUser>>[] { () => Task.FromResult(stranger), VisitorAsync, () => Task.FromResult(new TestUser(Site)) })
        {
            var hers = await AskAsync(await who(), Entry, Run, session);
            var nobodys = await AskAsync(await who(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            Assert.Equal(nobodys, hers);
        }

        Assert.True(await Anna.CanRead(Entry, Words));

        async Task<TestUser> VisitorAsync()
        {
            var visitor = new TestUser(Site);
            await visitor.Writes(Guid.NewGuid(), "a visitor's");
            return visitor;
        }

        async Task<string> AskAsync(TestUser guest, Guid id, Guid itsRun, Guid itsSession)
        {
            string Fill(string text) => Filled(text, id, itsRun, itsSession);
            HttpContent? content = method switch
            {
                "PUT" => JsonContent.Create(DraftOf(body.Length > 0 ? "i" : "over", 1, reflection: body.Length > 0 ? body : null)),
                "EXIT" => JsonContent.Create(new { drafts = new[] { new { entry = id, field = "words", draft = DraftOf("over", 1) } } }),
                "POST" => new StringContent(Fill(body), new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
                _ => null,
            };
            using var response = await SendAsync(
                guest, new HttpMethod(method == "EXIT" ? "POST" : method), Fill(path), content, method == "GET" ? null : await guest.Token());
            var seen = await SeenAsync(response);
            Assert.DoesNotContain(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            if (method == "EXIT" && guest == stranger) await stranger.Unlocks(await NameOfStrangerAsync());
            return seen;
        }

        async Task<string> NameOfStrangerAsync()
        {
            await using var database = Database();
            return (await database.Spaces.OrderByDescending(s => s.Created).FirstAsync(s => s.Name != null && s.Name.StartsWith("berta"))).Name!;
        }
    }

    /// <summary>A body that is no form, or a broken one, is a mistake of whoever sent it, not one of the program.</summary>
    [Theory]
    [InlineData("multipart/form-data", "words=over")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nover")]
    [InlineData("multipart/form-data; boundary=b", "no boundary at all")]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "words=over")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "words=over")]
    [InlineData("application/x-www-form-urlencoded", "words=%00&_handler=write&entry=%FF")]
    public async Task A_form_in_another_dress_breaks_no_page(string type, string body)
    {
        await AnnaWritesAsync();
        var token = await Anna.Token();
        var before = await EverythingAsync();
        var paths = Asked.Select(row => ((string)row[0], (string)row[1])).Where(row => row.Item1 == "POST").Select(row => row.Item2)
            .Concat([
                "/unlock", "/recover", "/start", "/settings", "/settings/passphrase", "/settings/recovery-key", "/settings/delete",
                "/settings/download/file", "/settings/lock-after", "/journal", "/exit/explained",
            ]);
        foreach (var path in paths.Distinct().Select(p => Filled(p, Entry, Run, Guid.NewGuid())))
        {
            if (path.EndsWith("/delete", StringComparison.Ordinal) || path.EndsWith("/restore", StringComparison.Ordinal)) continue; // They need no fields.
            using var content = new StringContent(body);
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await SendAsync(Anna, HttpMethod.Post, path, content, token);
            Assert.True((int)response.StatusCode < 500, $"{path}: {(int)response.StatusCode}");
        }

        Assert.Equal(before, await EverythingAsync());
    }

    /// <summary>A run holds the answers to its own reflection's questions; a question of another one, of the same name or not, has no place in it.</summary>
    [Fact]
    public async Task An_answer_to_another_reflections_question_does_not_get_into_a_run()
    {
        await AnnaWritesAsync();
        using (var draft = await Anna.Answer(Run, "want", [["choice", "back"]], reflection: "can-it-be-fixed"))
            Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);
        using (var post = await SendAsync(
            Anna, HttpMethod.Post, $"/reflections/can-it-be-fixed/{Run}/causes",
            FormOf(("_handler", "answer"), ("item.n0", "x"), ("reflection", "can-it-be-fixed")), await Anna.Token()))
            Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);

        var space = (await AnnasRowAsync()).Id;
        await using var database = Database();
        Assert.Equal(1, await database.Answers.CountAsync(a => a.SpaceId == space && a.EntryId == Run));
    }

    /// <summary>Fields that a form does not show, and ids in places where nobody looks for them, change nothing else.</summary>
    [Fact]
    public async Task Fields_that_a_form_does_not_have_do_nothing()
    {
        await AnnaWritesAsync();
        var row = await AnnasRowAsync();
        var stranger = new TestUser(Site);
        var own = $"berta {Guid.NewGuid():N}";
        await stranger.Fill(
            "/start", "start", ("Input.Name", own), ("Input.Passphrase", TestUser.Passphrase),
            ("Input.Repeat", TestUser.Passphrase), ("Input.Id", $"{row.Id}"), ("Input.SpaceId", $"{row.Id}"),
            ("Input.Space.Id", $"{row.Id}"), ("Input.IsVisitor", "true"), ("space", $"{row.Id}"), ("SpaceId", $"{row.Id}"), ("Input.Created", "1900-01-01"));
        using (await SendAsync(
            stranger, HttpMethod.Post, $"/settings/lock-after?space={row.Id}",
            FormOf(("minutes", "120"), ("space", $"{row.Id}"), ("SpaceId", $"{row.Id}")), await stranger.Token()))
        {
        }

        using (var file = await SendAsync(
            stranger, HttpMethod.Post, $"/settings/download/file?space={row.Id}",
            FormOf(("passphrase", TestUser.Passphrase), ("space", $"{row.Id}"), ("entry", $"{Entry}"), ("form", "json")), await stranger.Token()))
        {
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.DoesNotContain(Words, await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await using var database = Database();
        var made = await database.Spaces.SingleAsync(s => s.Name == own);
        Assert.NotEqual(row.Id, made.Id);
        Assert.NotEqual(1900, made.Created.Year);
        Assert.Null((await AnnasRowAsync()).LockAfterMinutes);
    }

    /// <summary>Neither the endpoints nor the forms change anything by another method, whatever a header says the method should be.</summary>
    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task No_other_method_does_what_a_post_does(string method)
    {
        await AnnaWritesAsync();
        var token = await Anna.Token();
        var before = await EverythingAsync();
        string[] changing =
        [
            $"/journal/{Entry}/delete", "/journal/bin/empty", "/settings/sessions/end-all", "/settings/lock-after?minutes=120", "/lock", "/discard",
            "/settings/download/file", $"/drafts/{Entry}/words", "/settings/delete?_handler=delete&Input.IsSure=true", "/unlock?_handler=unlock",
        ];
        foreach (var path in changing)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add(FormGuard.TokenHeader, token);
            foreach (var trick in new[] { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" }) request.Headers.Add(trick, "POST");
            if (method is "PATCH" or "DELETE") request.Content = FormOf(("_method", "POST"), ("minutes", "120"), ("_handler", "delete"));
            using var response = await Anna.Browser.Http.SendAsync(request);
            Assert.True((int)response.StatusCode < 500, $"{method} {path}: {(int)response.StatusCode}");
            Assert.DoesNotContain(Words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await EverythingAsync());
    }

    /// <summary>What stands in tables that a request of Anna's could change; her last use is meant to.</summary>
    private async Task<string> EverythingAsync()
    {
        var id = (await AnnasRowAsync()).Id;
        await using var database = Database();
        var row = await database.Spaces.SingleAsync(s => s.Id == id);
        var entries = await database.Entries.Where(e => e.SpaceId == id).OrderBy(e => e.Id).ToListAsync();
        var (sessions, answers) = (await database.Sessions.CountAsync(s => s.SpaceId == id), await database.Answers.CountAsync(s => s.SpaceId == id));
        return string.Join(
            '\n', entries.Select(e => $"{e.Id} {e.RowVersion} {e.Binned}").Append($"{row.LockAfterMinutes} {row.Name} {sessions} {answers}"));
    }
}
