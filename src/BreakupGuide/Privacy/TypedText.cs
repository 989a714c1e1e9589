using System.Text;

namespace BreakupGuide.Privacy;

internal static class TypedText
{
    /// <summary>The same words typed on another keyboard or system become the same characters. What is no character becomes U+FFFD.</summary>
    public static string Normalise(string text) =>
        // The framework's own normalisation throws at lone surrogates and at U+FFFE.
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? Rune.ReplacementChar : rune)).Normalize(NormalizationForm.FormKC);
}
