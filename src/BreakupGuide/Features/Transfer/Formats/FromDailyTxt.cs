using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>DailyTxT's export: a zip with a JSON file for each month, a list of tags, and files beside them.</summary>
internal sealed class FromDailyTxt : IJournalFormat
{
    public string Name => "a DailyTxT export";

    public string Hint => "The zip, not encrypted.";

    public Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) =>
        Task.FromResult(Months(file).Any() && (file.Find("tags.json") is not null || Months(file).Count() == file.Files.Count(f => IsJson(f.Name))));

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (file.Find("user.json") is not null)
            throw new BringInException("This DailyTxT file is encrypted. Download it there once more without encryption, and bring that in.");
        var tags = await TagsAsync(file, cancel);
        foreach (var (year, month, entry) in Months(file).OrderBy(m => (m.Year, m.Month)).ToList())
        {
            await using var stream = await file.OpenAsync(entry, cancel);
            await foreach (var item in new JsonItems(stream, "days").ReadAsync(cancel))
                foreach (var made in maker.Make(Read(item, year, month, tags, maker))) yield return made;
        }

        if (file.Find("templates.json") is not null) maker.Left.Add("Templates", "");
    }

    private static IEnumerable<(int Year, int Month, ZipArchiveEntry File)> Months(ArrivedFile file) =>
        from entry in file.Files
        let parts = entry.FullName.Split('/')
        where parts.Length == 2 && IsJson(parts[1])
        let year = Number(parts[0], 4)
        let month = Number(parts[1][..^5], 2)
        where year is > 0 && month is >= 1 and <= 12
        select (year.Value, month.Value, entry);

    private static bool IsJson(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static int? Number(string text, int longest) =>
        text.Length <= longest && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<Dictionary<int, string>> TagsAsync(ArrivedFile file, CancellationToken cancel)
    {
        var tags = new Dictionary<int, string>();
        if (file.Find("tags.json") is not { } list) return tags;
        await using var stream = await file.OpenAsync(list, cancel);
        await foreach (var tag in new JsonItems(stream, "tags").ReadAsync(cancel))
        {
            if (tag.Number("id") is { } id) tags[id] = tag.Text("name");
        }

        return tags;
    }

    private static WrittenEntry Read(JsonElement item, int year, int month, Dictionary<int, string> tags, EntryMaker maker)
    {
        DateOnly? date = item.Number("day") is { } day && year <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
        foreach (var attached in item.List("files")) maker.Left.Add("Files", $"{date:yyyy-MM-dd} · {attached.Text("filename")}");
        if (item.Says("isBookmarked")) maker.Left.Add("Bookmarks", $"{date:yyyy-MM-dd}");
        var own = item.List("tags").Select(t => t.ValueKind == JsonValueKind.Number && t.TryGetInt32(out var id) ? tags.GetValueOrDefault(id, "") : "");
        var earlier = item.List("history").OrderBy(h => h.Number("version") ?? 0).Select(h => h.Text("text"));
        // One text for each day: the day is what tells it from the others.
        return new WrittenEntry(
            date is null ? null : $"dailytxt {date:yyyy-MM-dd}", date, null, null, null, item.Text("text"), Tags: [.. own], Earlier: [.. earlier]);
    }
}
