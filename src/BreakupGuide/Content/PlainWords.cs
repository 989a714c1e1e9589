using System.Text.RegularExpressions;

namespace BreakupGuide.Content;

/// <summary>A text as its words, for comparing: small letters, one kind of apostrophe, no marks between them.</summary>
public static partial class PlainWords
{
    public static IReadOnlyList<string> In(string text) =>
        [.. Word().Matches(Apostrophe().Replace(text, "'")).Select(m => m.Value.ToLowerInvariant())];

    /// <summary>Whether the words of the phrase stand in the text, whole and one after the other.</summary>
    public static bool Hold(IReadOnlyList<string> text, IReadOnlyList<string> phrase)
    {
        for (var start = 0; start + phrase.Count <= text.Count; start++)
        {
            var at = 0;
            while (at < phrase.Count && text[start + at] == phrase[at]) at++;
            if (at == phrase.Count) return true;
        }

        return false;
    }

    // The signs that keyboards set for an apostrophe.
    [GeneratedRegex("[’‘ʼ`´＇]")]
    private static partial Regex Apostrophe();

    // An apostrophe at either end is a quotation mark.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+('[\p{L}\p{M}\p{N}]+)*")]
    private static partial Regex Word();
}
