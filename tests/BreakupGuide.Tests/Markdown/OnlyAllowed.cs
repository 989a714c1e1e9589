using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using BreakupGuide.Markdown;
using Bunit;

namespace BreakupGuide.Tests.Markdown;

/// <summary>
/// Renders a text by both profiles, parses the HTML anew as a browser would, and fails on every element, attribute and address that is not on the list.
/// </summary>
internal static partial class OnlyAllowed
{
    /// <summary>What the notes of guides add.</summary>
    private static readonly Dictionary<string, string[]> InGuides = new(HostileCases.InWriting)
    {
        ["p"] = ["class"],
        ["h2"] = ["id"],
        ["h3"] = ["id"],
        ["ul"] = ["class"],
        ["aside"] = ["class", "data-verdict"],
        ["details"] = [],
        ["summary"] = [],
    };

    private static readonly Dictionary<string, string[]> InWriting = new(HostileCases.InWriting)
    {
        // The one sentence that the program adds has a class; see below.
        ["p"] = ["class"],
    };

    private static readonly string[] Classes = ["soft", "note-label", "references", "evidence", "try", "care"];

    /// <returns>Length of the longer HTML.</returns>
    public static int Of(BunitContext context, string text) =>
        Math.Max(Check(context, MarkdownReader.ReadWriting(text), InWriting), Check(context, MarkdownReader.ReadGuide(text).Tree, InGuides));

    private static int Check(BunitContext context, MarkdownTree tree, Dictionary<string, string[]> allowed)
    {
        var html = context.Render<MarkdownView>(p => p.Add(v => v.Tree, tree)).Markup;
        foreach (var element in new HtmlParser().ParseDocument("<main>" + html + "</main>").QuerySelector("main")!.QuerySelectorAll("*"))
        {
            Assert.True(allowed.TryGetValue(element.LocalName, out var attributes), $"<{element.LocalName}> is not on the list.");
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, attributes!));
            if (element.GetAttribute("class") is { } name) Assert.Contains(name, Classes);
            if (element.GetAttribute("href") is { } href) Assert.Matches(Address(), href);
            if (element.GetAttribute("rel") is { } rel) Assert.Equal("noopener noreferrer", rel);
        }

        return html.Length;
    }

    [GeneratedRegex(@"^(https?://[^\s\\]+|mailto:\S*|tel:\S*|/([^/\s\\]\S*)?)$", RegexOptions.IgnoreCase)]
    public static partial Regex Address();
}
