using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>Our own file, “to bring back”: everything as it was, under the same ids.</summary>
internal sealed class FromNotes : IJournalFormat
{
    private const int LargestEntry = 64 * 1024 * 1024;

    // Read by itself JSON may leave out what there must be. The pages that show it rely on it.
    private static readonly JsonSerializerOptions Json = new(NotesFile.Json)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatCannotBeNull } },
    };

    public string Name => "a download of your own";

    public string Hint => "The zip from “Download everything”, locked or not.";

    public Task<bool> IsAsync(ArrivedFile file, CancellationToken cancel) => Task.FromResult(file.Find(NotesFile.Cover) is not null);

    public async IAsyncEnumerable<NotesEntry> EntriesAsync(ArrivedFile file, EntryMaker maker, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (await ReadAsync<NotesCover>(file, NotesFile.Cover, cancel) is not { } cover) throw ZipDirectory.Broken();
        if (cover.Format is not (NotesFile.Format or NotesFile.FormatOfOldFiles))
            throw new BringInException("This file was made by a version of this program that is newer than the one here, so it cannot be read.");
        foreach (var each in file.Files.Where(f => f.FullName.StartsWith(NotesFile.Entries, StringComparison.Ordinal)))
        {
            var entries = cover.Format == NotesFile.Format ? MonthAsync(file, each, cancel) : AloneAsync(file, each, cancel);
            await foreach (var found in entries)
            {
                if (found is { Head: not null } entry && IsSound(entry)) yield return Sound(entry);
                else maker.Left.Add("Entries that cannot be read", each.Name);
            }
        }

        if (await ReadAsync<List<UnreadableRecord>>(file, NotesFile.Unreadable, cancel) is { Count: > 0 } unreadable)
            foreach (var record in unreadable) maker.Left.Add("Records that did not open when this file was made", record.Id.ToString());
    }

    public async IAsyncEnumerable<NotesThread> ThreadsAsync(ArrivedFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (file.Find(NotesFile.Threads) is not { } list) yield break;
        await using var stream = await file.OpenAsync(list, cancel, mayRepeatItself: true);
        await foreach (var item in new JsonItems(stream).ReadAsync(cancel))
            if (Read<NotesThread>(item) is { } thread && thread.Record.Born is > 0 and < 3155378975999999999) yield return thread;
    }

    public async Task<BesideEntries> BesideAsync(ArrivedFile file, CancellationToken cancel) => new(
        await ReadAsync<NotesCover>(file, NotesFile.Cover, cancel),
        await ReadAsync<Withheld>(file, NotesFile.Withheld, cancel),
        await ReadAsync<CallList>(file, NotesFile.People, cancel));

    /// <returns>Null for each entry that is none, and once where the list is broken: what stands after that cannot be found.</returns>
    private static async IAsyncEnumerable<NotesEntry?> MonthAsync(ArrivedFile file, ZipArchiveEntry month, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = await file.OpenAsync(month, cancel, mayRepeatItself: true);
        var list = new JsonItems(stream) { Largest = LargestEntry };
        await using var entries = list.ReadAsync(cancel).GetAsyncEnumerator(cancel);
        var isBroken = false;
        while (await NextAsync()) yield return Read<NotesEntry>(entries.Current);
        if (isBroken || !list.WasFound) yield return null;

        async Task<bool> NextAsync()
        {
            try
            {
                return await entries.MoveNextAsync();
            }
            catch (JsonException)
            {
                isBroken = true;
                return false;
            }
        }
    }

    private static async IAsyncEnumerable<NotesEntry?> AloneAsync(ArrivedFile file, ZipArchiveEntry entry, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await ReadAsync<NotesEntry>(file, entry.FullName, cancel);
    }

    /// <returns>Null where it is not there or not of its kind.</returns>
    private static async Task<T?> ReadAsync<T>(ArrivedFile file, string name, CancellationToken cancel)
        where T : class
    {
        if (file.Find(name) is not { } part || part.Length > LargestEntry) return null;
        await using var stream = await file.OpenAsync(part, cancel, mayRepeatItself: true);
        try
        {
            using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancel);
            return Read<T>(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T? Read<T>(JsonElement json)
        where T : class
    {
        if (HasNull(json)) return null;
        try
        {
            return json.Deserialize<T>(Json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false, ParameterType.IsValueType: false }) property.IsRequired = true;
        }
    }

    // The store never writes that something is nothing: it leaves it out.
    private static bool HasNull(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => json.EnumerateArray().Any(HasNull),
        JsonValueKind.Object => json.EnumerateObject().Any(p => HasNull(p.Value)),
        _ => false,
    };

    private static bool IsSound(NotesEntry entry) =>
        entry.Id != Guid.Empty && entry.Date.Year is >= 1900 and < 9999 && (entry.Body?.Text.Length ?? 0) <= Limits.TextCharacters
        && entry.Head!.Fields.Values.All(f => f.Text.Length <= Limits.TextCharacters)
        && entry.Revisions.All(r => (r.Record.Head is null) != (r.Record.Answer is null));

    private static NotesEntry Sound(NotesEntry entry) => entry with
    {
        Created = Utc(entry.Created),
        Changed = Utc(entry.Changed),
        Binned = entry.Binned is { } binned ? Utc(binned) : null,
    };

    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
}
