using System.Globalization;
using System.Runtime.CompilerServices;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>The JSON of the program jrnl: local times, no zone, no ids.</summary>
internal sealed class FromJrnl : IJournalFormat
{
    public string Name => "a jrnl export";

    public string Hint => "The JSON file. Its text file can be brought in as well.";

    public async Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) =>
        !file.IsZip && await new JsonItems(file.Open(), "entries").BeginsWithAsync(item => item.Says("date") && item.Says("time"), cancel);

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in new JsonItems(file.Open(), "entries").ReadAsync(cancel))
        {
            TimeOnly? time = TimeOnly.TryParse(item.Text("time"), CultureInfo.InvariantCulture, out var clock) ? clock : null;
            if (item.Says("starred")) maker.Left.Add("Stars", item.Text("title"));
            string[] tags = [.. item.Texts("tags").Select(tag => tag.TrimStart('@', '#'))];
            var written = new WrittenEntry(null, WrittenEntry.DayOf(item.Text("date")), time, null, null, item.Text("body"), item.Text("title"), Tags: tags);
            foreach (var entry in maker.Make(written)) yield return entry;
        }
    }
}
