using System.Text.RegularExpressions;

namespace BreakupGuide.Features.Journal;

/// <summary>First words for a list, where the signs of Markdown would only be in the way.</summary>
internal static partial class OpeningWords
{
    /// <summary>Leaves out heading and quote signs and the stars of emphasis; every word stays.</summary>
    public static string Plain(string words) => Signs().Replace(words, "").Trim();

    // Opening words stand on one line, so a sign at a line's start has only spaces around it. A star between figures is one of the person's own.
    [GeneratedRegex(@"(?<!\S)(?:#{1,4}|>) |\*\*(?=[^\s*])|(?<=[^\s*])\*\*|(?<!\S)\*(?=[^\s*])|(?<=[^\s*\d])\*(?![\w*])")]
    private static partial Regex Signs();
}
