using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace BreakupGuide.Tests.Privacy;

/// <summary>Looks for words in files and addresses as a program might have written them: plain, escaped or in base64, each in UTF-8 and UTF-16.</summary>
internal sealed class WordScan
{
    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode];

    private readonly ILookup<string, (string Bytes, string Sighting)> byBytes;
    private readonly SearchValues<string> any;

    public WordScan(IEnumerable<string> words)
    {
        byBytes = words.SelectMany(Patterns).Distinct().ToLookup(p => p.Bytes);
        any = SearchValues.Create([.. byBytes.Select(p => p.Key)], StringComparison.Ordinal);
    }

    /// <summary>What a scan of a text that holds every word in every form must see.</summary>
    public IEnumerable<string> All => byBytes.SelectMany(p => p).Select(p => p.Sighting).Distinct().Order();

    /// <summary>The ways of writing a word that is not in base64.</summary>
    public static IEnumerable<(string Way, string Text)> Writings(string word)
    {
        var escaped = JavaScriptEncoder.Default.Encode(word);
        yield return ("plain", word);
        yield return ("JSON", escaped);
        yield return ("JSON in small letters", SmallDigits(escaped));
        yield return ("HTML", HtmlEncoder.Default.Encode(word));
        yield return ("address", Uri.EscapeDataString(word));
        yield return ("form", System.Net.WebUtility.UrlEncode(word));
    }

    /// <summary>The files of a folder, however deep, and what stands in them: “file: word, way of writing”.</summary>
    public IEnumerable<string> Sightings(DirectoryInfo folder) =>
        from file in folder.EnumerateFiles("*", SearchOption.AllDirectories)
        from sighting in Sightings(ReadBytes(file.FullName))
        select $"{file.Name}: {sighting}";

    public IReadOnlyList<string> Sightings(byte[] content)
    {
        // One character for each byte, so that any bytes can be looked for as text.
        var text = Encoding.Latin1.GetString(content);
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(any);
            if (next < 0) break;
            at += next;
            foreach (var pattern in byBytes.Where(p => text.AsSpan(at).StartsWith(p.Key, StringComparison.Ordinal)))
                seen.UnionWith(pattern.Select(p => p.Sighting));
        }

        return [.. seen];
    }

    /// <summary>Also reads files that the database still holds open.</summary>
    public static byte[] ReadBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private static IEnumerable<(string Bytes, string Sighting)> Patterns(string word)
    {
        var writings = Writings(word).Concat(
            from source in Encodings
            from shift in Enumerable.Range(0, 3)
            let text = InBase64(source.GetBytes(word), shift)
            from variant in (IEnumerable<string>)[text, ForAddresses(text)]
            select (Way: $"base64 of {source.WebName} after {shift}", Text: variant));
        return
            from writing in writings
            from encoding in Encodings
            select (Encoding.Latin1.GetString(encoding.GetBytes(writing.Text)), $"“{word}” {writing.Way}, {encoding.WebName}");
    }

    // The middle of what base64 makes of these bytes after others: the characters that depend on no neighbour.
    private static string InBase64(byte[] bytes, int shift)
    {
        var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = shift == 0 ? 0 : shift + 1;
        var last = (shift + bytes.Length) * 8 / 6;
        return whole[first..last];
    }

    private static string ForAddresses(string base64) => base64.Replace('+', '-').Replace('/', '_');

    private static string SmallDigits(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var at = escaped.IndexOf("\\u", StringComparison.Ordinal); at >= 0; at = escaped.IndexOf("\\u", at + 1, StringComparison.Ordinal))
        {
            for (var digit = at + 2; digit < at + 6; digit++) text[digit] = char.ToLowerInvariant(text[digit]);
        }

        return text.ToString();
    }
}
