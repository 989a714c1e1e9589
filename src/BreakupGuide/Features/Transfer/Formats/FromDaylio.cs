using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>Daylio's table (CSV): a mood, activities and a note on each line; times as the phone's clock showed them.</summary>
internal sealed partial class FromDaylio : IJournalFormat
{
    private const int LongestField = 400_000;

    private static readonly string[] Clocks = ["HH:mm", "H:mm", "h:mm tt", "hh:mm tt", "h:mmtt"];

    private static readonly CsvConfiguration Table = new(CultureInfo.InvariantCulture)
    {
        MaxFieldSize = LongestField,
        MissingFieldFound = null,
        PrepareHeaderForMatch = header => header.Header.Trim().TrimStart('\uFEFF').ToLowerInvariant(),
    };

    public string Name => "a Daylio export";

    public string Hint => "The CSV file.";

    public Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) =>
        Task.FromResult(!file.IsZip && Encoding.UTF8.GetString(file.Start.Span).TrimStart('\uFEFF').Replace("\"", "", StringComparison.Ordinal)
            .StartsWith("full_date,", StringComparison.OrdinalIgnoreCase));

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new StreamReader(file.Open(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var table = new CsvReader(reader, Table);
        await table.ReadAsync();
        table.ReadHeader();
        while (await table.ReadAsync())
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var entry in maker.Make(Read(table))) yield return entry;
        }
    }

    private static WrittenEntry Read(CsvReader row)
    {
        var date = WrittenEntry.DayOf(Field("full_date"));
        // Phones put a narrow space before AM and PM.
        var shown = Field("time").Replace('\u202F', ' ').Replace('\u00A0', ' ').Replace(".", "", StringComparison.Ordinal);
        TimeOnly? time = TimeOnly.TryParseExact(shown, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;
        var words = Tag().Replace(LineEnd().Replace(Field("note"), "\n"), "").Replace("&nbsp;", " ", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        if (Field("scales") is { Length: > 0 } scales) words = $"{words}\n\n{scales}".TrimStart('\n');
        return new WrittenEntry(
            null, date, time, null, null, words, Field("note_title"), EntryMaker.OfFive(Field("mood")),
            Field("activities").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        string Field(string name) => row.TryGetField<string>(name, out var value) ? value?.Trim() ?? "" : "";
    }

    [GeneratedRegex("<br ?/?>|</(?:p|div|li)>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnd();

    [GeneratedRegex("</?(?:p|div|b|i|u|s|strong|em|ul|ol|li|span)>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
