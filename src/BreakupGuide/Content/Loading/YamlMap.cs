using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BreakupGuide.Content.Loading;

/// <summary>A strict reader of one YAML mapping: a key that nobody asked for, a missing one and a wrong type are mistakes with a line.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> entries = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];
    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);

    public YamlMap(YamlMappingNode node, ContentFile file)
    {
        File = file;
        Line = LineOf(node);
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                entries[name] = (key, value);
            else
                file.Error(LineOf(key), "a key is one plain word");
        }
    }

    public ContentFile File { get; }

    public int Line { get; }

    public static IReadOnlyList<YamlMap> Each(YamlSequenceNode list, ContentFile file)
    {
        var maps = new List<YamlMap>();
        foreach (var node in list)
        {
            if (node is YamlMappingNode map)
                maps.Add(new YamlMap(map, file));
            else
                file.Error(LineOf(node), "keys and values are expected here");
        }

        return maps;
    }

    /// <summary>Whether the key stands here; to ask is to know it.</summary>
    public bool Has(string key)
    {
        asked.Add(key);
        return entries.ContainsKey(key);
    }

    /// <summary>Whether a mistake was already noted for the key; a second one about the same value would only be noise.</summary>
    public bool IsFaulty(string key) => faulty.Contains(key);

    public int LineAt(string key) => entries.TryGetValue(key, out var entry) ? LineOf(entry.Key) : Line;

    /// <param name="about">See <see cref="ContentErrors.Add"/>.</param>
    public void Error(string key, string message, string? about = null)
    {
        faulty.Add(key);
        File.Error(LineAt(key), message, about);
    }

    /// <summary>To be called when everything known was read: what is left is unknown.</summary>
    public void End()
    {
        foreach (var key in entries.Keys.Except(asked))
            Error(key, $"“{key}” is unknown here; known are {string.Join(", ", asked.Distinct().Order(StringComparer.Ordinal))}");
    }

    public string Text(string key)
    {
        Require(key);
        return OptionalText(key) ?? "";
    }

    public string? OptionalText(string key)
    {
        if (Value(key) is not { } node)
            return null;
        if (Scalar(node) is { } text)
            return text;
        Error(key, $"“{key}” must be a text");
        return null;
    }

    public Phrase Phrase(string key, bool itemAllowed = false)
    {
        Require(key);
        return OptionalPhrase(key, itemAllowed) ?? Content.Phrase.Same("");
    }

    public Phrase? OptionalPhrase(string key, bool itemAllowed = false)
    {
        if (OptionalText(key) is not { } text)
            return null;
        return PronounText.Read(text, itemAllowed, (offset, message) =>
        {
            faulty.Add(key);
            File.Error(LineInside(key, text, offset), message);
        });
    }

    public int Number(string key)
    {
        Require(key);
        return OptionalNumber(key) ?? 0;
    }

    public int? OptionalNumber(string key)
    {
        if (Value(key) is not { } node)
            return null;
        if (int.TryParse(Scalar(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Error(key, $"“{key}” must be a whole number");
        return null;
    }

    public bool Flag(string key) => OptionalFlag(key) ?? false;

    public bool? OptionalFlag(string key)
    {
        if (Value(key) is not { } node)
            return null;
        if (Scalar(node) is "true" or "false")
            return Scalar(node) == "true";
        Error(key, $"“{key}” must be true or false");
        return null;
    }

    public DateOnly Date(string key)
    {
        if (!Require(key) || Value(key) is not { } node)
            return default;
        if (DateOnly.TryParseExact(Scalar(node), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Error(key, $"“{key}” must be a date such as 2026-11-22");
        return default;
    }

    /// <summary>One of a few known words.</summary>
    public string? Word(string key, IEnumerable<string> words)
    {
        if (OptionalText(key) is not { } word)
            return null;
        if (words.Contains(word))
            return word;
        Error(key, $"“{word}” is unknown for “{key}”; it is one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>A list of plain texts; empty when the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var node in Nodes(key))
        {
            if (Scalar(node) is { } text)
                texts.Add(text);
            else
                Error(key, $"“{key}” must be a list of texts");
        }

        return texts;
    }

    /// <summary>A list of mappings; empty when the key is missing.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        var maps = new List<YamlMap>();
        foreach (var node in Nodes(key))
        {
            if (node is YamlMappingNode map)
                maps.Add(new YamlMap(map, File));
            else
                Error(key, $"“{key}” must be a list of keys and values");
        }

        return maps;
    }

    /// <summary>A list whose entries are texts or mappings.</summary>
    public IEnumerable<(string? Text, YamlMap? Map)> Mixed(string key)
    {
        foreach (var node in Nodes(key))
        {
            if (node is YamlMappingNode map)
                yield return (null, new YamlMap(map, File));
            else if (Scalar(node) is { } text)
                yield return (text, null);
            else
                Error(key, $"“{key}” must be a list of texts or of keys and values");
        }
    }

    public YamlMap? Map(string key)
    {
        if (Value(key) is not { } node)
            return null;
        if (node is YamlMappingNode map)
            return new YamlMap(map, File);
        Error(key, $"“{key}” must be keys and values");
        return null;
    }

    public bool Require(string key)
    {
        if (Has(key))
            return true;
        Error(key, $"“{key}” is missing");
        return false;
    }

    /// <summary>The line of a place in a text; exact where the text stands below its key, as with <c>|</c>.</summary>
    public int LineInside(string key, string text, int offset)
    {
        var node = entries[key].Value;
        return node is YamlScalarNode { Style: ScalarStyle.Literal }
            ? LineOf(node) + 1 + text.AsSpan(0, offset).Count('\n')
            : LineOf(node);
    }

    private static string? Scalar(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } scalar && (scalar.Style != ScalarStyle.Plain || text is not ("" or "~" or "null")) ? text : null;

    private static int LineOf(YamlNode node) => (int)node.Start.Line;

    private YamlNode? Value(string key)
    {
        asked.Add(key);
        return entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    private YamlSequenceNode Nodes(string key)
    {
        switch (Value(key))
        {
            case YamlSequenceNode list:
                return list;
            case not null:
                Error(key, $"“{key}” must be a list, as in [one, two]");
                break;
        }

        return [];
    }
}
