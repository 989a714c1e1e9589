using System.Text;

namespace BreakupGuide.Privacy;

internal static class TypedText
{
    /// <summary>Characters. The time that it takes grows with the square of the length, so callers refuse what is longer before they come here.</summary>
    public const int Longest = 1000;

    /// <summary>Whether this machine can do it: without globalization data the framework leaves every character that is not ASCII as it is.</summary>
    public static bool IsNormalisedHere => "\uFB01".Normalize(NormalizationForm.FormKC) == "fi";

    /// <summary>The same words typed on another keyboard or system become the same characters. What is no character becomes U+FFFD.</summary>
    public static string Normalise(string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, Longest, "text.Length");
        // The framework's own normalisation throws at lone surrogates and at U+FFFE.
        return string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? Rune.ReplacementChar : rune)).Normalize(NormalizationForm.FormKC);
    }
}
