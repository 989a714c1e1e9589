using System.Text;
using AngleSharp.Dom;
using BreakupGuide.Content;
using BreakupGuide.Data;
using BreakupGuide.Tests.Features.Journal;
using BreakupGuide.Tests.Features.Reflections;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BreakupGuide.Tests.Privacy;

/// <summary>
/// A whole session in words that occur nowhere else, with everything logged that can be; afterwards no file and no address may hold one of them.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    private const string Name = "Kiebitz";
    private const string Passphrase = "Zwölf Kraniche am Wehr 801";
    private const string WrongPassphrase = "Zwölf Möwen am Kanal 802";
    private const string NewPassphrase = "Drei Störche überm Moor 803";

    private static readonly Dictionary<string, string[]> LeftByHim = new()
    {
        ["who-ended"] = ["he"],
        ["how-ended"] = ["nowhere"],
        ["which-fit"] = ["attraction", "drift"],
        ["how-sure"] = ["guess"],
    };

    private static readonly Dictionary<string, string[]> LeftByMe = new() { ["who-ended"] = ["i"] };
    private static readonly Dictionary<string, string[]> LeftByBoth =
        new() { ["who-ended"] = ["both"], ["how-long"] = ["two-years"], ["disliked"] = [], ["which-fit"] = ["trust", "other"] };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("breakupguide-canary-");
    private readonly List<string> secrets = [Passphrase, WrongPassphrase, NewPassphrase];
    private readonly HashSet<string> written = [];
    private readonly Trail trail = new();
    private int words;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task No_typed_word_stands_in_a_file_of_the_program_or_in_its_log_or_in_an_address()
    {
        byte[] sealedWords;
        await using var collector = await MetricsCollector.StartAsync(Path.Combine(folder.FullName, "metrics.bin"));
        using (var site = new Site(
            [
                ("BreakupGuide:DataDirectory", Path.Combine(folder.FullName, "data")), ("Logging:LogLevel:Default", "Trace"),
                ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"),
                .. collector.Settings,
            ],
            services => services.AddSingleton<ILoggerProvider>(_ => new TraceLog(Path.Combine(folder.FullName, "log.txt")))))
        {
            using var http = site.CreateDefaultClient(new CookieContainerHandler(), trail);
            await Live(new Walker(new Browser(http)));
            Assert.Equal(TextQuestions(site).Order(), written.Order());
            sealedWords = await SealedWords(site);
        }

        var scan = new WordScan(secrets);
        var control = Plant();
        Assert.Equal(
            scan.All, scan.Sightings(folder).Where(s => s.StartsWith("control: ", StringComparison.Ordinal)).Select(s => s["control: ".Length..]).Order());
        File.Delete(control);
        TheFilesAreThose(sealedWords);

        Assert.True(trail.Addresses.Count > 60);
        Assert.Empty(scan.Sightings(Encoding.UTF8.GetBytes(string.Join('\n', trail.Addresses))));
        Assert.Empty(scan.Sightings(folder));
    }

    private async Task Live(Walker walker)
    {
        // A visitor's first words come by draft and make the space; then the walk.
        await walker.Open("/journal/new");
        await walker.Draft("words", [["words", Word()]]);
        await Walk(walker, LeftByHim);

        await walker.Open("/start");
        await walker.Press("Create my space", ("Input.Name", Name), ("Input.Passphrase", Passphrase), ("Input.Repeat", WrongPassphrase));
        await walker.Press("Create my space", ("Input.Name", Name), ("Input.Passphrase", Passphrase), ("Input.Repeat", Passphrase));
        var key = TakeKey(walker);
        await Walk(walker, LeftByMe);
        await Walk(walker, LeftByBoth);
        var entry = await Write(walker);
        await Search(walker);
        await CanaryFile.BringInAsync(walker, Word);
        await walker.Open("/understanding?for=somebody-else");
        await walker.Press("Save the names", ("names", $"{Word()}, {Word()}"));
        Assert.Contains(secrets[^1], walker.Page.QuerySelector("input#names")!.GetAttribute("value")!, StringComparison.Ordinal);

        // Written on a page that was open when the space was locked: the words come back.
        await walker.Open("/journal/new");
        var open = walker.Form;
        await Lock(walker);
        using (var refused = await walker.Browser.Send(open, ("title", Word()), ("words", Word())))
            Assert.Equal(secrets[^1], (await Browser.Read(refused)).QuerySelector("main textarea")!.TextContent);
        await walker.Press("Unlock", ("Input.Name", Name), ("Input.Passphrase", WrongPassphrase));
        Assert.Contains("do not open a space", walker.Text, StringComparison.Ordinal);
        await walker.Press("Unlock", ("Input.Name", Name), ("Input.Passphrase", Passphrase));
        Assert.NotNull(walker.Page.QuerySelector("form.lock"));

        await Lock(walker);
        await walker.Open("/recover");
        await walker.Press(
            "Set a new passphrase", ("Input.Name", Name), ("Input.Key", key), ("Input.Passphrase", NewPassphrase), ("Input.Repeat", NewPassphrase));
        Assert.NotEqual(key, TakeKey(walker));

        await walker.Open(entry);
        await walker.Press("Put it into the bin");
        await walker.Open("/journal/bin");
        Assert.Single(walker.Page.QuerySelectorAll(".timeline > li"));
    }

    private async Task Walk(Walker walker, Dictionary<string, string[]> choices)
    {
        await walker.Open("/reflections/why-he-left/start");
        while (!walker.Address.EndsWith("/check", StringComparison.Ordinal))
        {
            var field = walker.Form.QuerySelector("[data-draft-field]")!.GetAttribute("data-draft-field")!;
            var texts = choices.GetValueOrDefault(field) is [] ? [] : TextsIn(walker.Form);
            if (texts.Count > 0) written.Add(field);
            List<(string Name, string Value)> filled = [.. Chosen(walker.Form, choices.GetValueOrDefault(field))];
            // Words go by draft first, as the script sends them, and then changed by the form.
            if (texts.Count > 0)
                filled.AddRange(
                    await walker.Draft(field, [.. filled.Select(f => new[] { f.Name, f.Value }), .. texts.Select(t => new[] { t, Word() })]));
            await walker.Send("continue", [.. filled, .. texts.Select(t => (t, Word()))]);
        }

        Assert.Contains(secrets[^1], walker.Text, StringComparison.Ordinal);
        await walker.Press("Finish");
        Assert.Equal("What your answers say", walker.Page.QuerySelector("h1")!.TextContent);
    }

    private async Task<string> Write(Walker walker)
    {
        await walker.Open("/journal/new");
        var form = JournalUser.WriteForm(walker.Page);
        var page = await walker.Browser.SendAndOpen(form, ("words", Word()), ("title", Word()), ("mood", "low"), ("tags", $"{Word()}, {Word()}"));
        var entry = new Uri(page.QuerySelectorAll("main a").Single(a => a.TextContent == "Edit").GetAttribute("href")!, UriKind.Relative).ToString();

        await walker.Open(entry);
        await walker.Draft("words", [["words", Word()]]);
        await walker.Open(entry);
        page = await walker.Browser.SendAndOpen(walker.Form, ("words", $"**{Word()}**"), ("title", Word()), ("then", "preview"));
        Assert.Equal(secrets[^2], page.QuerySelector("#preview strong")?.TextContent);
        // Too long: the words come back with a message.
        await walker.Browser.SendAndOpen(JournalUser.WriteForm(page), ("title", string.Concat(Enumerable.Repeat(Word(), 100))));
        await walker.Browser.SendAndOpen(JournalUser.WriteForm(page), ("words", Word()));
        return entry.Replace("/edit", "", StringComparison.Ordinal);
    }

    private async Task Search(Walker walker)
    {
        await walker.Open("/journal");
        await walker.Press("Search", ("words", secrets[^1]));
        Assert.Contains("One entry found.", walker.Text, StringComparison.Ordinal);
        await walker.Press("Search", ("words", Word()));
        Assert.Contains("Nothing found.", walker.Text, StringComparison.Ordinal);
    }

    private static async Task Lock(Walker walker)
    {
        await walker.Open("/");
        using var response = await walker.Browser.Send(walker.Page.QuerySelector("form.lock")!);
        await walker.Open(response.Headers.Location!.ToString());
        Assert.Contains("Your space is locked.", walker.Text, StringComparison.Ordinal);
    }

    private string TakeKey(Walker walker)
    {
        var key = walker.Page.QuerySelector("[data-testid=recovery-key]")!.TextContent;
        secrets.AddRange([key, key.Replace("-", "", StringComparison.Ordinal)]);
        return key;
    }

    private string Word()
    {
        secrets.Add($"Zwölfkestrel{words++:000}");
        return secrets[^1];
    }

    private static List<string> TextsIn(IElement form) =>
        [.. form.QuerySelectorAll("textarea[name], input[type=text][name]").Select(c => c.GetAttribute("name")!)];

    private static IEnumerable<(string Name, string Value)> Chosen(IElement form, string[]? wanted) =>
        from box in form.QuerySelectorAll("input[type=radio], input[type=checkbox]")
        group box.GetAttribute("value")! by box.GetAttribute("name")! into boxes
        where boxes.Key != "take"
        from value in wanted is null ? boxes.Take(1) : boxes.Intersect(wanted)
        select (boxes.Key, value);

    /// <summary>Every question of the walk that takes words, so that a new one cannot be left out here.</summary>
    private static IEnumerable<string> TextQuestions(Site site) =>
        from question in site.Services.GetRequiredService<ContentLibrary>().Reflection("why-he-left")!.Questions
        where question.Options is ChoiceOptions { Note: not null } or TextOptions or FieldsOptions or ListOptions
        select question.Id;

    private static async Task<byte[]> SealedWords(Site site)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        Assert.True(await database.Answers.CountAsync() > 20);
        Assert.True(await database.Threads.AnyAsync());
        Assert.True(await database.Revisions.AnyAsync());
        // The beginning: SQLite keeps the rest of a long record on other pages.
        return (await database.Answers.FirstAsync()).Record.Bytes[..64];
    }

    /// <summary>A file that holds every word in every form, so that a scan that sees nothing anywhere is found out.</summary>
    private string Plant()
    {
        var path = Path.Combine(folder.FullName, "control");
        using var file = File.Create(path);
        foreach (var word in secrets)
        {
            var inBase64 =
                from source in new[] { Encoding.UTF8, Encoding.Unicode }
                from shift in Enumerable.Range(0, 3)
                let text = Convert.ToBase64String([.. "abc"u8[..shift], .. source.GetBytes(word), .. "and more"u8])
                from written in new[] { text, text.Replace('+', '-').Replace('/', '_') }
                select written;
            foreach (var text in WordScan.Writings(word).Select(w => w.Text).Concat(inBase64))
            {
                file.Write(Encoding.UTF8.GetBytes($"some {text}\n"));
                file.Write(Encoding.Unicode.GetBytes($"some {text}\n"));
            }
        }

        return path;
    }

    /// <summary>The files looked through hold what the session stored and logged.</summary>
    private void TheFilesAreThose(byte[] sealedWords)
    {
        var data = Path.Combine(folder.FullName, "data");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(data, "keys")));
        Assert.Contains(Directory.GetFiles(data, "breakupguide.db*"), f => WordScan.ReadBytes(f).AsSpan().IndexOf(sealedWords) >= 0);

        MetricsCollector.HoldsMetrics(Path.Combine(folder.FullName, "metrics.bin"));
        var log = File.ReadAllLines(Path.Combine(folder.FullName, "log.txt"));
        string[] starts = ["Trace Microsoft.AspNetCore.", "Debug Microsoft.EntityFrameworkCore.Database.Command"];
        foreach (var start in starts)
            Assert.Contains(log, line => line.StartsWith(start, StringComparison.Ordinal));
    }
}
