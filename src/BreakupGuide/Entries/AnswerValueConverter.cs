using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BreakupGuide.Entries;

/// <summary>Writes and reads answers of all types: <c>type</c> comes first and names the one that it is.</summary>
/// <remarks>The types are defined above this folder. Each is made known before anything of it is read or written.</remarks>
public sealed class AnswerValueConverter : JsonConverter<AnswerValue>
{
    private const string TypeName = "type";

    // The serializer itself forgets the mark where a property is overridden.
    private static readonly HashSet<string> NotStored = new(
        typeof(AnswerValue).GetProperties().Where(p => p.IsDefined(typeof(JsonIgnoreAttribute))).Select(p => p.Name), StringComparer.OrdinalIgnoreCase);

    private static ImmutableDictionary<string, Type> types = ImmutableDictionary<string, Type>.Empty;

    /// <param name="name">What stands in the store; it never changes.</param>
    public static void Know(string name, Type type) => ImmutableInterlocked.TryAdd(ref types, name, type);

    public override AnswerValue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals(TypeName)
            || !ahead.Read() || ahead.TokenType != JsonTokenType.String || !types.TryGetValue(ahead.GetString()!, out var type))
        {
            throw new JsonException();
        }

        return (AnswerValue?)JsonSerializer.Deserialize(ref reader, type, options);
    }

    public override void Write(Utf8JsonWriter writer, AnswerValue value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        writer.WriteStartObject();
        writer.WriteString(TypeName, types.First(t => t.Value == type).Key);
        foreach (var property in JsonSerializer.SerializeToElement(value, type, options).EnumerateObject().Where(p => !NotStored.Contains(p.Name)))
            property.WriteTo(writer);
        writer.WriteEndObject();
    }
}
