using System.Text.RegularExpressions;

namespace BreakupGuide.Tests.Privacy;

/// <summary>The ASVS table names tests that exist, for every item.</summary>
public sealed partial class AsvsTests
{
    [Fact]
    public void Every_item_names_what_shows_it_and_every_test_named_exists()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "privacy.md"));
        var rows = Row().Matches(text[text.IndexOf("## OWASP ASVS", StringComparison.Ordinal)..]);
        var tests = Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.True(rows.Count >= 40, $"only {rows.Count} items");
        var missing = new List<string>();
        foreach (Match row in rows)
        {
            var shown = row.Groups["shown"].Value.Trim();
            var named = Name().Matches(shown).Select(m => m.Groups[1].Value).ToList();
            if (named.Count == 0 && shown != "–") missing.Add($"{row.Groups["item"].Value}: nothing named");
            missing.AddRange(named.Where(n => !tests.Contains(n)).Select(n => $"{row.Groups["item"].Value}: there is no {n}"));
        }

        Assert.Empty(missing);
    }

    [GeneratedRegex(@"^\| (?<item>\d[^|]*)\|[^|]*\|(?<shown>[^|]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();
}
