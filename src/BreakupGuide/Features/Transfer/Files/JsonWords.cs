using System.Text.Json;

namespace BreakupGuide.Features.Transfer.Files;

/// <summary>What stands in a JSON object, where it is of the kind that is expected; other programs leave out what they do not know.</summary>
internal static class JsonWords
{
    /// <summary>A text; empty where there is none.</summary>
    public static string Text(this JsonElement of, string name) => Part(of, name, JsonValueKind.String)?.GetString() ?? "";

    public static int? Number(this JsonElement of, string name) =>
        Part(of, name, JsonValueKind.Number) is { } number && number.TryGetInt32(out var value) ? value : null;

    /// <summary>A UTC time.</summary>
    public static DateTime? Time(this JsonElement of, string name) => WrittenEntry.UtcOf(of.Text(name));

    public static IEnumerable<JsonElement> List(this JsonElement of, string name) => Part(of, name, JsonValueKind.Array)?.EnumerateArray() ?? [];

    public static IEnumerable<string> Texts(this JsonElement of, string name) =>
        of.List(name).Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!);

    /// <summary>Whether something is said there: neither nothing nor an empty list or object.</summary>
    public static bool Says(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) && part.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => false,
            JsonValueKind.String => part.GetString() is { Length: > 0 },
            JsonValueKind.Array => part.GetArrayLength() > 0,
            JsonValueKind.Object => part.EnumerateObject().Any(),
            _ => true,
        };

    public static JsonElement? Part(this JsonElement of, string name, JsonValueKind kind) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) && part.ValueKind == kind ? part : null;
}
