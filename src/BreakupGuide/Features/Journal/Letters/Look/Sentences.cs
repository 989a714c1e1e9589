using System.Text.RegularExpressions;

namespace BreakupGuide.Features.Journal.Letters.Look;

/// <summary>A text as its sentences, in order, without the signs of Markdown.</summary>
internal static partial class Sentences
{
    // Line by line, so that no pattern has to run across a whole text.
    public static IEnumerable<string> In(string text) =>
        text.Split('\n').SelectMany(line => End().Split(line)).Select(s => ListSign().Replace(OpeningWords.Plain(s), "")).Where(s => s.Length > 0);

    // A full stop within a figure or an address is followed by no space.
    [GeneratedRegex(@"(?<=[.!?…]["")'”’\]*_]*)\s+")]
    private static partial Regex End();

    [GeneratedRegex(@"^[-*+] +")]
    private static partial Regex ListSign();
}
