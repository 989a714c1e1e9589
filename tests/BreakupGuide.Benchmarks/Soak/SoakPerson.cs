using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BreakupGuide.Drafts;

namespace BreakupGuide.Benchmarks.Soak;

/// <summary>Somebody who reads, writes, locks and comes back, with a browser of their own, and knows every word that was acknowledged.</summary>
internal sealed class SoakPerson : IDisposable
{
    private const string Passphrase = "a heron on the mill roof";
    private const string Run = "why-he-left";

    private static readonly string[] ToRead = ["/", "/guides", "/guides/why-did-he-leave", "/guides/grief-and-nights", "/reflections", "/help", "/privacy"];

    private readonly string name;
    private readonly Random random;
    private readonly HttpClient browser;
    private readonly ConcurrentQueue<(string What, double Milliseconds)> took;
    private readonly Dictionary<Guid, Writing> written = [];
    private readonly Dictionary<Guid, string> answered = [];
    private readonly string client = Guid.NewGuid().ToString("N");
    private string token = "";
    private long sequence;
    private int saved;

    public SoakPerson(Uri address, int number, int seed, ConcurrentQueue<(string What, double Milliseconds)> took)
    {
        this.took = took;
        name = $"soak {number}";
        random = new Random(seed);
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };
        // The server takes it for a page that is asked for.
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public int Entries => written.Count + answered.Count;

    public int Saves => saved;

    public async Task BeginAsync()
    {
        var form = (await GetAsync("/start")).FormOf("start");
        await PostAsync("/start", form, HttpStatusCode.OK, ("Input.Name", name), ("Input.Passphrase", Passphrase), ("Input.Repeat", Passphrase));
        token = (await GetAsync("/journal/new")).Token;
    }

    /// <summary>One thing that somebody does of an evening.</summary>
    public Task ActAsync() => random.Next(20) switch
    {
        < 5 => GetAsync(ToRead[random.Next(ToRead.Length)]),
        < 10 => WriteAsync(random.Next(3) == 0 ? Guid.NewGuid() : AnEntry()),
        < 13 => AnswerAsync(),
        < 15 => LookBackAsync(),
        < 17 => SearchAsync(),
        < 18 => GetAsync("/insights"),
        < 19 => LockAsync(),
        _ => LeaveAsync(),
    };

    /// <summary>Counts what is not there as it was acknowledged.</summary>
    public async Task<int> LostAsync()
    {
        await GetAsync("/journal");
        var lost = 0;
        foreach (var (id, writing) in written)
        {
            if ((await GetAsync($"/journal/{id}/edit")).Written != writing.Words) lost++;
        }

        foreach (var (id, words) in answered)
        {
            if ((await GetAsync($"/reflections/{Run}/{id:N}/fair-friend")).Written != words) lost++;
        }

        return lost;
    }

    public void Dispose() => browser.Dispose();

    // As a page does while somebody types: several saves, each with more words.
    private async Task WriteAsync(Guid entry)
    {
        var writing = written.GetValueOrDefault(entry) ?? new Writing("", 0);
        for (var sentence = random.Next(1, 5); sentence > 0; sentence--)
        {
            var words = Longer(writing.Words);
            writing = new(words, await SaveAsync(entry, "words", "words", words, writing.Version, reflection: null));
            written[entry] = writing;
        }
    }

    private async Task AnswerAsync()
    {
        var run = Guid.NewGuid();
        await SaveAsync(run, "who-ended", "choice", "he", 0, Run);
        await SaveAsync(run, "what-he-said", "item.n0", "One reason", 0, Run);
        var words = Longer("");
        await SaveAsync(run, "fair-friend", "text", words, 0, Run);
        answered[run] = words;
    }

    private async Task LookBackAsync()
    {
        await GetAsync("/journal");
        if (written.Count == 0) return;
        var id = AnEntry();
        if ((await GetAsync($"/journal/{id}/edit")).Written != written[id].Words) throw new InvalidOperationException("An entry shows other words.");
        await GetAsync($"/journal/{id}");
        await GetAsync($"/journal/{id}/versions");
    }

