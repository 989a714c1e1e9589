using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BreakupGuide.Privacy;

namespace BreakupGuide.Entries.Reading;

/// <summary>Replaces names in texts by their first letter and a dot: whole words, in whatever case.</summary>
public sealed class ShortenedNames
{
    public const int MostCharacters = 1_000;
    private const int LongestName = 100;

    private const string InWord = @"[\p{L}\p{M}\p{N}]";

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(5);

    private readonly Regex? pattern;

    public ShortenedNames(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        // The longest first, so that of two names that begin alike the whole of one is replaced. A full stop after it is not doubled.
        var any = string.Join('|', names.OrderByDescending(n => n.Length).SelectMany(Spelt).Distinct());
        pattern = new Regex(
            $@"(?<!{InWord})({any})(?!{InWord})\.?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LongEnough);
    }

    /// <summary>Reads names as they are typed, separated by commas; null where there are too many or they are too long.</summary>
    public static IReadOnlyList<string>? Parse(string typed)
    {
        if (typed.Length > MostCharacters) return null;
        IReadOnlyList<string> names =
        [
            .. TypedText.Normalise(typed).Split(',').Select(n => string.Join(' ', n.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                .Where(n => n.Any(char.IsLetterOrDigit)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return names.Count > Limits.WithheldNames || names.Any(n => n.Length > LongestName) ? null : names;
    }

    public string In(string text) => pattern is null ? text : pattern.Replace(text, m => Short(m.Groups[1].Value));

    private static string Short(string name) => $"{StringInfo.GetNextTextElement(name).ToUpperInvariant()}.";

    /// <summary>The same letters may be stored in one piece or with their accents apart, and with either apostrophe.</summary>
    private static IEnumerable<string> Spelt(string name) => new[] { NormalizationForm.FormC, NormalizationForm.FormD }
        .Select(form => Regex.Escape(name.Normalize(form)).Replace(@"\ ", @"\s+", StringComparison.Ordinal))
        .Select(escaped => Regex.Replace(escaped, "['’]", "['’]"));
}
