using System.Text.Json;
using BreakupGuide.Entries.Notes;

namespace BreakupGuide.Features.Export.Formats;

/// <summary>The program's own file, with everything that it stores of a person; see <see cref="NotesFile"/>.</summary>
internal sealed class NotesFormat : IExportFormat
{
    public string Name => "notes";

    public string Purpose => "To bring it back";

    public string Hint => "A zip with everything: earlier versions, the bin, your settings";

    public string FileEnding => "zip";

    public string ContentType => "application/zip";

    public bool CanBeSealed => true;

    public Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel) => ZipWriter.WriteAsync(
        file,
        async zip =>
        {
            await AddAsync(NotesFile.Cover, await export.CoverAsync(cancel));
            await AddMonthsAsync(export, AddAsync, cancel);
            await AddAsync(NotesFile.Threads, export.ThreadsAsync(cancel));
            await AddAsync(NotesFile.Withheld, await export.WithheldAsync(cancel));
            await AddAsync(NotesFile.People, await export.PeopleAsync(cancel));
            await AddAsync(NotesFile.Unreadable, export.Unreadable);

            Task AddAsync<T>(string name, T content) =>
                zip.AddAsync(name, stream => JsonSerializer.SerializeAsync(stream, content, NotesFile.Json, cancel), cancel);
        },
        cancel);

    private static async Task AddMonthsAsync(SpaceExport export, Func<string, IAsyncEnumerable<NotesEntry>, Task> addAsync, CancellationToken cancel)
    {
        await using var entries = export.StoredEntriesAsync(cancel).GetAsyncEnumerator(cancel);
        var isMore = await entries.MoveNextAsync();
        for (var number = 1; isMore; number++)
        {
            var (year, month) = (entries.Current.Date.Year, entries.Current.Date.Month);
            await addAsync(NotesFile.NameOf(number, entries.Current.Date), MonthAsync());

            async IAsyncEnumerable<NotesEntry> MonthAsync()
            {
                do yield return entries.Current;
                while ((isMore = await entries.MoveNextAsync()) && (entries.Current.Date.Year, entries.Current.Date.Month) == (year, month));
            }
        }
    }
}
