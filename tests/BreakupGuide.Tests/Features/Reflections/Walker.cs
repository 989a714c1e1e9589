using System.Globalization;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>A person who walks a reflection without JavaScript.</summary>
internal sealed class Walker(Browser browser)
{
    public Browser Browser { get; } = browser;

    private const string Passphrase = "four calm words tonight";

    // As a browser writes JSON: letters stay as they are.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The page that is open.</summary>
    public IDocument Page { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public string Question => Page.QuerySelector("h1#question")?.TextContent ?? "";

    public IElement Form => Page.QuerySelector("form[data-draft]") ?? throw new InvalidOperationException($"No question at {Address}.");

    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public async Task Open(string address)
    {
        Page = await Browser.Open(address);
        Address = address;
    }

    /// <summary>Keeps the space with a passphrase.</summary>
    public async Task Keep(string name)
    {
        await Open("/start");
        await Press("Create my space", ("Input.Name", name), ("Input.Passphrase", Passphrase), ("Input.Repeat", Passphrase));
    }

    public async Task Unlock(string name)
    {
        await Open("/unlock");
        await Press("Unlock", ("Input.Name", name), ("Input.Passphrase", Passphrase));
    }

    /// <summary>Answers questions one after another: each a choice, lines of a list, or <c>item=place</c> pairs of a sort by their words.</summary>
    public async Task Answer(params string[][] answers)
    {
        foreach (var answer in answers) await Send("continue", [.. Fill(answer)]);
    }

    /// <summary>Goes the short walk of whether it can be fixed to its outcome, with two reasons of which one can be changed.</summary>
    public async Task FinishWithMap()
    {
        await Open("/reflections/can-it-be-fixed/start?walk=short");
        while (!Address.EndsWith("/reasons", StringComparison.Ordinal))
            await Answer([Form.QuerySelector("input[name=choice]")!.GetAttribute("value")!]);
        await Answer(
            ["We were both tired.", "He was late"],
            ["We were both tired.=between-us", "He was late=his"],
            ["We were both tired.=can-and-wish"]);
        while (!Address.EndsWith("/check", StringComparison.Ordinal)) await Send("skip");
        await Press("Finish");
    }

    /// <summary>The rows of “Check your answers”: question and answer.</summary>
    public IReadOnlyDictionary<string, string> Checked =>
        Page.QuerySelectorAll(".summary-list > div").ToDictionary(
            row => row.QuerySelector("dt")!.TextContent,
            row => string.Join(' ', row.QuerySelector("dd")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Follows “Change” of a question on the check.</summary>
    public Task Change(string question) =>
        Follow(Page.QuerySelectorAll(".summary-list a").Single(a => a.TextContent == $"Change: {question}").GetAttribute("href")!);

    private IEnumerable<(string Name, string Value)> Fill(string[] answer)
    {
        if (answer.Length == 0) yield break;
        if (answer[0].Contains('=', StringComparison.Ordinal))
        {
            foreach (var pair in answer.Select(a => a.Split('=')))
            {
                var group = Form.QuerySelectorAll("fieldset").Single(f => f.QuerySelector("legend")?.TextContent == pair[0]);
                yield return (group.QuerySelector("input")!.GetAttribute("name")!, pair[1]);
            }

            yield break;
        }

        if (Form.QuerySelector("textarea[name=text], input[name=text]") is not null) yield return ("text", answer[0]);
        var rows = Form.QuerySelectorAll("textarea[name^='item.']").Select(i => i.GetAttribute("name")!).ToList();
        for (var i = 0; i < Math.Min(rows.Count, answer.Length); i++) yield return (rows[i], answer[i]);
        if (Form.QuerySelector("input[name=choice]") is not null) yield return ("choice", answer[0]);
        if (Form.QuerySelector("input[name=option]") is null) yield break;
        foreach (var value in answer) yield return ("option", value);
    }

    /// <summary>Opens the address and whatever it leads on to.</summary>
    public async Task Follow(string address)
    {
        using var response = await Browser.Http.GetAsync(address);
        Address = address;
        await Show(response);
    }

    /// <summary>Sends the question's form by one of its buttons.</summary>
    public async Task Send(string way, params (string Name, string Value)[] filled)
    {
        using var response = await Browser.Send(Form, way == "add" ? [.. filled, ("add", "1")] : [.. filled, ("go", way)]);
        Address = response.RequestMessage!.RequestUri!.PathAndQuery;
        await Show(response);
    }

    /// <summary>Sends the form that has a button of this name.</summary>
    public async Task Press(string button, params (string Name, string Value)[] filled)
    {
        var form = Page.QuerySelectorAll("main form").Single(f => f.QuerySelectorAll("button").Any(b => b.TextContent.Trim() == button));
        using var response = await Browser.Send(form, filled);
        Address = response.RequestMessage!.RequestUri!.PathAndQuery;
        await Show(response);
    }

    /// <summary>Where “Continue” leads, as the answer to the last draft said; null where its form has to be sent.</summary>
    public string? Next { get; private set; }

    /// <summary>Sends a field as draft.js does, and gives what it then sets in the form.</summary>
    public async Task<(string Name, string Value)[]> Draft(string field, string[][] value)
    {
        var form = Form;
        var client = Guid.NewGuid().ToString("N");
        var body = new
        {
            value,
            state = "given",
            client,
            sequence = 1,
            zone = "Europe/London",
            reflection = form.GetAttribute("data-draft-reflection"),
            baseVersion = int.Parse(
                form.QuerySelector($"[data-draft-field='{field}']")!.GetAttribute("data-draft-version")!, CultureInfo.InvariantCulture),
        };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{form.GetAttribute("data-draft")}/{field}");
        request.Content = JsonContent.Create(body, options: Json);
        request.Headers.Add("X-Form-Token", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
        if (form.GetAttribute("data-draft-open") == "true") request.Headers.Add("X-Open-Space", "1");
        using var response = await Browser.Http.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        var saved = await response.Content.ReadFromJsonAsync<JsonElement>();
        Next = saved.GetProperty("next").GetString();
        return [("client", client), ("sequence", "2"), ("base", saved.GetProperty("version").GetRawText())];
    }

    public string LinkTo(string words) =>
        Page.QuerySelectorAll("main a").First(a => a.TextContent.Trim() == words).GetAttribute("href")!;

    private async Task Show(HttpResponseMessage response)
    {
        if (response.Headers.Location is { } next)
        {
            var address = next.IsAbsoluteUri ? next.PathAndQuery : next.ToString();
            await Follow(address);
            return;
        }

        Assert.Equal(200, (int)response.StatusCode);
        Page = await Browser.Read(response);
    }
}

/// <summary>Time that stands still until it is moved. It begins now, since the cookies of a test's browser follow the real one.</summary>
internal sealed class StillClock : ClockWithoutTimers
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;
}
