using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BreakupGuide.Features.Transfer.Files;

/// <summary>Reads the items of a list in a JSON file one after the other, so that a file may be larger than what is in memory at a time.</summary>
/// <param name="path">Names of the properties that lead to the list, through other lists, too; none where the file is the list.</param>
internal sealed class JsonItems(Stream file, params string[] path)
{
    private readonly List<string?> names = [];
    private byte[] buffer = new byte[64 * 1024];
    private JsonReaderState state;
    private int start;
    private int filled;
    private bool isAll;
    private bool isInList;

    /// <summary>Bytes that one item may take.</summary>
    public int Largest { get; init; } = 8 * 1024 * 1024;

    /// <summary>Whether the list was there.</summary>
    public bool WasFound { get; private set; }

    /// <summary>Whether the first item of the list is such a one; false, too, where there is no such list, or it is no JSON.</summary>
    public async Task<bool> BeginsWithAsync(Func<JsonElement, bool> isSuch, CancellationToken cancel)
    {
        try
        {
            await foreach (var item in ReadAsync(cancel)) return isSuch(item);
        }
        catch (JsonException)
        {
        }

        return false;
    }

    /// <exception cref="JsonException">It is no JSON, or not whole.</exception>
    /// <exception cref="BringInException">One item is larger than any entry.</exception>
    public async IAsyncEnumerable<JsonElement> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await FillAsync(cancel);
        if (buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8)) start = 3;
        while (true)
        {
            var isOver = Step(out var item);
            if (item is not null)
            {
                using (item) yield return item.RootElement;
            }
            else if (isOver) yield break;
            else await FillAsync(cancel);
        }
    }

    /// <returns>Whether the file is over.</returns>
    private bool Step(out JsonDocument? item)
    {
        item = null;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, filled - start), isAll, state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                Keep(reader);
                return isAll;
            }

            if (isInList && reader.TokenType != JsonTokenType.EndArray)
            {
                var isWhole = JsonDocument.TryParseValue(ref reader, out item);
                Keep(isWhole ? reader : before);
                return false;
            }

            Follow(reader);
        }
    }

    private void Follow(in Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                names.Add(null);
                break;
            case JsonTokenType.EndObject:
                names.RemoveAt(names.Count - 1);
                break;
            case JsonTokenType.PropertyName:
                names[^1] = reader.GetString();
                break;
            case JsonTokenType.StartArray when names.SequenceEqual(path):
                (isInList, WasFound) = (true, true);
                break;
            case JsonTokenType.EndArray:
                isInList = false;
                break;
        }
    }

    private void Keep(in Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        buffer.AsSpan(start..filled).CopyTo(buffer);
        (start, filled) = (0, filled - start);
        if (filled == buffer.Length)
        {
            if (buffer.Length >= Largest) throw new BringInException("One piece in this file is larger than any entry can be. Nothing of it came in.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        // As much as there is room for: an item that is not whole yet is read from its beginning again.
        filled += await file.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancel);
        isAll = filled < buffer.Length;
    }
}