    private async Task SearchAsync()
    {
        // Where nothing is written yet there is nothing to search.
        if (Entries == 0) return;
        var form = (await GetAsync("/journal")).FormOf("search");
        form["found"] = "1";
        await PostAsync("/journal", form, HttpStatusCode.Found, ("words", "window"));
        if (!(await GetAsync("/journal?found=1")).Says("<mark") && written.Count > 0) throw new InvalidOperationException("The search found nothing.");
    }

    private async Task LockAsync()
    {
        await PostAsync("/lock", new() { [SoakPage.TokenField] = token }, HttpStatusCode.Found);
        await ComeBackAsync();
    }

    // “Exit this page” with the last words on the way.
    private async Task LeaveAsync()
    {
        var entry = AnEntry();
        var writing = written.GetValueOrDefault(entry) ?? new Writing("", 0);
        var words = Longer(writing.Words);
        var draft = Draft("words", words, writing.Version, reflection: null);
        var drafts = new[] { new { entry, field = "words", draft } };
        using (var request = new HttpRequestMessage(HttpMethod.Post, "/exit") { Content = JsonContent.Create(new { drafts }) })
            await SendAsync(request, "leave with words", HttpStatusCode.NoContent);
        await ComeBackAsync();
        var page = await GetAsync($"/journal/{entry}/edit");
        if (page.Written != words) throw new InvalidOperationException("The last words did not arrive.");
        saved++;
        written[entry] = new(words, int.Parse(page.FormOf("write")["base.words"], CultureInfo.InvariantCulture));
    }

    private async Task ComeBackAsync()
    {
        if ((await GetAsync("/journal")).Says("Search your journal")) throw new InvalidOperationException("The journal of a locked space is open.");
        var form = (await GetAsync("/unlock")).FormOf("unlock");
        await PostAsync("/unlock", form, HttpStatusCode.Found, ("Input.Name", name), ("Input.Passphrase", Passphrase));
        token = (await GetAsync("/journal/new")).Token;
    }

    private async Task<int> SaveAsync(Guid id, string field, string control, string value, int seen, string? reflection)
    {
        var draft = Draft(control, value, seen, reflection);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/drafts/{id}/{field}") { Content = JsonContent.Create(draft) };
        var answer = await SendAsync(request, "save", HttpStatusCode.OK);
        saved++;
        return JsonSerializer.Deserialize<DraftSaved>(answer, JsonSerializerOptions.Web)!.Version;
    }

    private object Draft(string control, string value, int seen, string? reflection) => new
    {
        value = new[] { new[] { control, value } },
        state = "given",
        baseVersion = seen,
        client,
        sequence = ++sequence,
        zone = "Europe/London",
        reflection,
    };

    private async Task<SoakPage> GetAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return new SoakPage(await SendAsync(request, "page", HttpStatusCode.OK));
    }

    private async Task PostAsync(string address, Dictionary<string, string> hidden, HttpStatusCode expected, params (string Name, string Value)[] filled)
    {
        foreach (var (field, value) in filled) hidden[field] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(hidden) };
        await SendAsync(request, address, expected);
    }

    private async Task<string> SendAsync(HttpRequestMessage request, string what, HttpStatusCode expected)
    {
        if (request.Content is JsonContent)
        {
            request.Headers.Add(DraftContract.TokenHeader, token);
            request.Headers.Add(DraftContract.OpenHeader, "1");
        }

        var clock = Stopwatch.GetTimestamp();
        using var response = await browser.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        took.Enqueue((what, Stopwatch.GetElapsedTime(clock).TotalMilliseconds));
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{what}: {request.Method} {request.RequestUri} was answered with {(int)response.StatusCode}.");
        return answer;
    }

    private string Longer(string words) => $"{words}{(words.Length == 0 ? "" : " ")}At the window I thought of {random.Next(1_000_000)} things.";

    private Guid AnEntry() => written.Count == 0 ? Guid.NewGuid() : written.Keys.ElementAt(random.Next(written.Count));

    private sealed record Writing(string Words, int Version);
}
