using System.Globalization;

namespace BreakupGuide.Markdown;

/// <summary>The allow-list of link addresses.</summary>
internal static class SafeLink
{
    private static readonly string[] Schemes = ["https", "http", "mailto", "tel"];

    /// <summary>A web, mail or telephone address, or a path of this application that starts with a single slash.</summary>
    public static bool IsAllowed(string? address)
    {
        // Browsers drop control characters and read a backslash as a slash; signs without a width or that turn the direction hide where it leads.
        if (string.IsNullOrEmpty(address) || address.Any(IsNoSignOfAnAddress))
            return false;
        if (address[0] == '/')
            return address.Length == 1 || address[1] != '/';
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && Schemes.Contains(uri.Scheme)
            && address.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase)
            && (!IsWeb(uri) || (address[(uri.Scheme.Length + 1)..].StartsWith("//", StringComparison.Ordinal) && uri.Host.Length > 0));
    }

    /// <summary>Leads out of the application.</summary>
    public static bool IsExternal(string address) =>
        address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static bool IsNoSignOfAnAddress(char c) =>
        char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsWeb(Uri uri) => uri.Scheme is "http" or "https";
}
