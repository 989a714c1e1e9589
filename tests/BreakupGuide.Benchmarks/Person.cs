using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using BreakupGuide.Data;
using BreakupGuide.Drafts;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Benchmarks;

/// <summary>Somebody with a kept space of a given size, who goes on with a run and an entry. Each request is checked: a refusal is quick, too.</summary>
internal sealed partial class Person(HttpClient browser, int entries)
{
    public const string Reflection = "why-he-left";
    public const string Passphrase = "a heron on the mill roof";
    private const string Question = "fair-friend";
    private const string Client = "benchmark";

    private readonly Guid run = Guid.NewGuid();
    private readonly Guid entry = Guid.NewGuid();
    private Dictionary<string, string> questionForm = [];
    private Dictionary<string, string> journalForm = [];
    private Dictionary<string, string> searchForm = [];
    private string token = "";
    private string compared = "";
    private int sequence;

    public int Entries { get; } = entries;

    public string Name => $"benchmark {Entries}";

    public UnlockedSpace Space { get; private set; } = null!;

    private string QuestionAddress => $"/reflections/{Reflection}/{run:N}/{Question}";

    public async Task BeginAsync(IServiceProvider services)
    {
        var start = HiddenIn(await GetAsync("/start"), "start");
        await PostAsync("/start", start, HttpStatusCode.OK, ("Input.Name", Name), ("Input.Passphrase", Passphrase), ("Input.Repeat", Passphrase));

        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var database = await contexts.CreateDbContextAsync();
        var session = await database.Sessions.Where(s => database.Spaces.Any(o => o.Id == s.SpaceId && o.Name == Name)).Select(s => s.Id).SingleAsync();
        Space = services.GetRequiredService<OpenSpaces>().Find(session)!.Space;
        await new FilledSpace(contexts, Space, Entries).FillAsync();
        await database.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");

        token = HiddenIn(await GetAsync("/journal/new"), "write")["__RequestVerificationToken"];
        await PutAsync(run, "who-ended", "choice", "he");
        await PutAsync(run, "how-ended", "choice", "plainly");
        await PutAsync(run, "how-long", "choice", "longer");
        await PutAsync(run, "what-he-said", "item.n0", "One reason");
        await PutAsync(run, Question, "text", "A few words.");
        await PutAsync(entry, "words", "words", "A few words.");
        compared = WebUtility.HtmlDecode(ComparedAddress().Match(await GetAsync($"/reflections/{Reflection}")).Value);
        questionForm = HiddenIn(await GetAsync(QuestionAddress), "answer");
        searchForm = HiddenIn(await GetAsync("/journal"), "search");
        searchForm["found"] = "1";
        journalForm = HiddenIn(await GetAsync($"/journal/{entry}/edit"), "write");
    }

    /// <summary>Opens the page; what comes back sends its form.</summary>
    public static async Task<Func<Task>> AboutToUnlockAsync(HttpClient browser, string name)
    {
        var form = HiddenIn(await browser.GetStringAsync("/unlock"), "unlock");
        (form["Input.Name"], form["Input.Passphrase"]) = (name, Passphrase);
        return async () =>
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await browser.PostAsync("/unlock", content);
            Expect(response, HttpStatusCode.Found);
        };
    }

    public Task SaveAnswerAsync() => PutAsync(run, Question, "text", NewWords());

    public Task OpenQuestionAsync() => GetAsync(QuestionAddress);

    public Task ContinueAsync() =>
        PostAsync(QuestionAddress, questionForm, HttpStatusCode.Found, [.. Stamp(), ("text", NewWords()), ("go", "continue")]);

    public Task OpenJournalAsync() => GetAsync("/journal");

    public Task OpenCalendarAsync() => GetAsync("/journal/calendar");

    /// <summary>A word that stands in most entries: the first page of what is found.</summary>
    public async Task SearchAsync()
    {
        await PostAsync("/journal", searchForm, HttpStatusCode.Found, ("words", "quiet evening"));
        var found = await GetAsync("/journal?found=1");
        if (!found.Contains("The newest 50 entries.", StringComparison.Ordinal)) throw new InvalidOperationException("The search found something else.");
    }

    public Task CompareAsync() => GetAsync(compared);

    public Task OpenInsightsAsync() => GetAsync("/insights");

    public Task SaveEntryAsync() =>
        PostAsync($"/journal/{entry}/edit", journalForm, HttpStatusCode.Found, [.. Stamp(), ("words", NewWords()), ("then", "read")]);

    // What does not change is not saved.
    private string NewWords() => $"What was written at the moment {++sequence}, in a few words.";

    private (string Name, string Value)[] Stamp() =>
        [(DraftContract.ClientField, Client), (DraftContract.SequenceField, (++sequence).ToString(CultureInfo.InvariantCulture))];

    private async Task<string> GetAsync(string address)
    {
        using var response = await browser.GetAsync(address);
        Expect(response, HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task PutAsync(Guid id, string field, string name, string value)
    {
        string[][] values = [[name, value]];
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/drafts/{id}/{field}")
        {
            Content = JsonContent.Create(new
            {
                value = values,
                state = "given",
                baseVersion = 0,
                client = Client,
                sequence = ++sequence,
                zone = "Europe/London",
                reflection = id == run ? Reflection : null,
            }),
        };
        request.Headers.Add(DraftContract.TokenHeader, token);
        request.Headers.Add(DraftContract.OpenHeader, "1");
        using var response = await browser.SendAsync(request);
        Expect(response, HttpStatusCode.OK);
        var saved = await response.Content.ReadFromJsonAsync<DraftSaved>();
        if (saved is not { Repeated: false, Version: > 0 }) throw new InvalidOperationException($"PUT of {field} changed nothing.");
    }

    private async Task PostAsync(string address, Dictionary<string, string> hidden, HttpStatusCode expected, params (string Name, string Value)[] filled)
    {
        var fields = new Dictionary<string, string>(hidden);
        foreach (var (name, value) in filled) fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        using var response = await browser.PostAsync(address, content);
        Expect(response, expected);
    }

    private static void Expect(HttpResponseMessage response, HttpStatusCode expected)
    {
        if (response.StatusCode == expected) return;
        var asked = response.RequestMessage!;
        throw new InvalidOperationException($"{asked.Method} {asked.RequestUri!.AbsolutePath} was answered with {(int)response.StatusCode}.");
    }

    /// <summary>The hidden fields of the page's form of this name.</summary>
    private static Dictionary<string, string> HiddenIn(string page, string form) =>
        Form().Matches(page).Select(m => m.Value).Where(f => f.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal))
            .SelectMany(f => HiddenField().Matches(f))
            .ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));

    [GeneratedRegex("/journal/compare\\?[^\"]+")]
    private static partial Regex ComparedAddress();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\"( value=\"(?<value>[^\"]*)\")?")]
    private static partial Regex HiddenField();
}
