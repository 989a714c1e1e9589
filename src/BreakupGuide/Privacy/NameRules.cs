using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BreakupGuide.Privacy;

/// <summary>What the name of a space must be: short, and made of letters that cannot be taken for others.</summary>
public static partial class NameRules
{
    public const int Shortest = 2;
    public const int Longest = 60;

    /// <summary>Characters as typed, with marks apart from their letters. What is longer is not looked at.</summary>
    public const int LongestTyped = 200;

    // Letters of other scripts that are drawn like Latin ones. A name made of nothing else could be taken for a Latin name.
    private const string DrawnLikeLatin = "асеорхуѕіјԁԛԝһѵкмтвнгпӏ" + "οανικρτυχγωη";

    /// <returns>A sentence that says what is wrong, or null when the name is good.</returns>
    public static string? Problem(string? name)
    {
        var text = name?.Length > LongestTyped ? "" : TypedText.Normalise(name ?? "").Trim();
        if (text.EnumerateRunes().Count() is < Shortest or > Longest)
            return $"Choose a name of {Shortest} to {Longest} characters. It need not be your real one.";
        if (!text.EnumerateRunes().All(IsAllowed)) return "Use letters, digits, spaces, full stops and dashes in the name.";
        var letters = new string([.. text.ToLowerInvariant().Where(char.IsLetter)]);
        if (letters.Length > 0 && !OneScript().IsMatch(letters)) return "Use letters of one alphabet only in the name, so that it cannot be taken for another.";
        if (letters.Length > 0 && letters.All(c => DrawnLikeLatin.Contains(c, StringComparison.Ordinal)))
            return "All letters of this name look like those of another alphabet. Choose a name that cannot be taken for another.";
        // Normalising has put marks and letters together; a mark that is left over on these letters is there to deceive.
        if (ThreeScripts().IsMatch(letters) && text.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark))
            return "Use letters, digits, spaces, full stops and dashes in the name.";
        return null;
    }

    private static bool IsAllowed(Rune rune) =>
        Rune.IsLetter(rune) || rune.Value is ' ' or '.' or '-' or '_' or (>= '0' and <= '9')
        // Marks that belong to a letter, as in many scripts of Asia.
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [GeneratedRegex(@"[\p{IsBasicLatin}\u00AA-\u024F\u1E00-\u1EFF\p{IsGreek}\p{IsGreekExtended}\p{IsCyrillic}]")]
    private static partial Regex ThreeScripts();

    // All Latin, all Greek, all Cyrillic, or none of these three. Letters drawn like Latin ones but meant for phonetics count as another alphabet.
    [GeneratedRegex(
        @"^(?:[\p{IsBasicLatin}\u00AA-\u024F\u1E00-\u1EFF]+|[\p{IsGreek}\p{IsGreekExtended}]+|[\p{IsCyrillic}\u0500-\u052F]+|"
        + @"[^\p{IsBasicLatin}\u00AA-\u02AF\u1E00-\u1EFF\p{IsGreek}\p{IsGreekExtended}\p{IsCyrillic}\u0500-\u052F]+)$")]
    private static partial Regex OneScript();
}
