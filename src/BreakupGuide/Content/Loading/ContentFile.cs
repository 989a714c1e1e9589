using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BreakupGuide.Content.Loading;

/// <summary>One file of the content folder, and the mistakes found in it.</summary>
internal sealed partial class ContentFile(string directory, string path, ContentErrors errors)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Path below the content folder, with forward slashes.</summary>
    public string Path { get; } = path;

    public string Slug => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static IEnumerable<ContentFile> In(string directory, string folder, ContentErrors errors)
    {
        var full = System.IO.Path.Combine(directory, folder);
        return Directory.Exists(full)
            ? Directory.EnumerateFiles(full)
                .Select(f => System.IO.Path.GetFileName(f))
                .Where(name => !name.StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(name => new ContentFile(directory, $"{folder}/{name}", errors))
            : [];
    }

    public void Error(int line, string message, string? about = null) => errors.Add(Path, line, message, about);

    /// <summary>Nothing of this file could be used.</summary>
    public void Unreadable(int line, string message) => errors.AddUnreadable(Path, line, message);

    /// <summary>Null, and a mistake noted, when the file is missing or not UTF-8.</summary>
    public string? Text()
    {
        try
        {
            return Utf8.GetString(File.ReadAllBytes(System.IO.Path.Combine(directory, Path))).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            Unreadable(1, "this file is not UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            Unreadable(1, "this file is missing");
        }

        return null;
    }

    /// <summary>The whole file as one YAML mapping.</summary>
    public YamlMap? Map() => Text() is { } text ? Map(text) : null;

    public YamlMap? Map(string yaml)
    {
        switch (Root(yaml))
        {
            case YamlMappingNode map:
                return new YamlMap(map, this);
            case { } other:
                Unreadable((int)other.Start.Line, "keys and values are expected here");
                return null;
            default:
                return null;
        }
    }

    /// <summary>The whole file as one YAML list of mappings.</summary>
    public IReadOnlyList<YamlMap> Maps()
    {
        if (Text() is not { } text || Root(text) is not { } root)
            return [];
        if (root is YamlSequenceNode list)
            return YamlMap.Each(list, this);
        Unreadable((int)root.Start.Line, "a list is expected here, each entry starting with “- ”");
        return [];
    }

    private YamlNode? Root(string yaml)
    {
        // The parser tells of a tab without its line.
        if (Tab().Match(yaml) is { Success: true } tab)
        {
            Unreadable(yaml.AsSpan(0, tab.Index).Count('\n') + 1, "a tab stands here; YAML is indented with spaces");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            Unreadable(1, stream.Documents.Count == 0 ? "this file is empty" : "this file holds more than one YAML document");
        }
        catch (YamlException e)
        {
            // The message opens with a position of its own; ours has the file's name too.
            Unreadable((int)e.End.Line, $"this is not YAML as we read it: {(e.InnerException ?? e).Message}");
        }

        return null;
    }

    [GeneratedRegex(@"(?<=^ *)\t", RegexOptions.Multiline)]
    private static partial Regex Tab();
}
