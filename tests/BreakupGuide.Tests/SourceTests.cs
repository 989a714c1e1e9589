using System.Text.RegularExpressions;
using static BreakupGuide.Tests.SourceFiles;

namespace BreakupGuide.Tests;

/// <summary>The rules of <c>docs/architecture.md</c> that are held over the files alone. Each rule also asserts that it looked at something.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void No_component_is_longer_than_200_lines()
    {
        var components = Files("", "*.razor", "*.razor.cs").ToList();
        Assert.True(components.Count > 20);

        Assert.Empty(components.Where(f => File.ReadLines(f).Count() > 200).Select(Short));
    }

    [Fact]
    public void No_file_of_code_is_longer_than_250_lines()
    {
        var files = Written().ToList();
        Assert.True(files.Count > 400);

        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > 250).Select(Short));
    }

    [Fact]
    public void No_line_of_code_is_longer_than_160_characters()
    {
        var files = Written().ToList();
        Assert.True(files.Count > 400);

        var wrong =
            from file in files
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > 160
            select $"{Short(file)}:{line.Number}";
        Assert.Empty(wrong);
    }

    // Two for a component with its code beside it. What needs a third is several classes.
    [Fact]
    public void No_class_lies_in_more_than_two_files()
    {
        var parts =
            from file in Files("", "*.cs")
            from Match name in PartialClass().Matches(File.ReadAllText(file))
            group file by $"{Path.GetDirectoryName(file)} {name.Groups[1].Value}";
        Assert.NotEmpty(parts);

        Assert.Empty(parts.Where(p => p.Count() > 2).Select(p => p.Key));
    }

    [Fact]
    public void The_program_fits_on_one_page() => Assert.InRange(File.ReadLines(Files("", "Program.cs").Single()).Count(), 5, 60);

    [Theory]
    // Text becomes elements, never a string of HTML.
    [InlineData("*.cs *.razor", "MarkupString|AddMarkupContent|HtmlString|Html\\.Raw")]
    [InlineData("*.js", "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function\\(")]
    // Words reach SQL only as parameters.
    [InlineData("*.cs *.razor", "FromSqlRaw|ExecuteSqlRaw|SqlQueryRaw")]
    // The content security policy allows neither.
    [InlineData("*.razor", "\\sstyle\\s*=|<style|<script(?![^>]*\\ssrc=)|\\son[a-z]+\\s*=\\s*\"")]
    [InlineData("*.css", "!important")]
    // Nothing is asked of anybody else.
    [InlineData("*.css *.js", "https?://|@import|(?<![:\\w])//[a-z0-9-]+\\.[a-z]")]
    // Words that the browser keeps would be words that somebody else finds; the one
    // place that keeps some seals them. (The mark of leaving, that nothing is kept for reading, since when somebody writes and which guides were
    // opened are no words of anybody.)
    [InlineData("*.js", "sessionStorage(?!\\.(?:getItem|removeItem)\\('writing'\\)|\\.setItem\\('writing', JSON\\.stringify\\(session\\)\\))")]
    [InlineData(
        "*.js",
        "localStorage|document\\.cookie(?! = `(?:left=yes|offline=no|zone=\\$\\{zone\\}|opened=\\$\\{opened\\.join\\('\\.'\\)\\}); |\\.split\\('; '\\))")]
    [InlineData("*.js", "indexedDB", "sealed-store.js")]
    [InlineData("*.js", "caches\\.open|cache\\.put|CacheStorage", "worker.js")]
    public void The_source_is_free_of(string kinds, string pattern, string? but = null)
    {
        var files = Files("", kinds.Split(' ')).ToList();
        Assert.NotEmpty(files);

        var found =
            from file in files
            where Path.GetFileName(file) != but
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where Regex.IsMatch(line.Text, pattern)
            select $"{Short(file)}:{line.Number}: {line.Text.Trim()}";
        Assert.Empty(found);
    }

    // What leads to one of our pages knows what they are about.
    [Fact]
    public void Widgets_name_none_of_our_addresses()
    {
        var widgets = Files("UI", "*.razor", "*.cs").ToList();
        Assert.NotEmpty(widgets);

        Assert.Empty(widgets.Where(f => Regex.IsMatch(File.ReadAllText(f), "\"/[a-z]")).Select(Short));
    }

    [GeneratedRegex(@"\bpartial (?:class|record) (\w+)")]
    private static partial Regex PartialClass();
}
