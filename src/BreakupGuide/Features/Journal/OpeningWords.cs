using System.Text;
using System.Text.RegularExpressions;

namespace BreakupGuide.Features.Journal;

/// <summary>Words for a list or a line, where the signs of Markdown would only be in the way.</summary>
internal static partial class OpeningWords
{
    /// <summary>
    /// On one line, without the signs of headings, quotes, lists, links and emphasis; every word stays. Headings and things of
    /// a list stand apart.
    /// </summary>
    public static string Plain(string words)
    {
        var plain = new StringBuilder();
        var (wasItem, wasHeading) = (false, false);
        foreach (var line in words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Rule().IsMatch(line)) continue;
            var rest = Lead().Replace(line, "");
            var isItem = Item().IsMatch(rest);
            if (plain.Length > 0) plain.Append(wasHeading || (isItem && wasItem) ? " · " : " ");
            plain.Append(isItem ? Item().Replace(rest, "") : rest);
            (wasItem, wasHeading) = (isItem, line.StartsWith('#') && rest != line);
        }

        return Signs().Replace(Link().Replace(plain.ToString(), "$1"), "").Trim();
    }

    [GeneratedRegex(@"^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}|```.*)$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:(?:#{1,6}|>)(?: |$)\s*)+")]
    private static partial Regex Lead();

    [GeneratedRegex(@"^[-*+] +")]
    private static partial Regex Item();

    [GeneratedRegex(@"!?\[([^\]\n]+)\]\([^()\s]*\)")]
    private static partial Regex Link();

    // Opening words of earlier programs stand on one line, so a sign at a line's start has only spaces around it. A star between figures is one of
    // the person's own.
    [GeneratedRegex(
        @"(?<!\S)(?:#{1,4}|>) |\*\*(?=[^\s*])|(?<=[^\s*])\*\*|(?<!\S)\*(?=[^\s*])|(?<=[^\s*\d])\*(?![\w*])|(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_])|`")]
    private static partial Regex Signs();
}
