using System.Text.Json;
using System.Text.Json.Nodes;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Features.Export;
using Json.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Entries;

/// <summary>The program's own file, over a space with one of everything: complete, as its schema says, and read back into the same bytes.</summary>
public sealed class NotesFileTests : IDisposable
{
    private static readonly JsonSchema Schema = JsonSchema.FromFile(Path.Combine(Repository.Root, "docs", "export.schema.json"));

    private readonly Site site = new();
    private readonly TestUser owner;

    public NotesFileTests() => owner = new TestUser(site);

    private IDbContextFactory<AppDbContext> Contexts => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Every_file_in_the_zip_is_as_the_schema_says()
    {
        var zip = await Download();

        Assert.Equal(NotesFile.Cover, zip.Keys.First());
        Assert.Equal(NotesFile.Unreadable, zip.Keys.Last());
        foreach (var (name, json) in zip)
        {
            var part = name.StartsWith(NotesFile.Entries, StringComparison.Ordinal) ? "entries" : Path.GetFileNameWithoutExtension(name);
            var result = new JsonSchemaBuilder().Ref($"#/$defs/{part}").Defs(Schema.GetDefs()!.ToDictionary()).Build()
                .Evaluate(JsonNode.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
            var wrong = result.Details.Where(d => d.HasErrors).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation} {e.Key}: {e.Value}"));
            Assert.True(result.IsValid, $"{name}: {string.Join("; ", wrong)}");
        }
    }

    [Fact]
    public async Task Read_and_written_again_it_is_the_same()
    {
        foreach (var (name, json) in await Download())
        {
            var again = name switch
            {
                NotesFile.Cover => Again<NotesCover>(json),
                NotesFile.Threads => Again<List<NotesThread>>(json),
                NotesFile.Withheld => Again<Withheld>(json),
                NotesFile.People => Again<CallList>(json),
                NotesFile.Unreadable => Again<List<UnreadableRecord>>(json),
                _ => Again<List<NotesEntry>>(json),
            };
            Assert.Equal(json, again);
        }
    }

    [Fact]
    public async Task It_holds_everything()
    {
        var zip = await Download();
        var entries = zip.Where(f => f.Key.StartsWith(NotesFile.Entries, StringComparison.Ordinal))
            .SelectMany(f => Entries(f.Value)).ToDictionary(e => e.Id);
        Assert.Equal([OneOfEverything.Entry, OneOfEverything.Binned, OneOfEverything.Run], entries.Keys.Order());
        Assert.Contains("entries/0001-2026-05.json", zip.Keys);

        var entry = entries[OneOfEverything.Entry];
        Assert.Equal(new DateOnly(2026, 5, 29), entry.Date);
        Assert.Equal(("Europe/London", ComingUp.Never), (entry.Head!.Zone, entry.Head.ComesUp));
        Assert.Equal("That Tuesday", entry.Head.Fields["title"].Text);
        Assert.Equal("He left early.\n\nGrüße — слова, and it rained.", entry.Body!.Text);
        Assert.Contains("Grüße — слова", zip["entries/0001-2026-05.json"], StringComparison.Ordinal);
        Assert.Equal("A Tuesday", Assert.Single(entry.Revisions).Record.Head!.Fields["title"].Text);
        Assert.NotNull(entries[OneOfEverything.Binned].Binned);

        var run = entries[OneOfEverything.Run];
        Assert.NotNull(run.Head!.FinishedAt);
        Assert.Equal(new Run("why-he-left", 1, WalkLength.Short), run.Head.Run);
        Assert.Equal(9, run.Answers.Count);
        Assert.Equal(AnswerState.NotToday, Assert.Single(run.Answers, a => a.Field == "passed-over").State);
        Assert.All(run.Answers, a => Assert.Equal($"Asked: {a.Field}?", a.Wording));
        var first = Assert.Single(run.Revisions, r => r.Record.Answer!.Field == "text");
        Assert.True(first.IsFirstFinished);
        Assert.Equal("He needs air.", Assert.Single(first.Record.Answer!.Value!.Lines));

        var threads = JsonSerializer.Deserialize<List<NotesThread>>(zip[NotesFile.Threads], NotesFile.Json)!;
        Assert.Equal(3, threads.Count);
        Assert.Single(threads, t => t.Record.Dropped);
        Assert.Equal(["Mia"], JsonSerializer.Deserialize<Withheld>(zip[NotesFile.Withheld], NotesFile.Json)!.Names);
        var cover = JsonSerializer.Deserialize<NotesCover>(zip[NotesFile.Cover], NotesFile.Json)!;
        Assert.Equal(30, cover.LockAfterMinutes);
        Assert.Equal("she", cover.Settings["pronoun"]);
        Assert.Equal("Ruth", Assert.Single(JsonSerializer.Deserialize<CallList>(zip[NotesFile.People], NotesFile.Json)!.People).Name);
        Assert.Equal("[]", zip[NotesFile.Unreadable]);
    }

