using BreakupGuide.Content;
using Microsoft.Net.Http.Headers;

namespace BreakupGuide.Features.Safety;

/// <summary>Whose help lines come first.</summary>
internal static class ChosenCountry
{
    /// <summary>
    /// The country that the address names, else the first one that the browser's languages name, else the last in the content: everywhere else.
    /// </summary>
    /// <param name="languages">The header <c>Accept-Language</c>, such as <c>en-GB,en;q=0.9</c>.</param>
    public static HelplineCountry Of(IReadOnlyList<HelplineCountry> countries, string? named, string? languages) =>
        countries.FirstOrDefault(c => Anchor(c) == named)
        ?? Regions(languages).Select(region => countries.FirstOrDefault(c => c.Code == region)).FirstOrDefault(c => c is not null)
        ?? countries[^1];

    /// <summary>A country's name as an address has it.</summary>
    public static string Anchor(HelplineCountry country) => country.Country.ToLowerInvariant().Replace(' ', '-');

    private static IEnumerable<string> Regions(string? languages) =>
        !string.IsNullOrEmpty(languages) && StringWithQualityHeaderValue.TryParseList([languages], out var parsed)
            ? parsed.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value ?? "").Where(l => l.Contains('-', StringComparison.Ordinal))
                .Select(l => l[(l.LastIndexOf('-') + 1)..].ToUpperInvariant())
            : [];
}
