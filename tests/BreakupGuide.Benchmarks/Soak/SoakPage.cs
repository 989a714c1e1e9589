using System.Net;
using System.Text.RegularExpressions;

namespace BreakupGuide.Benchmarks.Soak;

/// <summary>A page as its HTML came: its forms and the text area on it.</summary>
internal sealed partial class SoakPage(string html)
{
    public const string TokenField = "__RequestVerificationToken";

    public bool Says(string words) => html.Contains(words, StringComparison.Ordinal);

    public string Token => Hidden(f => true).GetValueOrDefault(TokenField) ?? throw new InvalidOperationException("The page has no form token.");

    public Dictionary<string, string> FormOf(string handler) => Hidden(f => f.Contains($"value=\"{handler}\"", StringComparison.Ordinal));

    public Dictionary<string, string> FormTo(string action) => Hidden(f => f.Contains($"action=\"{action}\"", StringComparison.Ordinal));

    /// <summary>What stands in the text area; browsers leave out the first end of a line.</summary>
    public string Written => WebUtility.HtmlDecode(TextArea().Match(html).Groups["text"].Value).TrimStart('\n', '\r');

    private Dictionary<string, string> Hidden(Func<string, bool> isWanted)
    {
        var fields = new Dictionary<string, string>();
        foreach (var form in Form().Matches(html).Select(m => m.Value).Where(isWanted).Take(1))
        {
            foreach (Match field in HiddenField().Matches(form))
                fields[field.Groups["name"].Value] = WebUtility.HtmlDecode(field.Groups["value"].Value);
        }

        return fields;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\"( value=\"(?<value>[^\"]*)\")?")]
    private static partial Regex HiddenField();

    [GeneratedRegex("<textarea[^>]*>(?<text>.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex TextArea();
}