    // A zip's list of files is held in memory by whoever writes or reads it.
    [Fact]
    public async Task It_has_a_file_for_each_month_however_many_entries_there_are()
    {
        await owner.Keeps("heron");
        foreach (var day in new[] { "2026-02-28", "2024-12-31", "2026-02-01", "2026-01-31", "2025-12-31", "2026-02-01" })
            await owner.Fill("/journal/new", "write", ("words", $"On {day}"), ("date", day));

        var months = (await Downloaded.ZipAsync(owner.Browser, "notes")).Where(f => f.Key.StartsWith(NotesFile.Entries, StringComparison.Ordinal))
            .Select(f => $"{f.Key}: {string.Join(' ', Entries(f.Value).Select(e => $"{e.Date:yyyy-MM-dd}"))}");
        Assert.Equal(
            [
                "entries/0001-2024-12.json: 2024-12-31", "entries/0002-2025-12.json: 2025-12-31", "entries/0003-2026-01.json: 2026-01-31",
                "entries/0004-2026-02.json: 2026-02-01 2026-02-01 2026-02-28",
            ],
            months);
    }

    // Whoever adds something sealed adds it to the file as well, to its schema and to what brings it back.
    [Fact]
    public void Everything_that_is_sealed_is_in_it()
    {
        using var database = Contexts.CreateDbContext();
        var stored = database.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Where(p => p.ClrType == typeof(SealedText))
            .Select(p => $"{t.ClrType.Name}.{p.Name}"));

        // What came in lately, and can be taken out for a day, is nothing that anybody wrote; nor is a file on its way in. They alone are not.
        Assert.Equal(
            [
                "AnswerRow.Record", "ArrivalRow.Record", "EntryRow.Body", "EntryRow.Head", "RevisionRow.Record", "SentFileRow.Record", "SpaceRow.People",
                "SpaceRow.Withheld", "ThreadRow.Record",
            ],
            stored.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_journal_makes_the_same_file_apart_from_its_date()
    {
        var one = await Download();
        var other = await Download(isFilled: true);

        Assert.Equal(one.Keys, other.Keys);
        Assert.All(one.Where(f => f.Key != NotesFile.Cover), f => Assert.Equal(f.Value, other[f.Key]));
        Assert.Equal(WithoutDate(one), WithoutDate(other));

        static string WithoutDate(Dictionary<string, string> zip) =>
            string.Join('\n', zip[NotesFile.Cover].Split('\n').Where(l => !l.Contains("\"made\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_does_not_open_is_named()
    {
        await Download();
        await using (var database = await Contexts.CreateDbContextAsync())
        {
            await database.Entries.Where(e => e.Id == OneOfEverything.Entry).ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, e => e.Head));
            await database.Entries.Where(e => e.Id == OneOfEverything.Binned).ExecuteUpdateAsync(set => set.SetProperty(e => e.Head, e => e.Body));
            var other = await database.Threads.OrderBy(t => t.Id).FirstAsync();
            await database.Threads.Where(t => t.Id != other.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Record, other.Record));
            await database.Answers.ExecuteUpdateAsync(set => set.SetProperty(a => a.Record, other.Record));
            await database.Revisions.ExecuteUpdateAsync(set => set.SetProperty(r => r.Record, other.Record));
            await database.Spaces.ExecuteUpdateAsync(set => set.SetProperty(s => s.Withheld, other.Record).SetProperty(s => s.People, other.Record));
        }

        var zip = await Download(isFilled: true);
        var unreadable = JsonSerializer.Deserialize<List<UnreadableRecord>>(zip[NotesFile.Unreadable], NotesFile.Json)!;
        Assert.Equal(
            [(UnreadableKind.Head, 1), (UnreadableKind.Body, 1), (UnreadableKind.Answer, 9), (UnreadableKind.Revision, 3), (UnreadableKind.Thread, 2),
                (UnreadableKind.Withheld, 1), (UnreadableKind.People, 1)],
            unreadable.CountBy(u => u.Kind).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
        Assert.Contains(unreadable, u => u is { Kind: UnreadableKind.Head } && u.Entry == OneOfEverything.Binned);
    }

    private static List<NotesEntry> Entries(string month) => JsonSerializer.Deserialize<List<NotesEntry>>(month, NotesFile.Json)!;

    private static string Again<T>(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, NotesFile.Json), NotesFile.Json);

    private async Task<Dictionary<string, string>> Download(bool isFilled = false)
    {
        if (!isFilled)
        {
            await OneOfEverything.FillAsync(site.Services);
            await owner.Unlocks(OneOfEverything.Name, OneOfEverything.Passphrase);
            using (await owner.Browser.Send(
                (await owner.Browser.Open("/understanding?for=somebody-else")).QuerySelector("form[action='/understanding/names']")!, ("names", "Mia")))
            {
            }

            await site.Services.GetRequiredService<PeopleToCall>().ChangeAsync(
                (await site.Services.GetRequiredService<SpaceStore>().UnlockAsync(OneOfEverything.Name, OneOfEverything.Passphrase, null, default))!,
                _ => new CallList([new PersonToCall("Ruth", "0123")]), default);
            await site.Services.GetRequiredService<EntryHead>().SetComingUpAsync(
                (await site.Services.GetRequiredService<SpaceStore>().UnlockAsync(OneOfEverything.Name, OneOfEverything.Passphrase, null, default))!,
                OneOfEverything.Entry, ComingUp.Never, default);
            await using var database = await Contexts.CreateDbContextAsync();
            await database.Spaces.ExecuteUpdateAsync(set => set.SetProperty(s => s.LockAfterMinutes, 30));
            owner.Cookies.Add(new Uri("http://localhost"), new System.Net.Cookie("pronoun", "she"));
        }

        return await Downloaded.ZipAsync(owner.Browser, "notes", OneOfEverything.Passphrase);
    }
}
