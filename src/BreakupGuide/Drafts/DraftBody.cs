using System.Text.Json;
using System.Text.Json.Serialization;
using BreakupGuide.Entries;

namespace BreakupGuide.Drafts;

/// <summary>A draft as the page's script sends it, alone or, when the page is left at once, with others.</summary>
internal sealed record DraftBody(
    IReadOnlyList<string[]>? Value, AnswerState? State, int BaseVersion, string? Client, long Sequence, string? Zone, string? Reflection, bool Aside = false)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) } };

    private const int LongestName = 100;
    private const int MostPairs = 500;

    /// <returns>Null when it is out of shape.</returns>
    public Draft? ToDraft(Guid entry, string field)
    {
        if (Value is null || Value.Count > MostPairs || Value.Any(p => p is not { Length: 2 } || p[0] is null || p[1] is null || p[0].Length > LongestName)) return null;
        if (Client is not { Length: > 0 and <= 64 } || Sequence < 1 || BaseVersion < 0 || field.Length > LongestName || Zone?.Length > 64 || Reflection?.Length > LongestName) return null;
        return new Draft(
            entry, field, Reflection, [.. Value.Select(p => KeyValuePair.Create(p[0], p[1]))], State ?? AnswerState.Given, BaseVersion, Client, Sequence, Zone, Aside);
    }

    public override string ToString() => "[draft]";
}
