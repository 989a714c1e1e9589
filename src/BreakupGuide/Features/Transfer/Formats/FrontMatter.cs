using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BreakupGuide.Features.Transfer.Formats;

/// <summary>What stands between two lines of dashes at the top of a Markdown file. Only names with a word or a list of words are read.</summary>
/// <param name="Words">What comes below.</param>
internal sealed record FrontMatter(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, string Words)
{
    private const string Fence = "---";
    private const int Longest = 32 * 1024;

    /// <summary>A file without any has no values, and neither has one whose front matter cannot be read: then it stays in the words.</summary>
    public static FrontMatter Of(string text)
    {
        var none = new FrontMatter(new Dictionary<string, IReadOnlyList<string>>(), text);
        if (!text.StartsWith(Fence + "\n", StringComparison.Ordinal)) return none;
        var end = text.IndexOf("\n" + Fence, Fence.Length, StringComparison.Ordinal);
        if (end is < 0 or > Longest) return none;
        var rest = text.IndexOf('\n', end + 1);
        try
        {
            return new FrontMatter(Read(text[(Fence.Length + 1)..(end + 1)]), rest < 0 ? "" : text[(rest + 1)..].TrimStart('\n'));
        }
        catch (YamlException)
        {
            return none;
        }
    }

    public string Text(string name) => Values.TryGetValue(name, out var values) && values.Count > 0 ? string.Join(", ", values) : "";

    public IReadOnlyList<string> List(string name) => Values.GetValueOrDefault(name, []);

    /// <inheritdoc cref="WrittenEntry.UtcOf"/>
    public DateTime? Time(string name) => WrittenEntry.UtcOf(Text(name));

    public override string ToString() => "[front matter]";

    // Event by event, and nothing deeper than a list: what is nested a thousand times is passed over, not followed.
    private static Dictionary<string, IReadOnlyList<string>> Read(string yaml)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return values;
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>().Value;
            if (parser.TryConsume<Scalar>(out var value)) values[name] = value.Value.Length == 0 ? [] : [value.Value];
            else if (parser.TryConsume<SequenceStart>(out _)) values[name] = ListOf(parser);
            else parser.SkipThisAndNestedEvents();
        }

        return values;
    }

    private static List<string> ListOf(Parser parser)
    {
        var words = new List<string>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var word)) words.Add(word.Value);
            else parser.SkipThisAndNestedEvents();
        }

        return words;
    }
}
