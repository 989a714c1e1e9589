using System.Text.Json;

namespace BreakupGuide.Tests.Markdown;

/// <summary>
/// Texts written to break out of a page (<c>hostile.json</c>): the technique classes of OWASP's filter evasion list in our own words, and what
/// happened to other note-takers, by name. Used by the tests of the tree and, in a real browser, by the journey through every place that shows words.
/// </summary>
public static class HostileCases
{
    /// <summary>The elements and attributes that a person's own writing may become.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> InWriting = new Dictionary<string, string[]>
    {
        ["p"] = [],
        ["h2"] = [],
        ["h3"] = [],
        ["h4"] = [],
        ["ol"] = ["start"],
        ["ul"] = [],
        ["li"] = [],
        ["blockquote"] = [],
        ["pre"] = [],
        ["code"] = [],
        ["hr"] = [],
        ["strong"] = [],
        ["em"] = [],
        ["a"] = ["href", "rel"],
        ["br"] = [],
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<HostileCase> All { get; } = Read();

    private static List<HostileCase> Read()
    {
        using var file = typeof(HostileCases).Assembly.GetManifestResourceStream("hostile.json")!;
        return JsonSerializer.Deserialize<List<HostileCase>>(file, Json)!;
    }
}

/// <param name="Name">The technique, or where it happened.</param>
public sealed record HostileCase(string Name, string Text);
