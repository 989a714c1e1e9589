using System.Text;
using System.Text.Json;

namespace BreakupGuide.Entries;

/// <summary>
/// Hands out the texts of stored records, one after the other, as they stand in their JSON: no object is made of what nobody looks for. What was
/// handed out last is wiped when it is done with.
/// </summary>
/// <param name="names">Names of the journal's fields that are looked through.</param>
internal sealed class StoredTexts(IReadOnlyCollection<string> names) : IDisposable
{
    private readonly byte[][] fields = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly bool hasWords = names.Contains(JournalFields.Words);
    private char[] room = [];

    /// <summary>Gets a text as long as it lies there.</summary>
    public delegate void Take(ReadOnlySpan<char> text);

    public void Dispose() => Array.Clear(room);

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It has another shape.</exception>
    public void OfHead(ReadOnlySpan<byte> head, Take take)
    {
        var reader = new Utf8JsonReader(head);
        Begin(ref reader);
        while (IsInObject(ref reader))
        {
            if (!reader.ValueTextEquals("fields"u8))
            {
                reader.Skip();
                continue;
            }

            Begin(ref reader);
            while (IsInObject(ref reader))
            {
                if (IsLookedThrough(ref reader)) OfField(ref reader, take);
                else reader.Skip();
            }
        }
    }

    /// <inheritdoc cref="OfHead"/>
    public void OfBody(ReadOnlySpan<byte> body, Take take)
    {
        if (!hasWords) return;
        var reader = new Utf8JsonReader(body);
        OfField(ref reader, take);
    }

    /// <summary>Its lines as they were stored with it, and the question's wording.</summary>
    /// <inheritdoc cref="OfHead"/>
    public void OfAnswer(ReadOnlySpan<byte> answer, Take take)
    {
        var reader = new Utf8JsonReader(answer);
        Begin(ref reader);
        while (IsInObject(ref reader))
        {
            if (reader.ValueTextEquals("wording"u8)) TakeNext(ref reader, take);
            else if (reader.ValueTextEquals("value"u8)) OfValue(ref reader, take);
            else reader.Skip();
        }
    }

    public override string ToString() => "[texts]";

    private void OfValue(ref Utf8JsonReader reader, Take take)
    {
        Begin(ref reader);
        while (IsInObject(ref reader))
        {
            if (reader.ValueTextEquals("lines"u8)) OfLines(ref reader, take);
            else reader.Skip();
        }
    }

    private void OfField(ref Utf8JsonReader reader, Take take)
    {
        Begin(ref reader);
        while (IsInObject(ref reader))
        {
            if (reader.ValueTextEquals("text"u8)) TakeNext(ref reader, take);
            else reader.Skip();
        }
    }

    private void OfLines(ref Utf8JsonReader reader, Take take)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) TakeIt(ref reader, take);
    }

    private bool IsLookedThrough(ref Utf8JsonReader reader)
    {
        foreach (var field in fields)
            if (reader.ValueTextEquals(field)) return true;
        return false;
    }

    private void TakeNext(ref Utf8JsonReader reader, Take take)
    {
        reader.Read();
        TakeIt(ref reader, take);
    }

    private void TakeIt(ref Utf8JsonReader reader, Take take)
    {
        // UTF-8 has as many bytes as the text has characters, or more.
        if (room.Length < reader.ValueSpan.Length)
        {
            Array.Clear(room);
            room = new char[2 * reader.ValueSpan.Length];
        }

        take(room.AsSpan(0, reader.CopyString(room)));
    }

    private static void Begin(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
    }

    // On the name of a property, or at the end.
    private static bool IsInObject(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
